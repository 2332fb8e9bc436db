package io.github.taggedcache.core.store;

import java.util.List;

/**
 * An append that a node made. The store holds the append if the log has a record of that
 * version and origin. An invalidation of tags is also held if each of its tags has a
 * version that is as new. A key event is lost if the log passes over it: if the oldest
 * record that is as new has the same version, or follows an older version. If the log
 * does not reach back that far, nobody can tell.
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
