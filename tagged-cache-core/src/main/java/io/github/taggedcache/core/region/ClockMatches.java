package io.github.taggedcache.core.region;

/**
 * Whether the clock of the store has been enough lately. Of updates that two threads make
 * at once one may be lost: only a round trip depends on them.
 */
final class ClockMatches {

	/**
	 * A clock that is not enough costs a round trip; one that is saves a part of one. So
	 * several in a row must have been.
	 */
	static final int ENOUGH_IN_A_ROW = 4;

	private volatile int inARow;

	/**
	 * Writes only what changes: all readers of a region share this.
	 */
	void add(boolean isEnough) {
		int last = this.inARow;
		int next = isEnough ? Math.min(last + 1, ENOUGH_IN_A_ROW) : 0;
		if (next != last) {
			this.inARow = next;
		}
	}

	/**
	 * Whether the next clock will be enough, as it seems.
	 */
	boolean areUsual() {
		return this.inARow == ENOUGH_IN_A_ROW;
	}

}
