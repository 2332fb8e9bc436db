package io.github.taggedcache.core.store;

import java.util.List;

/**
 * An append that a node made. The store holds it if the log has a record of that version
 * and origin; or, for tags only, if each of their versions is as new. A key event is lost
 * if the log passes over it: if the oldest record that is as new has the same version, or
 * follows an older one. If the log does not reach back that far, nobody can tell.
 *
 * @param version its version
 * @param mode hard or soft
 * @param tags the tags that it invalidated; empty for a key event, of which a newer
 * version of the bucket proves nothing
 */
public record OwnAppend(long version, Mode mode, List<String> tags) {

	public OwnAppend {
		tags = List.copyOf(tags);
	}

}
