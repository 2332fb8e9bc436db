/**
 * Makes tables and plots of the results.
 */
@NullMarked
package io.github.taggedcache.benchmarks.report;

import org.jspecify.annotations.NullMarked;
