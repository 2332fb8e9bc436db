/**
 * The store in Redis, seen from the wire.
 */
@NullMarked
package io.github.taggedcache.redis;

import org.jspecify.annotations.NullMarked;
