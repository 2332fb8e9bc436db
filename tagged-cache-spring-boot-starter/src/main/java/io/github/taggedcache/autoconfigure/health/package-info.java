/**
 * Auto-configuration of the health indicator.
 */
@NullMarked
package io.github.taggedcache.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
