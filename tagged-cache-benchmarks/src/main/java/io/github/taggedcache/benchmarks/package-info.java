/**
 * Benchmarks: what is claimed about speed, to be measured by anybody.
 */
@NullMarked
package io.github.taggedcache.benchmarks;

import org.jspecify.annotations.NullMarked;
