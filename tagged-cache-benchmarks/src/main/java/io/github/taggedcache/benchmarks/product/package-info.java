/**
 * What is compared, each behind the same small interface.
 */
@NullMarked
package io.github.taggedcache.benchmarks.product;

import org.jspecify.annotations.NullMarked;
