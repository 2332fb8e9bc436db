/**
 * The canonical text of cache keys.
 */
@NullMarked
package io.github.taggedcache.key;

import org.jspecify.annotations.NullMarked;
