package io.github.taggedcache.core.store;

import java.util.List;

/**
 * An append that a node made. The store holds it if the log has a record of that version
 * and origin; or, for tags only, if each of their versions is as new.
 *
 * @param version its version
 * @param mode hard or soft
 * @param tags the tags that it invalidated; empty for a key event, which needs its
 * record: a newer version of a bucket proves nothing for one key
 */
public record OwnAppend(long version, Mode mode, List<String> tags) {

	public OwnAppend {
		tags = List.copyOf(tags);
	}

}
