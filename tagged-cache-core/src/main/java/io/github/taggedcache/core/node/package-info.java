/**
 * What one node knows of the invalidation log, and how it judges entries by it.
 */
@NullMarked
package io.github.taggedcache.core.node;

import org.jspecify.annotations.NullMarked;
