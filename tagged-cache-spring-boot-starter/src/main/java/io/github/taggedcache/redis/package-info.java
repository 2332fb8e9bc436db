/**
 * The store in Redis, on the application's Lettuce connection. The only package that sees
 * Lettuce and Spring Data Redis.
 */
@NullMarked
package io.github.taggedcache.redis;

import org.jspecify.annotations.NullMarked;
