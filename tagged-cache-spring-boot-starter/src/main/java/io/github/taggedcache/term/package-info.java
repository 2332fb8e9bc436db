/**
 * The terms of the API for those of the core.
 */
@NullMarked
package io.github.taggedcache.term;

import org.jspecify.annotations.NullMarked;
