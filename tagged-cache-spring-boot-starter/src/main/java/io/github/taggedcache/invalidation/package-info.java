/**
 * The invalidations of methods with {@code @InvalidateTags}, and those that are sent
 * again because they failed where no caller could be told.
 */
@NullMarked
package io.github.taggedcache.invalidation;

import org.jspecify.annotations.NullMarked;
