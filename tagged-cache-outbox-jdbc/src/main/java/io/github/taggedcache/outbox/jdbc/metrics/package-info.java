/**
 * Metrics of the outbox.
 */
@NullMarked
package io.github.taggedcache.outbox.jdbc.metrics;

import org.jspecify.annotations.NullMarked;
