package io.github.taggedcache.transaction;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;

/**
 * Takes no invalidations.
 */
record FailingLog(InvalidationLog log) implements InvalidationLog {

	@Override
	public CompletableFuture<Appended> append(Append append) {
		return CompletableFuture.failedFuture(new StoreException("Redis is away", null));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		return this.log.observe(names);
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.log.peek(tags, keys);
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.log.newest(max);
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.log.connect();
	}

}
