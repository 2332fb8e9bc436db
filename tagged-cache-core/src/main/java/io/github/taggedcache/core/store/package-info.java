/**
 * The ports to what the nodes of a namespace share: the entries and the invalidation log.
 */
@NullMarked
package io.github.taggedcache.core.store;

import org.jspecify.annotations.NullMarked;
