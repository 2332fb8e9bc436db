/**
 * The algorithm of tagged caches: what an entry depends on and when it may still be
 * served.
 */
@NullMarked
package io.github.taggedcache.core;

import org.jspecify.annotations.NullMarked;
