package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a follower pauses before it reads the log again. While records come fast, a
 * follower that reads at once is woken for every record, on every node, and the store
 * serves as many reads. After a pause one read brings all records of the pause.
 * <p>
 * The records are counted by a leaky bucket. An answer fills it by its records, and
 * {@value #WORTHWHILE} records leak in the time of one pause. So the level rises only
 * while a pause brings more than that, and a pause is made while the level says that this
 * has gone on for several answers. A record that comes alone finds an empty bucket. Used
 * by one thread at a time.
 */
final class ReadPause {

	private static final Duration LONGEST = Duration.ofMillis(5);

	/** A pause is this small a part of the time that an invalidation may take anyway. */
	private static final int PART_OF_MAX_STALENESS = 200;

	/** A pause that brings fewer records on average saves too few reads. */
	private static final int WORTHWHILE = 2;

	/** The level from which on pauses are made. */
	private static final int FAST = 8;

	/** Most records of one answer that count: one answer alone is no high rate. */
	private static final int COUNTED = 4;

	/** The highest level. So pauses end soon when records come slowly. */
	private static final int FULL = FAST + COUNTED;

	private final LongSupplier nanoTime;

	private final long pauseNanos;

	/** The time in which one record leaks. */
	private final long recordNanos;

	/** The level, as the time in which the bucket leaks empty. */
	private long level;

	/** When the level was right. */
	private long levelAt;

	private long next;

	/**
	 * Creates the rule.
	 * @param pause how long a pause is; zero for none
	 * @param nanoTime the time, in ns
	 */
	ReadPause(Duration pause, LongSupplier nanoTime) {
		if (pause.isNegative()) {
			throw new IllegalArgumentException("The pause between two reads must not be negative, but is " + pause);
		}
		this.nanoTime = nanoTime;
		this.pauseNanos = pause.toNanos();
		this.recordNanos = this.pauseNanos / WORTHWHILE;
		this.levelAt = nanoTime.getAsLong();
	}

	/**
	 * The length of a pause that nobody notices who accepts a staleness.
	 */
	static Duration usual(Duration maxStaleness) {
		Duration part = maxStaleness.dividedBy(PART_OF_MAX_STALENESS);
		return (part.compareTo(LONGEST) < 0) ? part : LONGEST;
	}

	/**
	 * Takes note of an answer. A full one leaves records behind: the next read is not to
	 * wait for more, and such an answer says nothing about the rate.
	 * @param records how many records the answer had
	 * @param isFull whether the answer could have no more
	 */
	void answered(int records, boolean isFull) {
		long now = this.nanoTime.getAsLong();
		this.level = Math.max(0, this.level - (now - this.levelAt));
		this.levelAt = now;
		if (!isFull) {
			this.level = Math.min(FULL * this.recordNanos, this.level + Math.min(records, COUNTED) * this.recordNanos);
		}
		this.next = (!isFull && this.level >= FAST * this.recordNanos) ? this.pauseNanos : 0;
	}

	/**
	 * The pause before the next read.
	 * @return its length in ns; zero if there is none
	 */
	long nanos() {
		return this.next;
	}

}
