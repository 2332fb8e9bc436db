package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import io.github.taggedcache.core.store.EntryStore;
import org.jspecify.annotations.Nullable;

/**
 * Entries under way to the store while nobody waits for them. Until the store has an
 * entry, or has failed, this node reads the entry from here, and judges it like any other
 * one.
 * <p>
 * They are bounded in number and in bytes. A caller that finds no room waits for the
 * store.
 */
public final class WriteBehind {

	/** Most entries under way. */
	public static final int MAX_ENTRIES = 10_000;

	/** Most bytes of them. */
	public static final long MAX_BYTES = 32L << 20;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final EntryStore store;

	private final LongSupplier nanoTime;

	private final int maxEntries;

	private final long maxBytes;

	private final ConcurrentMap<EntryPlace, UnderWay> newest = new ConcurrentHashMap<>();

	private final AtomicInteger entries = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	private final LongAdder waits = new LongAdder();

	private volatile boolean closed;

	/**
	 * Creates a way to the store with the usual bounds.
	 * @param store the store
	 * @param nanoTime the node's monotonic time in ns
	 */
	public WriteBehind(EntryStore store, LongSupplier nanoTime) {
		this(store, nanoTime, MAX_ENTRIES, MAX_BYTES);
	}

	WriteBehind(EntryStore store, LongSupplier nanoTime, int maxEntries, long maxBytes) {
		this.store = store;
		this.nanoTime = nanoTime;
		this.maxEntries = maxEntries;
		this.maxBytes = maxBytes;
	}

	/**
	 * Reads an entry. No round trip if it is under way.
	 */
	CompletableFuture<byte @Nullable []> get(EntryKey key) {
		UnderWay own = this.newest.isEmpty() ? null : this.newest.get(EntryPlace.of(key));
		return (own != null && own.isAlive()) ? CompletableFuture.completedFuture(own.envelope) : this.store.get(key);
	}

	/**
	 * Writes an entry that somebody waits for.
	 */
	CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		forget(key);
		return this.store.set(key, envelope, timeToLiveMillis);
	}

	CompletableFuture<Boolean> remove(EntryKey key) {
		forget(key);
		return this.store.remove(key);
	}

	private void forget(EntryKey key) {
		if (!this.newest.isEmpty()) {
			this.newest.remove(EntryPlace.of(key));
		}
	}

	/**
	 * Takes an entry under way, from where readers of this node get it at once. Nothing
	 * is sent yet.
	 * @param envelope the bytes of the entry, which nobody changes any more
	 * @return the entry under way; null if there is no room, and the caller is to wait
	 */
	@Nullable UnderWay begin(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		boolean isRoom = this.entries.incrementAndGet() <= this.maxEntries;
		isRoom &= this.bytes.addAndGet(envelope.length) <= this.maxBytes;
		if (!isRoom || this.closed) {
			free(envelope.length);
			this.waits.increment();
			return null;
		}
		UnderWay entry = new UnderWay(key, envelope, timeToLiveMillis);
		this.newest.put(EntryPlace.of(key), entry);
		return entry;
	}

	private void free(int size) {
		this.bytes.addAndGet(-size);
		this.entries.decrementAndGet();
	}

	/**
	 * Entries under way.
	 * @return how many
	 */
	public int entries() {
		return this.entries.get();
	}

	/**
	 * Bytes of the entries under way.
	 */
	long bytes() {
		return this.bytes.get();
	}

	/**
	 * Entries that were waited for because there was no room, or the node was closing.
	 * @return how many, since the node was created
	 */
	public long waits() {
		return this.waits.sum();
	}

	/**
	 * Waits until all entries under way have arrived or failed. Entries that come later
	 * are waited for by their callers.
	 * @param longest the longest time to wait
	 * @return false if some are still under way
	 */
	public boolean close(Duration longest) {
		this.closed = true;
		long end = this.nanoTime.getAsLong() + longest.toNanos();
		while (this.entries.get() > 0) {
			if (this.nanoTime.getAsLong() - end >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
		return true;
	}

	/**
	 * Takes entries under way again, after the end of {@link #close}.
	 */
	public void open() {
		this.closed = false;
	}

	/**
	 * One entry under way.
	 */
	final class UnderWay {

		private final EntryKey key;

		private final int reserved;

		private final long timeToLiveMillis;

		private final long since;

		private volatile byte[] envelope;

		private UnderWay(EntryKey key, byte[] envelope, long timeToLiveMillis) {
			this.key = key;
			this.reserved = envelope.length;
			this.timeToLiveMillis = timeToLiveMillis;
			this.since = WriteBehind.this.nanoTime.getAsLong();
			this.envelope = envelope;
		}

		/**
		 * Sends the entry.
		 * @param current its bytes, of the size that it began with
		 */
		CompletableFuture<Void> write(byte[] current) {
			this.envelope = current;
			return WriteBehind.this.store.set(this.key, current, this.timeToLiveMillis);
		}

		/**
		 * Ends the way, whether the entry arrived or not. To be called once.
		 */
		void end() {
			WriteBehind.this.newest.remove(EntryPlace.of(this.key), this);
			free(this.reserved);
		}

		private boolean isAlive() {
			return this.timeToLiveMillis == 0 || WriteBehind.this.nanoTime.getAsLong()
					- this.since < TimeUnit.MILLISECONDS.toNanos(this.timeToLiveMillis);
		}

	}

}
