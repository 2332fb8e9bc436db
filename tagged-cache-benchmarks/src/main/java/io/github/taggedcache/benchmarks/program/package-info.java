/**
 * Measurements that JMH is not made for.
 */
@NullMarked
package io.github.taggedcache.benchmarks.program;

import org.jspecify.annotations.NullMarked;
