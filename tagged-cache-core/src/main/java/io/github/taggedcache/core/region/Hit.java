package io.github.taggedcache.core.region;

import org.jspecify.annotations.Nullable;

/**
 * A value that was found.
 *
 * @param value the value, which may be null
 */
public record Hit(@Nullable Object value) {

}
