package io.github.taggedcache.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import org.jspecify.annotations.Nullable;

/**
 * The store as one node sees it: calls wait for the scheduler, and some of them fail, are
 * done late, or are done twice.
 */
final class SteppedStore implements EntryStore, InvalidationLog, LeaseStore {

	private final ModelNode owner;

	private final World world;

	private final EntryStore entries;

	private final InvalidationLog log;

	private final LeaseStore leases;

	private final List<SteppedConnection> connections = new ArrayList<>();

	private @Nullable Runnable onNextObserve;

	private long commit;

	SteppedStore(ModelNode owner, World world, EntryStore entries, InvalidationLog log, LeaseStore leases) {
		this.owner = owner;
		this.world = world;
		this.entries = entries;
		this.log = log;
		this.leases = leases;
	}

	/**
	 * Has something run when the observation that is asked for next is made.
	 */
	void onNextObserve(Runnable action) {
		this.onNextObserve = action;
	}

	/**
	 * Says which commit the appends are for that are sent meanwhile.
	 */
	<T> T appending(long commit, Supplier<T> change) {
		this.commit = commit;
		try {
			return change.get();
		}
		finally {
			this.commit = 0;
		}
	}

	/**
	 * Breaks the connections of the follower.
	 */
	void cutConnections() {
		this.connections.forEach(SteppedConnection::cut);
		this.connections.clear();
	}

	void abandonConnections() {
		this.connections.forEach(SteppedConnection::abandon);
		this.connections.clear();
	}

	@Override
	public CompletableFuture<byte @Nullable []> get(EntryKey key) {
		return send("entries", "GET " + key.text(), () -> this.entries.get(key), (bytes) -> {
		});
	}

	@Override
	public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		Envelope entry = Envelope.parse(envelope);
		String versions = (entry != null) ? " asOf " + entry.header().asOf() + " written " + entry.header().written()
				: "";
		return send("entries", "SET " + key.text() + versions, () -> this.entries.set(key, envelope, timeToLiveMillis),
				(done) -> {
				});
	}

	@Override
	public CompletableFuture<Boolean> remove(EntryKey key) {
		return send("entries", "UNLINK " + key.text(), () -> this.entries.remove(key), (done) -> {
		});
	}

	@Override
	public CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		return send("entries", "acquires " + key.text(), () -> this.leases.acquire(key, owner, leaseMillis), (done) -> {
		});
	}

	@Override
	public CompletableFuture<Boolean> release(EntryKey key, String owner) {
		return send("entries", "releases " + key.text(), () -> this.leases.release(key, owner), (done) -> {
		});
	}

	@Override
	public CompletableFuture<Boolean> free(EntryKey key) {
		return send("entries", "frees " + key.text(), () -> this.leases.free(key), (done) -> {
		});
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		long forCommit = this.commit;
		return send("log", "append", append, () -> this.log.append(append),
				(appended) -> this.world.appended(append, appended, forCommit));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		Runnable action = this.onNextObserve;
		this.onNextObserve = null;
		return send("log", "observe", names, () -> this.log.observe(names), (seen) -> {
			this.world.met(seen.clock());
			if (action != null) {
				action.run();
			}
		});
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
		return send("follower", "connect",
				() -> this.log.connect().thenApply((made) -> new SteppedConnection(this.owner, this.world, made)),
				this.connections::add)
			.thenApply((made) -> made);
	}

	private <T extends @Nullable Object> CompletableFuture<T> send(String channel, String what,
			Supplier<CompletableFuture<T>> command, Consumer<T> onExecution) {
		return send(channel, what, "", command, onExecution);
	}

	private <T extends @Nullable Object> CompletableFuture<T> send(String channel, String what, Object detail,
			Supplier<CompletableFuture<T>> command, Consumer<T> onExecution) {
		StoreCall<T> call = new StoreCall<>(this.owner, what, detail, command, onExecution);
		this.world.send(channel, call);
		return call.future();
	}

}
