package io.github.taggedcache.core.region;

/**
 * A value that this node did not store.
 *
 * @param cause why
 * @param time when, in ms since the epoch by the node's clock
 */
public record Refusal(Cause cause, long time) {

	/**
	 * Why a value was not stored.
	 */
	public enum Cause {

		/** One of its tags or its key was invalidated while the value was made. */
		RACE,

		/** The value would not come back from its bytes as what it is. */
		UNSTORABLE

	}

}
