/**
 * Spring's cache abstraction on regions: the manager, its caches, and the interceptors.
 */
@NullMarked
package io.github.taggedcache.cache;

import org.jspecify.annotations.NullMarked;
