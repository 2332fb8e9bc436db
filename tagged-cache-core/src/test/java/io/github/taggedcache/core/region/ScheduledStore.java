package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * A store as one node of a cluster's clients sees it: calls of the log keep their order,
 * and so do calls of one entry; nothing else does.
 */
final class ScheduledStore implements EntryStore, InvalidationLog {

	private final MemoryStore memory;

	private final Scheduler scheduler;

	private final String owner;

	ScheduledStore(MemoryStore memory, Scheduler scheduler, String owner) {
		this.memory = memory;
		this.scheduler = scheduler;
		this.owner = owner;
	}

	@Override
	public CompletableFuture<byte @Nullable []> get(EntryKey key) {
		return this.scheduler.call(entryLane(key), () -> this.memory.get(key));
	}

	@Override
	public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		return this.scheduler.call(entryLane(key), () -> this.memory.set(key, envelope, timeToLiveMillis));
	}

	@Override
	public CompletableFuture<Boolean> remove(EntryKey key) {
		return this.scheduler.call(entryLane(key), () -> this.memory.remove(key));
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		return this.scheduler.call(this.owner + "/log", () -> this.memory.append(append));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		return this.scheduler.call(this.owner + "/log", () -> this.memory.observe(names));
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.memory.peek(tags, keys);
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.memory.newest(max);
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.memory.connect();
	}

	private String entryLane(EntryKey key) {
		return this.owner + "/entry " + key.text();
	}

}
