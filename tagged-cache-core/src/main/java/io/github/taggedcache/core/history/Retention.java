package io.github.taggedcache.core.history;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the versions of tags and buckets are remembered: twice the longest time to
 * live that this node has used. So a version that was prolonged when an entry was stored
 * outlives the entry. A version that is forgotten early costs misses, never a stale read.
 */
public final class Retention {

	private static final long FOR_EVER = Long.MAX_VALUE;

	private final AtomicLong longest = new AtomicLong(1);

	/**
	 * Takes note of a time to live.
	 * @param timeToLiveMillis the time to live of an entry, in ms; zero means no expiry
	 */
	public void cover(long timeToLiveMillis) {
		long wanted = (timeToLiveMillis > 0) ? timeToLiveMillis : FOR_EVER;
		if (wanted > this.longest.get()) {
			this.longest.accumulateAndGet(wanted, Math::max);
		}
	}

	/**
	 * How long to remember a version.
	 * @return in ms; zero means for ever
	 */
	public long millis() {
		long longest = this.longest.get();
		return (longest > FOR_EVER / 2) ? 0 : longest * 2;
	}

}
