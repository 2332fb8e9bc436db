package io.github.taggedcache.core.follow;

import java.util.concurrent.TimeUnit;

/**
 * When a follower beats next: four times within {@code max-staleness} while somebody
 * reads, else five times in two of it; sooner if something has to be found out. So a
 * proof is never old when a read comes after a pause, and while reads come, three beats
 * may fail before one of them pays for it. Used by one thread at a time.
 */
final class BeatSchedule {

	private static final double INTERVAL = 0.25;

	private static final double IDLE_INTERVAL = 0.4;

	/** The longest time until a beat that comes soon, 50 ms. */
	private static final long SOON_NANOS = 50_000_000;

	/**
	 * How often a beat reads the implicit tags, 2 s. A store that evicts what nobody uses
	 * counts in seconds.
	 */
	private static final long KEEP_NANOS = 2_000_000_000;

	private final CatchUp catchUp;

	private final long maxStalenessNanos;

	private long next;

	private long nextKeeping;

	BeatSchedule(CatchUp catchUp) {
		this.catchUp = catchUp;
		this.maxStalenessNanos = catchUp.maxStaleness().toNanos();
		this.next = catchUp.now();
		this.nextKeeping = this.next;
	}

	boolean isDue(long now) {
		return now - this.next >= 0;
	}

	/**
	 * Whether a beat at this time reads the implicit tags. If so, the next one does that
	 * two seconds later.
	 */
	boolean isKeepingDue(long now) {
		boolean isDue = now - this.nextKeeping >= 0;
		if (isDue) {
			this.nextKeeping = now + KEEP_NANOS;
		}
		return isDue;
	}

	long millisUntilNext() {
		return TimeUnit.NANOSECONDS.toMillis(nanosUntilNext());
	}

	long nanosUntilNext() {
		return Math.max(0, this.next - this.catchUp.now());
	}

	/**
	 * The next beat comes one interval after a time.
	 */
	void intervalAfter(long time) {
		double interval = this.catchUp.isAsked(time) ? INTERVAL : IDLE_INTERVAL;
		this.next = time + (long) (this.maxStalenessNanos * interval);
	}

	/**
	 * The next beat comes soon, but not at once: what made the beat necessary may happen
	 * several times in a row.
	 */
	void soon() {
		this.next = this.catchUp.now() + Math.min(this.maxStalenessNanos / 40, SOON_NANOS);
	}

	void now() {
		this.next = this.catchUp.now();
	}

}
