/**
 * The port that turns values into bytes and back.
 */
@NullMarked
package io.github.taggedcache.core.codec;

import org.jspecify.annotations.NullMarked;
