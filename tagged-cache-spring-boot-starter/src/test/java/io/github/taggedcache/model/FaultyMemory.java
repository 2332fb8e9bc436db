package io.github.taggedcache.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.redis.KeyLayout;

/**
 * The store in memory, with a time of its own. Control keys and entries lie on different
 * servers. The control keys have a replica, which does at the same times what its master
 * did, up to the moment at which it was saved.
 */
final class FaultyMemory implements FaultyStore, InvalidationLog {

	private static final long FOR_THE_REST_OF_THE_RUN = 10_000_000;

	private static final ObservedNames ONLY_THE_CLOCK = new ObservedNames(List.of(), List.of(), 0, false);

	private int logLength;

	private Instant time = Instant.EPOCH;

	private MemoryStore entries = newStore(1);

	private MemoryStore control = newStore(1);

	private List<Command> done = new ArrayList<>();

	private int saved;

	private final Map<EntryKey, byte[]> savedEntries = new HashMap<>();

	private final Map<String, Consumer<MemoryStore>> losses = losses();

	/**
	 * How this store loses the keys that a server would have.
	 */
	private static Map<String, Consumer<MemoryStore>> losses() {
		KeyLayout layout = new KeyLayout(NAMESPACE);
		Map<String, Consumer<MemoryStore>> losses = new HashMap<>();
		losses.put(layout.clock(), MemoryStore::forgetClock);
		losses.put(layout.log(), MemoryStore::forgetLog);
		Stream.of(Stream.of(TagName.NAMESPACE), Data.REGIONS.stream().map(TagName::ofRegion), Data.TAGS.stream())
			.flatMap((tags) -> tags)
			.forEach((tag) -> losses.put(layout.tag(tag), (store) -> store.forgetTag(tag)));
		for (Data.Item item : Data.ITEMS) {
			losses.put(layout.bucket(item.key()), (store) -> store.forgetBucket(item.key()));
			losses.put(layout.entry(item.key()), (store) -> store.forgetEntry(item.key()));
		}
		return losses;
	}

	private MemoryStore newStore(int logLength) {
		return new MemoryStore(() -> this.time, logLength);
	}

	@Override
	public void reset(int logLength) {
		this.logLength = logLength;
		this.time = Instant.ofEpochMilli(1_700_000_000_000L);
		this.entries = newStore(1);
		this.control = newStore(logLength);
		this.done.clear();
		this.saved = 0;
		this.savedEntries.clear();
	}

	@Override
	public EntryStore entries(int node) {
		return this.entries;
	}

	@Override
	public LeaseStore leases(int node) {
		return this.entries;
	}

	@Override
	public InvalidationLog log(int node) {
		return this;
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		note((store) -> store.append(append).join());
		return this.control.append(append);
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		note((store) -> store.observe(names).join());
		return this.control.observe(names);
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.control.peek(tags, keys);
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.control.newest(max);
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		MemoryStore master = this.control;
		return master.connect().thenApply((connection) -> new Connection(master, connection));
	}

	private void note(Consumer<MemoryStore> command) {
		this.done.add(new Command(this.time, command));
	}

	@Override
	public boolean hasTimeOfItsOwn() {
		return true;
	}

	@Override
	public void tick(int millis) {
		this.time = this.time.plusMillis(millis);
	}

	@Override
	public void delete(String key) {
		Consumer<MemoryStore> loss = Objects.requireNonNull(this.losses.get(key), key);
		note(loss);
		loss.accept(this.control);
		loss.accept(this.entries);
	}

	/**
	 * Nobody else writes to this one, so that is the same as losing the key.
	 */
	@Override
	public void spoil(String key, int kind) {
		delete(key);
	}

	@Override
	public void flush() {
		note(MemoryStore::forgetAll);
		this.control.forgetAll();
		this.entries.forgetAll();
	}

	/**
	 * This log is trimmed all the time in the runs where it is short.
	 */
	@Override
	public void trimLog(int length) {
	}

	@Override
	public void setTimeBack(double share) {
		this.time = this.time.minusMillis((share < 0.5) ? (long) (2000 * share) : FOR_THE_REST_OF_THE_RUN);
	}

	@Override
	public boolean isTimeBehind(long version) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, this.time) < version;
	}

	@Override
	public void breakConnection(int node) {
	}

	@Override
	public void save() {
		this.saved = this.done.size();
		this.savedEntries.clear();
		for (Data.Item item : Data.ITEMS) {
			byte[] entry = this.entries.get(item.key()).join();
			if (entry != null) {
				this.savedEntries.put(item.key(), entry);
			}
		}
	}

	/**
	 * The time of the new master may be behind, and is never the same to the microsecond.
	 */
	@Override
	public void failOver(Random random) {
		Instant now = this.time;
		this.done = new ArrayList<>(this.done.subList(0, this.saved));
		this.control = newStore(this.logLength);
		for (Command command : this.done) {
			this.time = command.time();
			command.what().accept(this.control);
		}
		this.time = now.plusNanos(1000).minusMillis(random.nextBoolean() ? 30 : 0);
		for (Data.Item item : Data.ITEMS) {
			byte[] entry = this.savedEntries.get(item.key());
			if (random.nextInt(10) < 3) {
				this.entries.remove(item.key()).join();
				if (entry != null) {
					this.entries.set(item.key(), entry, 0).join();
				}
			}
		}
	}

	/**
	 * What changed the control keys.
	 *
	 * @param time when
	 * @param what the change
	 */
	private record Command(Instant time, Consumer<MemoryStore> what) {

	}

	/**
	 * A connection, which is lost when another server becomes the master.
	 */
	private final class Connection implements LogConnection {

		private final MemoryStore master;

		private final LogConnection connection;

		Connection(MemoryStore master, LogConnection connection) {
			this.master = master;
			this.connection = connection;
		}

		@Override
		public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
			return isLost() ? lost() : this.connection.read(after, max, waitMillis);
		}

		@Override
		public CompletableFuture<BeatResult> beat(Beat beat) {
			if (isLost()) {
				return lost();
			}
			note((store) -> store.observe(ONLY_THE_CLOCK).join());
			return this.connection.beat(beat);
		}

		private boolean isLost() {
			return this.master != FaultyMemory.this.control;
		}

		private static <T> CompletableFuture<T> lost() {
			return CompletableFuture.failedFuture(new StoreException("The connection was lost", null));
		}

		@Override
		public void close() {
			this.connection.close();
		}

	}

}
