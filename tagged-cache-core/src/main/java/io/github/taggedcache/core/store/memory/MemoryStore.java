package io.github.taggedcache.core.store.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import io.github.taggedcache.core.name.KeyBucket;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.OwnAppend;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.store.StoreProbe;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The store in the memory of one process: for development and for tests without a server.
 * Nodes share the store by sharing the object. The store follows the same steps as the
 * scripts that run in Redis, one at a time.
 */
public final class MemoryStore implements EntryStore, EntryScan, InvalidationLog, LeaseStore, StoreProbe {

	private static final long MAX_ENTRIES = 100_000;

	private final InstantSource time;

	private final MemoryLog log;

	private final Cache<EntryPlace, Expiring<byte[]>> entries;

	private final Cache<EntryPlace, Expiring<String>> leases;

	private final MemoryVersions<String> tags;

	private final MemoryVersions<KeyBucket> buckets;

	private final Set<MemoryLogConnection> followers = ConcurrentHashMap.newKeySet();

	private @Nullable Long clock;

	/**
	 * Creates an empty store.
	 * @param time what stands for the server's time
	 * @param logLength number of records that the log keeps
	 */
	public MemoryStore(InstantSource time, int logLength) {
		this.time = time;
		this.log = new MemoryLog(logLength);
		this.entries = Expiring.cache(time, MAX_ENTRIES);
		this.leases = Expiring.cache(time, MAX_ENTRIES);
		this.tags = new MemoryVersions<>(time, MAX_ENTRIES * 10);
		this.buckets = new MemoryVersions<>(time, MAX_ENTRIES * 10);
	}

	@Override
	public synchronized CompletableFuture<byte @Nullable []> get(EntryKey key) {
		Expiring<byte[]> entry = this.entries.getIfPresent(EntryPlace.of(key));
		return CompletableFuture.completedFuture((entry != null) ? entry.value().clone() : null);
	}

	@Override
	public synchronized CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		this.entries.put(EntryPlace.of(key), new Expiring<>(envelope.clone(), timeToLiveMillis));
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public synchronized CompletableFuture<Boolean> remove(EntryKey key) {
		return CompletableFuture.completedFuture(this.entries.asMap().remove(EntryPlace.of(key)) != null);
	}

