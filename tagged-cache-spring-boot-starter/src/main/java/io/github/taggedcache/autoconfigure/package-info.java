/**
 * Auto-configuration of tagged caches.
 */
@NullMarked
package io.github.taggedcache.autoconfigure;

import org.jspecify.annotations.NullMarked;
