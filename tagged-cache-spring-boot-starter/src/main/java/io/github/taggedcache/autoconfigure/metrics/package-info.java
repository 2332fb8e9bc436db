/**
 * Auto-configuration of the metrics.
 */
@NullMarked
package io.github.taggedcache.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
