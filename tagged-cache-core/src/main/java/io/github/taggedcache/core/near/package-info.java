/**
 * The first level: entries in the memory of one node.
 */
@NullMarked
package io.github.taggedcache.core.near;

import org.jspecify.annotations.NullMarked;
