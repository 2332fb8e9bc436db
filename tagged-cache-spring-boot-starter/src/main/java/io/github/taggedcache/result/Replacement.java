package io.github.taggedcache.result;

import org.jspecify.annotations.Nullable;

/**
 * A value that a caller gets in the place of a failure.
 *
 * @param value the value of a future or a publisher of one; the list of elements of a
 * publisher of many
 */
public record Replacement(@Nullable Object value) {

}
