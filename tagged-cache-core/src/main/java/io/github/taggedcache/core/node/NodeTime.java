package io.github.taggedcache.core.node;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What tells a node the time. Neither clock may go back.
 *
 * @param wall the wall clock; only expiry depends on it
 * @param nanoTime the monotonic time in ns
 */
public record NodeTime(InstantSource wall, LongSupplier nanoTime) {

}
