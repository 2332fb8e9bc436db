/**
 * Loads: the one way from a call to its value, with one load at a time for a key and
 * type.
 */
@NullMarked
package io.github.taggedcache.core.load;

import org.jspecify.annotations.NullMarked;
