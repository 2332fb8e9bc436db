package io.github.taggedcache.core.store;

import java.util.List;

/**
 * The question that a follower asks at regular intervals: how new the log is.
 *
 * @param origin the node
 * @param own appends of the node that it should have met in the log, and has not
 * @param implicitTags tags that are read, so that a store does not evict them as unused
 * @param position the newest version that the node has applied; zero if none. If the
 * clock is the position and there are no own appends to look for, the clock alone answers
 * the question
 */
public record Beat(String origin, List<OwnAppend> own, List<String> implicitTags, long position) {

	/** Most own appends of one beat. */
	public static final int MAX_OWN = 100;

	public Beat {
		own = List.copyOf(own);
		implicitTags = List.copyOf(implicitTags);
		if (own.size() > MAX_OWN) {
			throw new IllegalArgumentException("One beat takes at most " + MAX_OWN + " own appends");
		}
	}

	/**
	 * A beat of a node that has applied nothing.
	 * @param origin the node
	 * @param own appends of the node that it should have met in the log, and has not
	 * @param implicitTags tags that are read
	 */
	public Beat(String origin, List<OwnAppend> own, List<String> implicitTags) {
		this(origin, own, implicitTags, 0);
	}

}
