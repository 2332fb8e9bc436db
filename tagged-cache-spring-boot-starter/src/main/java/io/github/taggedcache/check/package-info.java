/**
 * Checks of annotated methods, most of them when an application starts.
 */
@NullMarked
package io.github.taggedcache.check;

import org.jspecify.annotations.NullMarked;
