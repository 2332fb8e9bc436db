/**
 * The contract of the stores, run on each of them.
 */
@NullMarked
package io.github.taggedcache.store;

import org.jspecify.annotations.NullMarked;
