/**
 * The same store in the memory of one process.
 */
@NullMarked
package io.github.taggedcache.core.store.memory;

import org.jspecify.annotations.NullMarked;
