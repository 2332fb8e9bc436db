/**
 * A test kit for applications with tagged caches.
 */
@NullMarked
package io.github.taggedcache.test;

import org.jspecify.annotations.NullMarked;
