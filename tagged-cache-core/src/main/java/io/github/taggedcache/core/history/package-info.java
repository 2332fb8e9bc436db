/**
 * What one node knows of the invalidation log.
 */
@NullMarked
package io.github.taggedcache.core.history;

import org.jspecify.annotations.NullMarked;
