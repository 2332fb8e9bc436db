/**
 * Judgement: whether a value is still current, by what is known of versions.
 */
@NullMarked
package io.github.taggedcache.core.judge;

import org.jspecify.annotations.NullMarked;
