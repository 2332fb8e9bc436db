package io.github.taggedcache.core.store;

import java.util.List;

/**
 * What an append did.
 *
 * @param version the version issued; zero if {@code unlessAfter} forbade it
 * @param previous the clock before; zero if it was missing
 * @param before the version of each key's bucket before, in the order of the keys; for
 * tags the newest of their hard versions before, and only where {@code unlessAfter} was
 * given
 * @param isComplete whether {@code before} is of each key alone, because the node knows
 * everything that happened before; a store knows buckets only
 * @param put id of the put that the events have, because the put is good; zero if none
 */
public record Appended(long version, long previous, List<Long> before, boolean isComplete, long put) {

	public Appended {
		before = List.copyOf(before);
	}

	/**
	 * The answer of a store.
	 * @param version the version issued; zero if {@code unlessAfter} forbade it
	 * @param previous the clock before; zero if it was missing
	 * @param before the version of each key's bucket before, or the newest of the tags
	 */
	public Appended(long version, long previous, List<Long> before) {
		this(version, previous, before, false, 0);
	}

	/**
	 * Whether a version was issued.
	 * @return false if {@code unlessAfter} forbade it
	 */
	public boolean isDone() {
		return this.version > 0;
	}

}
