package io.github.taggedcache.core.store;

/**
 * The state of a circuit breaker.
 */
public enum BreakerState {

	/** Calls go through. */
	CLOSED(0),

	/** One call tries whether the store answers; the others fail at once. */
	HALF_OPEN(1),

	/** Calls fail at once. */
	OPEN(2);

	private final int number;

	BreakerState(int number) {
		this.number = number;
	}

	/**
	 * The state as a figure, which is higher the less goes through.
	 * @return 0 if calls go through, 1 if one call tries, 2 if all calls fail
	 */
	public int number() {
		return this.number;
	}

}
