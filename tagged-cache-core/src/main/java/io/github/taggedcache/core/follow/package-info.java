/**
 * How a node keeps its history up with the invalidation log.
 */
@NullMarked
package io.github.taggedcache.core.follow;

import org.jspecify.annotations.NullMarked;
