/**
 * Micrometer metrics of tagged caches.
 */
@NullMarked
package io.github.taggedcache.metrics;

import org.jspecify.annotations.NullMarked;
