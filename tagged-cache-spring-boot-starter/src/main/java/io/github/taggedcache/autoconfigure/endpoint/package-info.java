/**
 * Auto-configuration of the actuator endpoint.
 */
@NullMarked
package io.github.taggedcache.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
