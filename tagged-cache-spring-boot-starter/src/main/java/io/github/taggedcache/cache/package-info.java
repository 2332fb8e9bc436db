/**
 * Spring's cache abstraction on regions: the manager, its caches, and the view of a cache
 * that each call of an annotated method has.
 */
@NullMarked
package io.github.taggedcache.cache;

import org.jspecify.annotations.NullMarked;