	@Override
	public CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
		return CompletableFuture.completedFuture(MemoryScan.step(this.entries.asMap().keySet(), region, cursor, count));
	}

	@Override
	public synchronized CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes) {
		Expiring<byte[]> entry = this.entries.getIfPresent(EntryPlace.of(key));
		return CompletableFuture.completedFuture((entry != null && entry.value().length > 0)
				? Arrays.copyOf(entry.value(), Math.min(bytes, entry.value().length)) : null);
	}

	@Override
	public synchronized CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		EntryPlace place = EntryPlace.of(key);
		boolean isFree = this.leases.getIfPresent(place) == null;
		if (isFree) {
			this.leases.put(place, new Expiring<>(owner, leaseMillis));
		}
		return CompletableFuture.completedFuture(isFree);
	}

	@Override
	public synchronized CompletableFuture<Boolean> release(EntryKey key, String owner) {
		EntryPlace place = EntryPlace.of(key);
		Expiring<String> lease = this.leases.getIfPresent(place);
		boolean isHeld = lease != null && lease.value().equals(owner);
		if (isHeld) {
			this.leases.invalidate(place);
		}
		return CompletableFuture.completedFuture(isHeld);
	}

	@Override
	public synchronized CompletableFuture<Boolean> free(EntryKey key) {
		EntryPlace place = EntryPlace.of(key);
		boolean isHeld = this.leases.getIfPresent(place) != null;
		this.leases.invalidate(place);
		return CompletableFuture.completedFuture(isHeld);
	}

	/**
	 * Loses all entries, as a server does that needs the memory. Versions and the log
	 * stay.
	 */
	public synchronized void loseEntries() {
		this.entries.invalidateAll();
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		Appended appended = issue(append);
		if (appended.isDone()) {
			// Not under the lock: waiting reads go on in here
			this.followers.forEach(MemoryLogConnection::appended);
		}
		return CompletableFuture.completedFuture(appended);
	}

	private synchronized Appended issue(Append append) {
		long previous = (this.clock != null) ? this.clock : 0;
		long version = Math.max(Math.max(previous + 1, append.known() + 1), Math.max(micros(), this.log.last() + 1));
		// A missing version cannot be newer than the clock
		long lost = (previous > 0) ? previous : version;
		List<Long> before = before(append, lost);
		if (append.unlessAfter() >= 0 && before.stream().anyMatch((event) -> event > append.unlessAfter())) {
			return new Appended(0, previous, before);
		}
		long put = put(append, previous, before);
		this.log.add(version, previous, append, put);
		this.clock = version;
		for (String tag : append.tags()) {
			this.tags.invalidate(tag, append.mode(), version, lost, retention(tag, append.retention()));
		}
		for (EntryKey key : append.keys()) {
			this.buckets.event(KeyBucket.of(key), version, put, append.retention());
		}
		return new Appended(version, previous, before, false, put);
	}

	/**
	 * The id of a put that is good, or zero. What is missing counts as changed just now.
	 */
	private long put(Append append, long previous, List<Long> before) {
		PutCheck put = append.put();
		if (put == null || previous == 0) {
			return 0;
		}
		long newest = before.stream().mapToLong(Long::longValue).max().orElse(0);
		for (String tag : put.tags()) {
			TagVersion known = this.tags.get(tag);
			newest = Math.max(newest, (known != null) ? Math.max(known.hard(), known.soft()) : previous);
		}
		return put.isGood(previous, newest) ? put.id() : 0;
	}

	/**
	 * The versions that a condition is compared with. A missing bucket may have been
	 * newer than the condition. A missing tag must still be invalidated.
	 */
	private List<Long> before(Append append, long lost) {
		if (append.tags().isEmpty()) {
			return append.keys().stream().map((key) -> hard(this.buckets.get(KeyBucket.of(key)), lost)).toList();
		}
		if (append.unlessAfter() < 0) {
			return List.of();
		}
		long newest = append.tags().stream().mapToLong((tag) -> hard(this.tags.get(tag), 0)).max().orElse(0);
		return List.of(newest);
	}

	private static long hard(@Nullable TagVersion known, long missing) {
		return (known != null) ? known.hard() : missing;
	}

	@Override
	public synchronized CompletableFuture<Observation> observe(ObservedNames names) {
		long now = makeClock();
		long missing = names.backdating().at(now);
		Map<String, TagVersion> tags = new HashMap<>();
		for (String tag : names.tags()) {
			tags.put(tag, this.tags.register(tag, missing, retention(tag, names.retention()), names.prolong()));
		}
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		Map<EntryKey, Long> puts = new HashMap<>();
		for (EntryKey key : names.keys()) {
			TagVersion event = this.buckets.register(KeyBucket.of(key), missing, names.retention(), names.prolong());
			keyEvents.put(key, event.hard());
			puts.put(key, event.soft());
		}
		return CompletableFuture.completedFuture(new Observation(now, tags, keyEvents, puts));
	}

	@Override
	public synchronized CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		Map<String, TagVersion> versions = new HashMap<>();
		for (String tag : tags) {
			TagVersion version = this.tags.get(tag);
			if (version != null) {
				versions.put(tag, version);
			}
		}
		Map<EntryKey, Long> keyEvents = new HashMap<>();
		Map<EntryKey, Long> puts = new HashMap<>();
		for (EntryKey key : keys) {
			TagVersion event = this.buckets.get(KeyBucket.of(key));
			if (event != null) {
				keyEvents.put(key, event.hard());
				puts.put(key, event.soft());
			}
		}
		return CompletableFuture
			.completedFuture(new Observation((this.clock != null) ? this.clock : 0, versions, keyEvents, puts));
	}

	@Override
	public synchronized CompletableFuture<List<LogRecord>> newest(int max) {
		return CompletableFuture.completedFuture(this.log.newest(max));
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
		// Reading the implicit tags keeps them from being evicted
		beat.implicitTags().forEach(this.tags::get);
		boolean lost = false;
		List<Long> cut = new ArrayList<>();
		for (OwnAppend own : beat.own()) {
			if (this.log.contains(own.version(), beat.origin())) {
				continue;
			}
			if (isPassedOver(own, now)) {
				lost = true;
			}
			else if (own.tags().isEmpty()) {
				cut.add(own.version());
			}
			else {
				lost |= !areAsNew(own);
			}
		}
		return new BeatResult(now, this.log.last(), lost, cut);
	}

	/**
	 * Whether nodes that follow the log never learn of an append. Another node's record
	 * of the same version may be a repair that stands for an invalidation of tags.
	 */
	private boolean isPassedOver(OwnAppend own, long now) {
		return this.log.passesOver(own.version(), now) && (own.tags().isEmpty() || !this.log.contains(own.version()));
	}

	private boolean areAsNew(OwnAppend own) {
		return own.tags().stream().allMatch((tag) -> this.tags.mayHold(tag, own.mode(), own.version()));
	}

	@Override
	public CompletableFuture<Map<String, String>> probe() {
		return CompletableFuture.completedFuture(Map.of("entries", Long.toString(this.entries.estimatedSize())));
	}

	/**
	 * Forgets the clock, as a server that evicts its key.
	 */
	public synchronized void forgetClock() {
		this.clock = null;
	}

	/**
	 * Forgets the invalidation log, as a server that evicts its key.
	 */
	public synchronized void forgetLog() {
		this.log.clear();
	}

	/**
	 * Forgets the versions of a tag, as a server that evicts its key.
	 * @param tag the tag
	 */
	public synchronized void forgetTag(String tag) {
		this.tags.forget(tag);
	}

	/**
	 * Forgets the bucket of a key, as a server that evicts its key.
	 * @param key a key of the bucket
	 */
	public synchronized void forgetBucket(EntryKey key) {
		this.buckets.forget(KeyBucket.of(key));
	}

	/**
	 * Forgets an entry, as a server that evicts its key.
	 * @param key the key of the entry
	 */
	public synchronized void forgetEntry(EntryKey key) {
		this.entries.invalidate(EntryPlace.of(key));
	}

	/**
	 * Forgets everything, as a server that is flushed.
	 */
	public void forgetAll() {
		clear();
		this.followers.forEach(MemoryLogConnection::forgotten);
	}

	private synchronized void clear() {
		this.clock = null;
		this.log.clear();
		this.tags.forgetAll();
		this.buckets.forgetAll();
		this.entries.invalidateAll();
		this.leases.invalidateAll();
	}

}
