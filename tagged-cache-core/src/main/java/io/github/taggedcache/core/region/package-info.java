/**
 * Regions: reading, loading and storing entries of one named cache.
 */
@NullMarked
package io.github.taggedcache.core.region;

import org.jspecify.annotations.NullMarked;
