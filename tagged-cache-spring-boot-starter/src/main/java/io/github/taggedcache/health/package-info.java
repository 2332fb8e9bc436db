/**
 * Health of the store of tagged caches.
 */
@NullMarked
package io.github.taggedcache.health;

import org.jspecify.annotations.NullMarked;
