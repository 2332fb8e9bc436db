package io.github.taggedcache.core.stale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one region whose load failed lately on this node. The source is left alone
 * for them while there is a stale value to serve. Remembers the {@value #MAX} that failed
 * last: a key that is forgotten costs a load. Thread safe; reading takes no lock while
 * there is none.
 */
public final class FailedLoads implements RegionEvents {

	static final int MAX = 10_000;

	private final Map<EntryKey, Long> failures = new LinkedHashMap<>();

	private final StaleSettings settings;

	private final long pauseNanos;

	private final LongSupplier nanoTime;

	private volatile boolean isEmpty = true;

	/**
	 * Creates it.
	 * @param settings say what a failure is, and how long the source is left alone
	 * @param nanoTime the node's monotonic time in ns
	 */
	public FailedLoads(StaleSettings settings, LongSupplier nanoTime) {
		this.settings = settings;
		this.pauseNanos = settings.ifErrorPause().toNanos();
		this.nanoTime = nanoTime;
	}

	@Override
	public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
		if (failure == null || !this.settings.isFailure(failure)) {
			remove(key);
		}
		else if (this.pauseNanos > 0) {
			add(key);
		}
	}

	private void add(EntryKey key) {
		synchronized (this.failures) {
			this.failures.remove(key);
			this.failures.put(key, this.nanoTime.getAsLong());
			if (this.failures.size() > MAX) {
				this.failures.remove(this.failures.keySet().iterator().next());
			}
			this.isEmpty = false;
		}
	}

	private void remove(EntryKey key) {
		if (this.isEmpty) {
			return;
		}
		synchronized (this.failures) {
			this.failures.remove(key);
			this.isEmpty = this.failures.isEmpty();
		}
	}

	/**
	 * Whether the source is to be left alone.
	 * @param key the key
	 * @return whether the last load of the key failed no longer ago than the pause
	 */
	public boolean isPaused(EntryKey key) {
		if (this.isEmpty) {
			return false;
		}
		Long failed;
		synchronized (this.failures) {
			failed = this.failures.get(key);
		}
		if (failed == null) {
			return false;
		}
		if (this.nanoTime.getAsLong() - failed < this.pauseNanos) {
			return true;
		}
		remove(key);
		return false;
	}

}
