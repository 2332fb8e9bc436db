/**
 * Loads, lookups in the store and invalidations as observations of Micrometer.
 */
@NullMarked
package io.github.taggedcache.observation;

import org.jspecify.annotations.NullMarked;
