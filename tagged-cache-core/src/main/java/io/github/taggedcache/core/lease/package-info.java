/**
 * The lease of an entry: one load of it at a time in the cluster.
 */
@NullMarked
package io.github.taggedcache.core.lease;

import org.jspecify.annotations.NullMarked;
