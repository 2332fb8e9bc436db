package io.github.taggedcache.core.region;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A value that a call was served.
 *
 * @param value the value, which may be null
 * @param tags the tags of the entry, and those that the call declares beyond them; those
 * of the near cache include implicit ones
 * @param asOf version up to which the value is known to be current for these tags
 */
public record Hit(@Nullable Object value, List<String> tags, long asOf) {

}
