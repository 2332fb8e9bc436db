/**
 * The annotations that declare the tags of cached methods and what invalidates them.
 */
@NullMarked
package io.github.taggedcache.annotation;

import org.jspecify.annotations.NullMarked;
