/**
 * One node of a namespace: its history, its follower and the store, put together.
 */
@NullMarked
package io.github.taggedcache.core.node;

import org.jspecify.annotations.NullMarked;
