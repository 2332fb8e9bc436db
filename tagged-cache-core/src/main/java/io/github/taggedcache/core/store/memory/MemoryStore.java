package io.github.taggedcache.core.store.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.OwnAppend;
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

	private final MemoryVersions versions;

	private final Set<MemoryLogConnection> followers = ConcurrentHashMap.newKeySet();

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
		this.versions = new MemoryVersions(time, MAX_ENTRIES * 10);
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
	public CompletableFuture<Appended> append(Append append) {
		Appended appended = issue(append);
		if (appended.isDone()) {
			// Not under the lock: those who wait go on in here
			this.followers.forEach(MemoryLogConnection::appended);
		}
		return CompletableFuture.completedFuture(appended);
	}

	private synchronized Appended issue(Append append) {
		long previous = (this.clock != null) ? this.clock : 0;
		long version = Math.max(Math.max(previous + 1, append.known() + 1), Math.max(micros(), this.log.last() + 1));
		// What was lost cannot be newer than the clock
		long lost = (previous > 0) ? previous : version;
		List<Long> before = before(append, lost);
		if (append.unlessAfter() >= 0 && before.stream().anyMatch((event) -> event > append.unlessAfter())) {
			return new Appended(0, previous, before);
		}
		this.log.add(version, previous, append);
		this.clock = version;
		for (String tag : append.tags()) {
			this.versions.invalidate(this.layout.tag(tag), append.mode(), version, lost,
					retention(tag, append.retention()));
		}
		for (EntryKey key : append.keys()) {
			this.versions.invalidate(this.layout.bucket(key), Mode.HARD, version, lost, append.retention());
		}
		return new Appended(version, previous, before);
	}

	/**
	 * The versions that a condition looks at. A bucket that was lost may have been newer;
	 * a tag that was lost has yet to be invalidated.
	 */
	private List<Long> before(Append append, long lost) {
		if (append.tags().isEmpty()) {
			return append.keys().stream().map((key) -> hard(this.layout.bucket(key), lost)).toList();
		}
		if (append.unlessAfter() < 0) {
			return List.of();
		}
		long newest = append.tags().stream().mapToLong((tag) -> hard(this.layout.tag(tag), 0)).max().orElse(0);
		return List.of(newest);
	}

	private long hard(String name, long missing) {
		TagVersion known = this.versions.get(name);
		return (known != null) ? known.hard() : missing;
	}

	@Override
	public synchronized CompletableFuture<Observation> observe(ObservedNames names) {
		long now = makeClock();
		Map<String, TagVersion> tags = new HashMap<>();
		for (String tag : names.tags()) {
			tags.put(tag, this.versions.register(this.layout.tag(tag), now, retention(tag, names.retention()),
					names.prolong()));
		}
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		for (EntryKey key : names.keys()) {
			keyEvents.put(key,
					this.versions.register(this.layout.bucket(key), now, names.retention(), names.prolong()).hard());
		}
		return CompletableFuture.completedFuture(new Observation(now, tags, keyEvents));
	}

	private long makeClock() {
		if (this.clock == null) {
			this.clock = Math.max(micros(), this.log.last());
		}
		return this.clock;
	}

	private static long retention(String tag, long retention) {
		return TagName.isImplicit(tag) ? 0 : retention;
	}

	private long micros() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, this.time.instant());
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		MemoryLogConnection follower = new MemoryLogConnection(this);
		this.followers.add(follower);
		return CompletableFuture.completedFuture(follower);
	}

	void disconnected(MemoryLogConnection follower) {
		this.followers.remove(follower);
	}

	synchronized List<LogRecord> records(long after, int max) {
		return this.log.after(after, max);
	}

	synchronized BeatResult beat(Beat beat) {
		long now = makeClock();
		// Reading is what keeps them
		beat.implicitTags().forEach((tag) -> this.versions.get(this.layout.tag(tag)));
		boolean lost = false;
		List<Long> cut = new ArrayList<>();
		for (OwnAppend own : beat.own()) {
			if (this.log.contains(own.version(), beat.origin())) {
				continue;
			}
			if (own.tags().isEmpty() && !this.log.passesOver(own.version(), now)) {
				cut.add(own.version());
			}
			else {
				lost |= own.tags().isEmpty() || !areAsNew(own);
			}
		}
		return new BeatResult(now, this.log.last(), lost, cut);
	}

	private boolean areAsNew(OwnAppend own) {
		return own.tags()
			.stream()
			.allMatch((tag) -> this.versions.mayHold(this.layout.tag(tag), own.mode(), own.version()));
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
		this.versions.forget(key);
		this.entries.invalidate(key);
	}

	/**
	 * Forgets everything, as a server does that is flushed.
	 */
	public void forgetAll() {
		clear();
		this.followers.forEach(MemoryLogConnection::forgotten);
	}

	private synchronized void clear() {
		this.clock = null;
		this.log.clear();
		this.versions.forgetAll();
		this.entries.invalidateAll();
	}

}
