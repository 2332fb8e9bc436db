package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether this node is proven to be caught up with the invalidation log: whether the node
 * has applied everything that was appended up to {@code max-staleness} ago. The proof is
 * the time at which the newest beat was <em>sent</em> whose clock this node has reached.
 * A read that returned, or a connection that lives, proves nothing.
 * <p>
 * Times are those of a clock that only this JVM sees and that never goes back.
 */
public final class CatchUp {

	private final LongSupplier nanoTime;

	private final long maxStaleness;

	private final AtomicLong quarantine = new AtomicLong();

	private volatile long provenAt;

	/** When somebody last asked for the proof, to a tenth of {@code max-staleness}. */
	private volatile long askedAt;

	private final List<Runnable> answerListeners = new CopyOnWriteArrayList<>();

	/** The newest proof, also while the proof is suspended. Written under the lock. */
	private volatile long newestProof;

	/** Whether there was a proof at all. */
	private volatile boolean provenOnce;

	/** Guarded by this. */
	private boolean suspended;

	/**
	 * Creates a node's proof, which is not there yet.
	 * @param maxStaleness how old a proof may be
	 * @param nanoTime the time, in ns
	 */
	public CatchUp(Duration maxStaleness, LongSupplier nanoTime) {
		if (maxStaleness.isNegative() || maxStaleness.isZero()) {
			throw new IllegalArgumentException("max-staleness must be positive, not " + maxStaleness);
		}
		this.maxStaleness = maxStaleness.toNanos();
		this.nanoTime = nanoTime;
		this.provenAt = nanoTime.getAsLong() - this.maxStaleness;
		this.newestProof = this.provenAt;
		this.askedAt = this.provenAt;
	}

	public long now() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Whether the newest proof is young enough.
	 * @param now the time, taken before the history is asked
	 * @return whether the node may trust its history
	 */
	public boolean isProven(long now) {
		if (now - this.askedAt > this.maxStaleness / 10) {
			// Many threads ask, and hardly any of them writes
			this.askedAt = now;
		}
		return now - this.provenAt < this.maxStaleness;
	}

	/**
	 * Whether the newest proof is not older than a time, also while proofs are suspended.
	 * @param nanos the time in ns
	 * @return false if it is older, or there never was a proof
	 */
	public boolean wasProvenWithin(long nanos) {
		return this.provenOnce && now() - this.newestProof < nanos;
	}

	/**
	 * Has something run each time that the store has answered the follower.
	 * @param listener runs on the thread that follows the log; returns at once
	 */
	public void onAnswer(Runnable listener) {
		this.answerListeners.add(listener);
	}

	void answered() {
		this.answerListeners.forEach(Runnable::run);
	}

	/**
	 * Whether somebody has asked for the proof within {@code max-staleness}.
	 * @param now the time
	 */
	boolean isAsked(long now) {
		return now - this.askedAt < this.maxStaleness;
	}

	/**
	 * Takes note of a proof.
	 * @param sent when its beat was sent
	 */
	synchronized void prove(long sent) {
		if (sent - this.newestProof > 0) {
			this.newestProof = sent;
			this.provenOnce = true;
			if (!this.suspended) {
				setProvenAt(sent);
			}
		}
	}

	/**
	 * Has no proof count until {@link #resume()}, because names are held: the log does
	 * not show their invalidation yet.
	 */
	public synchronized void suspend() {
		if (!this.suspended) {
			this.suspended = true;
			long end = now() - this.maxStaleness;
			if (this.provenAt - end > 0) {
				setProvenAt(end);
			}
		}
	}

	/**
	 * Has the newest proof count again, also a proof that came meanwhile.
	 */
	public synchronized void resume() {
		if (this.suspended) {
			this.suspended = false;
			setProvenAt(this.newestProof);
		}
	}

	private void setProvenAt(long time) {
		long now = now();
		long without = sinceEnd(now);
		this.provenAt = time;
		this.quarantine.addAndGet(without - sinceEnd(now));
	}

	private long sinceEnd(long now) {
		return Math.max(0, now - this.provenAt - this.maxStaleness);
	}

	/**
	 * The age of the newest proof: everything that was appended before the proof is
	 * applied.
	 * @return in ns; before the first proof it begins at {@code max-staleness}
	 */
	public long lagNanos() {
		return now() - this.provenAt;
	}

	/**
	 * How long this node was without a proof, since it was created.
	 * @return the sum, in ns
	 */
	public long quarantineNanos() {
		return this.quarantine.get() + sinceEnd(now());
	}

	Duration maxStaleness() {
		return Duration.ofNanos(this.maxStaleness);
	}

}
