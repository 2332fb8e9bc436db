package io.github.taggedcache.core.store.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreProbe;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The store in the memory of one process: for development and for tests without a server.
 * Nodes share it by sharing the object. It follows the same steps as the scripts that run
 * in Redis, one at a time, and keeps what it holds under the same keys.
 */
public final class MemoryStore implements EntryStore, InvalidationLog, StoreProbe {

	private static final long MAX_ENTRIES = 100_000;

	private final KeyLayout layout;

	private final InstantSource time;

	private final MemoryLog log;

	private final Cache<String, Expiring<byte[]>> entries;

	/** By control key; buckets have a hard version only. */
	private final Cache<String, Expiring<TagVersion>> versions;

	private @Nullable Long clock;

	/**
	 * Creates an empty store.
	 * @param layout the keys
	 * @param time what stands for the server's time
	 * @param logLength number of records that the log keeps
	 */
	public MemoryStore(KeyLayout layout, InstantSource time, int logLength) {
		this.layout = layout;
		this.time = time;
		this.log = new MemoryLog(logLength);
		this.entries = Expiring.cache(time, MAX_ENTRIES);
		this.versions = Expiring.cache(time, MAX_ENTRIES * 10);
	}

	@Override
	public synchronized CompletableFuture<byte @Nullable []> get(EntryKey key) {
		Expiring<byte[]> entry = this.entries.getIfPresent(this.layout.entry(key));
		return CompletableFuture.completedFuture((entry != null) ? entry.value().clone() : null);
	}

	@Override
	public synchronized CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		this.entries.put(this.layout.entry(key), new Expiring<>(envelope.clone(), timeToLiveMillis));
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public synchronized CompletableFuture<Boolean> remove(EntryKey key) {
		return CompletableFuture.completedFuture(this.entries.asMap().remove(this.layout.entry(key)) != null);
	}

	@Override
	public synchronized CompletableFuture<Appended> append(Append append) {
		long previous = (this.clock != null) ? this.clock : 0;
		long version = Math.max(Math.max(previous + 1, append.known() + 1), Math.max(micros(), this.log.last() + 1));
		List<Long> before = new ArrayList<>();
		for (EntryKey key : append.keys()) {
			TagVersion bucket = version(this.layout.bucket(key));
			before.add((bucket != null) ? bucket.hard() : unknown(previous, version));
		}
		if (append.unlessAfter() >= 0 && before.stream().anyMatch((event) -> event > append.unlessAfter())) {
			return CompletableFuture.completedFuture(new Appended(0, previous, before));
		}
		this.log.add(version);
		this.clock = version;
		for (String tag : append.tags()) {
			invalidate(this.layout.tag(tag), append.mode(), version, previous, retention(tag, append.retention()));
		}
		for (EntryKey key : append.keys()) {
			invalidate(this.layout.bucket(key), Mode.HARD, version, previous, append.retention());
		}
		return CompletableFuture.completedFuture(new Appended(version, previous, before));
	}

	/**
	 * What stands for a version that was lost: it cannot be newer than this.
	 */
	private static long unknown(long previous, long version) {
		return (previous > 0) ? previous : version;
	}

	private void invalidate(String name, Mode mode, long version, long previous, long retention) {
		TagVersion old = version(name);
		TagVersion current = (old != null) ? old : new TagVersion(unknown(previous, version), 0);
		TagVersion next = (mode == Mode.HARD) ? new TagVersion(version, current.soft())
				: new TagVersion(current.hard(), version);
		remember(name, next, retention);
	}

	private void remember(String name, TagVersion version, long retention) {
		Expiring<TagVersion> old = this.versions.getIfPresent(name);
		long longest = (old == null || retention == 0) ? retention
				: (old.millis() == 0) ? 0 : Math.max(old.millis(), retention);
		this.versions.put(name, new Expiring<>(version, longest));
	}

	@Override
	public synchronized CompletableFuture<Observation> observe(ObservedNames names) {
		long now = makeClock();
		Map<String, TagVersion> tags = new HashMap<>();
		for (String tag : names.tags()) {
			tags.put(tag, register(this.layout.tag(tag), now, retention(tag, names.retention()), names.prolong()));
		}
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		for (EntryKey key : names.keys()) {
			keyEvents.put(key, register(this.layout.bucket(key), now, names.retention(), names.prolong()).hard());
		}
		return CompletableFuture.completedFuture(new Observation(now, tags, keyEvents));
	}

	private long makeClock() {
		if (this.clock == null) {
			this.clock = Math.max(micros(), this.log.last());
		}
		return this.clock;
	}

	private TagVersion register(String name, long now, long retention, boolean prolong) {
		TagVersion known = version(name);
		if (known == null || prolong) {
			TagVersion version = (known != null) ? known : new TagVersion(now, 0);
			remember(name, version, retention);
			return version;
		}
		return known;
	}

	private @Nullable TagVersion version(String name) {
		Expiring<TagVersion> known = this.versions.getIfPresent(name);
		return (known != null) ? known.value() : null;
	}

	private static long retention(String tag, long retention) {
		return TagName.isImplicit(tag) ? 0 : retention;
	}

	private long micros() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, this.time.instant());
	}

	@Override
	public CompletableFuture<Map<String, String>> probe() {
		return CompletableFuture.completedFuture(Map.of("entries", Long.toString(this.entries.estimatedSize())));
	}

	/**
	 * Forgets one key, as a server does that evicts it.
	 * @param key the full key of the clock, the log, a tag, a bucket or an entry
	 */
	public synchronized void forget(String key) {
		if (key.equals(this.layout.clock())) {
			this.clock = null;
		}
		if (key.equals(this.layout.log())) {
			this.log.clear();
		}
		this.versions.invalidate(key);
		this.entries.invalidate(key);
	}

	/**
	 * Forgets everything, as a server does that is flushed.
	 */
	public synchronized void forgetAll() {
		this.clock = null;
		this.log.clear();
		this.versions.invalidateAll();
		this.entries.invalidateAll();
	}

}
