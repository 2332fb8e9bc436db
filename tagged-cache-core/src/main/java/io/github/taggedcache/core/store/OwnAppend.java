package io.github.taggedcache.core.store;

import java.util.List;

/**
 * An append that a node made. The store holds the append if the log has a record of that
 * version and origin. Without its record, the append is lost if the log passes over it:
 * if the oldest record that is as new follows an older version. If the log does not reach
 * back that far, an invalidation of tags is held if each of its tags has a version that
 * is as new, or none; of a key event nobody can tell. If another node's record has the
 * version, a key event is lost, and an invalidation of tags goes by its tags: the record
 * may be a repair that stands for it.
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
