package io.github.taggedcache.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PreparedStore;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.store.StoreProbe;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose commands pass the faults of a test.
 */
final class DisturbedStore
		implements EntryStore, EntryScan, InvalidationLog, LeaseStore, StoreProbe, PreparedStore, GuardedStore {

	private final EntryStore entries;

	private final InvalidationLog log;

	private final StoreFaults faults;

	DisturbedStore(EntryStore entries, InvalidationLog log, StoreFaults faults) {
		this.entries = entries;
		this.log = log;
		this.faults = faults;
	}

	/**
	 * Loses the entries, if they lie in memory.
	 */
	void loseEntries() {
		if (this.entries instanceof MemoryStore memory) {
			memory.loseEntries();
		}
	}

	@Override
	public CompletableFuture<byte @Nullable []> get(EntryKey key) {
		return this.faults.disturb("get", () -> this.entries.get(key));
	}

	@Override
	public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		return this.faults.disturb("set", () -> this.entries.set(key, envelope, timeToLiveMillis));
	}

	@Override
	public CompletableFuture<Boolean> remove(EntryKey key) {
		return this.faults.disturb("remove", () -> this.entries.remove(key));
	}

	@Override
	public CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
		return this.faults.disturb("scan", () -> scan().scan(region, pattern, cursor, count));
	}

	@Override
	public CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes) {
		return this.faults.disturb("head", () -> scan().head(key, bytes));
	}

	private EntryScan scan() {
		return (this.entries instanceof EntryScan scan) ? scan : EntryScan.UNSUPPORTED;
	}

	/**
	 * A store without leases gives one to everybody.
	 */
	@Override
	public CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		return this.faults.disturb("acquire", () -> (this.entries instanceof LeaseStore leases)
				? leases.acquire(key, owner, leaseMillis) : CompletableFuture.completedFuture(true));
	}

	@Override
	public CompletableFuture<Boolean> release(EntryKey key, String owner) {
		return this.faults.disturb("release", () -> (this.entries instanceof LeaseStore leases)
				? leases.release(key, owner) : CompletableFuture.completedFuture(true));
	}

	@Override
	public CompletableFuture<Boolean> free(EntryKey key) {
		return this.faults.disturb("release", () -> (this.entries instanceof LeaseStore leases) ? leases.free(key)
				: CompletableFuture.completedFuture(true));
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		return this.faults.disturb("append", () -> this.log.append(append));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		return this.faults.disturb("observe", () -> this.log.observe(names));
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.faults.disturb("peek", () -> this.log.peek(tags, keys));
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.faults.disturb("newest", () -> this.log.newest(max));
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.faults.disturb("connect", this.log::connect).thenApply(Connection::new);
	}

	@Override
	public CompletableFuture<Map<String, String>> probe() {
		return this.faults.disturb("probe", () -> (this.entries instanceof StoreProbe probe) ? probe.probe()
				: CompletableFuture.completedFuture(Map.of()));
	}

	@Override
	public CompletableFuture<Void> prepare() {
		return this.faults.disturb("prepare", () -> (this.entries instanceof PreparedStore prepared)
				? prepared.prepare() : CompletableFuture.completedFuture(null));
	}

	@Override
	public CompletableFuture<List<String>> warnings() {
		return this.faults.disturb("warnings", () -> (this.entries instanceof PreparedStore prepared)
				? prepared.warnings() : CompletableFuture.completedFuture(List.of()));
	}

	@Override
	public @Nullable BreakerState breakerState() {
		return (this.entries instanceof GuardedStore guarded) ? guarded.breakerState() : null;
	}

	@Override
	public void onRecovery(Runnable listener) {
		if (this.entries instanceof GuardedStore guarded) {
			guarded.onRecovery(listener);
		}
	}

	/**
	 * The connection of a follower.
	 */
	private final class Connection implements LogConnection {

		private final LogConnection delegate;

		Connection(LogConnection delegate) {
			this.delegate = delegate;
		}

		@Override
		public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
			return DisturbedStore.this.faults.disturb("read", () -> this.delegate.read(after, max, waitMillis));
		}

		@Override
		public CompletableFuture<BeatResult> beat(Beat beat) {
			return DisturbedStore.this.faults.disturb("beat", () -> this.delegate.beat(beat));
		}

		@Override
		public void close() {
			this.delegate.close();
		}

	}

}
