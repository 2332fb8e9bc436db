/**
 * Results that a method hands over later, and what their end waits for.
 */
@NullMarked
package io.github.taggedcache.result;

import org.jspecify.annotations.NullMarked;
