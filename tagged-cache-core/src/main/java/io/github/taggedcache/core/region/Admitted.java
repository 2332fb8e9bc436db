package io.github.taggedcache.core.region;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a call gets of an entry that was found.
 *
 * @param hit the value, or null if the entry does not serve the call
 * @param further tags that the call declares and the entry does not carry; valid
 * @param reason why the entry does not serve the call
 */
record Admitted(@Nullable Hit hit, List<String> further, @Nullable MissReason reason) {

	static Admitted refused(MissReason reason) {
		return new Admitted(null, List.of(), reason);
	}

}
