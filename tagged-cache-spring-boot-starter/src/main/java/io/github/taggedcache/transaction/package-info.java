/**
 * What a transaction does with the caches: its begin token, its invalidations, and what
 * is stored after its commit.
 */
@NullMarked
package io.github.taggedcache.transaction;

import org.jspecify.annotations.NullMarked;
