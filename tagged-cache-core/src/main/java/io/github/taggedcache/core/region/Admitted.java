package io.github.taggedcache.core.region;

import io.github.taggedcache.core.event.MissReason;
import org.jspecify.annotations.Nullable;

/**
 * What a call gets of an entry that was found.
 *
 * @param hit the value, or null if the entry does not serve the call
 * @param reason why the entry does not serve the call
 */
record Admitted(@Nullable Hit hit, @Nullable MissReason reason) {

	static Admitted refused(MissReason reason) {
		return new Admitted(null, reason);
	}

}
