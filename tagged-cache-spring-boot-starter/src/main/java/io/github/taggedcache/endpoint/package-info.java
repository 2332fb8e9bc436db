/**
 * Actuator endpoint for tagged caches.
 */
@NullMarked
package io.github.taggedcache.endpoint;

import org.jspecify.annotations.NullMarked;
