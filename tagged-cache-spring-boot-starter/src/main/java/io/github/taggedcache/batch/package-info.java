/**
 * Cached methods over many ids: each element of the result is an entry of its own.
 */
@NullMarked
package io.github.taggedcache.batch;

import org.jspecify.annotations.NullMarked;
