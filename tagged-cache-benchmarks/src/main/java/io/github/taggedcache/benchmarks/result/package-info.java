/**
 * Figures, their spread and their files.
 */
@NullMarked
package io.github.taggedcache.benchmarks.result;

import org.jspecify.annotations.NullMarked;
