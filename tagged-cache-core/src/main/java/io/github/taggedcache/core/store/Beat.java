package io.github.taggedcache.core.store;

import java.util.List;

/**
 * What a node that follows the log asks at regular intervals.
 *
 * @param origin the node
 * @param own appends of the node that it should have met in the log, and has not
 * @param implicitTags tags that are touched, so that a store which forgets what nobody
 * uses keeps them
 */
public record Beat(String origin, List<OwnAppend> own, List<String> implicitTags) {

	/** Most own appends of one beat. */
	public static final int MAX_OWN = 100;

	public Beat {
		own = List.copyOf(own);
		implicitTags = List.copyOf(implicitTags);
		if (own.size() > MAX_OWN) {
			throw new IllegalArgumentException("One beat takes at most " + MAX_OWN + " own appends");
		}
	}

}
