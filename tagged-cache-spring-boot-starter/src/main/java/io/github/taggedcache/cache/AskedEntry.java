package io.github.taggedcache.cache;

import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.load.LimitedLoad;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a view has asked its region for, and how the region answered. The view
 * asks on the thread of the call, other threads tell how that ended.
 */
final class AskedEntry {

	private final Region region;

	private volatile boolean missed;

	private volatile @Nullable EntryKey key;

	/** Whether the region runs the method, as one load for many callers. */
	private volatile boolean loadedByRegion;

	/** What was observed on the thread of the call when the view asked. */
	private volatile @Nullable Object parent;

	AskedEntry(Region region) {
		this.region = region;
	}

	/**
	 * Takes note of the question, on the thread of the call.
	 */
	void ask(EntryKey key) {
		this.parent = this.region.observer().current();
		this.key = key;
	}

	/**
	 * Takes note of the key that the value is put under.
	 */
	void putUnder(EntryKey key) {
		this.key = key;
	}

	/**
	 * The key.
	 * @return null if the view has neither looked for an entry nor put one
	 */
	@Nullable EntryKey key() {
		return this.key;
	}

	/**
	 * Takes note of the answer.
	 */
	void found(boolean isHit) {
		this.missed = !isHit;
	}

	/**
	 * Takes note that the region is left to run the method.
	 */
	void leftToRegion() {
		this.loadedByRegion = true;
	}

	boolean isLeftToRegion() {
		return this.loadedByRegion;
	}

	/**
	 * Takes note that the region has not answered, so that the method runs beside it.
	 */
	void leftByRegion(EntryKey key) {
		this.key = key;
		this.loadedByRegion = false;
	}

	/**
	 * The key of the value that the method made for the view, if the view looked for it
	 * or put it.
	 * @return null if the view did neither, or if the region has loaded the value
	 */
	@Nullable EntryKey made() {
		return this.loadedByRegion ? null : this.key;
	}

	/**
	 * How long callers wait for what the method returned.
	 * @return null if they wait for ever, or the region limits its own load
	 */
	@Nullable LimitedLoad limits() {
		return this.loadedByRegion ? null : this.region.limits();
	}

	/**
	 * What a caller gets that waits no longer.
	 */
	LoadTimeoutException late(String method) {
		EntryKey asked = this.key;
		return new LoadTimeoutException(method, (asked != null) ? asked : EntryKey.of(this.region.name(), ""),
				this.region.settings().timeouts().hard());
	}

	/**
	 * Begins to observe a load, if the method is called because nothing was found.
	 */
	@Nullable Observed observe() {
		return this.missed ? this.region.observer().begin(Operation.LOAD, this.region.name(), this.parent) : null;
	}

	/**
	 * Takes note of the end of the method, if its value was looked for and not found.
	 */
	void loaded(long nanos, @Nullable Throwable failure) {
		EntryKey asked = this.key;
		if (this.missed && asked != null) {
			this.region.recordLoad(asked, nanos, failure);
		}
	}

}
