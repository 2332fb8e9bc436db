package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.memory.MemoryStore;

/**
 * Three nodes on one store and one database, whose steps interleave at random; on demand
 * the store loses keys, and nodes are started anew. The database is one number, the count
 * of commits, and each cached value is that number as a load read it. A read must not
 * give less than what was committed for an invalidation, evict or put of its key or tags
 * that had returned, anywhere, when the read began.
 */
final class Interleaving {

	private static final int NODES = 3;

	/** Calls of a node. */
	private static final int MOST_AT_ONCE = 4;

	private static final RegionSettings SETTINGS = new RegionSettings(Duration.ZERO, 0, true, Compression.NONE, null);

	/** Two regions of two keys; the keys of a region share a bucket. */
	private static final List<EntryKey> KEYS = List.of(EntryKey.of("r", "1"), inBucketOf(EntryKey.of("r", "1")),
			EntryKey.of("s", "1"), inBucketOf(EntryKey.of("s", "1")));

	private static final Map<EntryKey, List<String>> TAGS = Map.of(KEYS.get(0), List.of("a"), KEYS.get(1),
			List.of("a", "b"), KEYS.get(2), List.of("b"), KEYS.get(3), List.of("c"));

	private final Random random;

	private final Scheduler scheduler;

	private final SettableTime time = new SettableTime();

	private final MemoryStore memory = new MemoryStore(this.time, 6);

	private final List<Instance> instances = new ArrayList<>();

	/** What was committed for the newest invalidation that returned, by tag or key. */
	private final Map<String, Long> returned = new HashMap<>();

	private final List<String> stale = new ArrayList<>();

	private long commits;

	private int started;

	private int reads;

	private long hits;

	private long coalesced;

	private long refused;

	Interleaving(long seed) {
		this.random = new Random(seed);
		this.scheduler = new Scheduler(this.random);
		for (int i = 0; i < NODES; i++) {
			this.instances.add(new Instance());
		}
	}

	private static EntryKey inBucketOf(EntryKey key) {
		int i = 2;
		while (EntryKey.of(key.region(), "" + i).bucket() != key.bucket()) {
			i++;
		}
		return EntryKey.of(key.region(), "" + i);
	}

	void run(int steps, boolean faults) {
		for (int i = 0; i < steps; i++) {
			this.time.advance(Duration.ofNanos(5000));
			int choice = this.random.nextInt(1000);
			Instance at = pick(this.instances);
			if (choice < 150 && at.underway < MOST_AT_ONCE) {
				start(at, pick(KEYS), this.random.nextInt(100));
			}
			else if (faults && choice > 994) {
				fault(this.random.nextInt(100));
			}
			else {
				this.scheduler.step();
			}
		}
		this.instances.forEach(Instance::count);
	}

	private void start(Instance at, EntryKey key, int choice) {
		if (choice < 45) {
			readSynchronized(at, key);
		}
		else if (choice < 70) {
			read(at, key);
		}
		else if (choice < 78) {
			String tag = pick(List.of("a", "a", "b", "b", "c"));
			change(at, List.of(tag), at.node.invalidate(List.of(tag), (choice < 75) ? Mode.HARD : Mode.SOFT));
		}
		else if (choice < 80) {
			change(at, List.of(TagName.ofRegion(key.region())), at.region(key).clear());
		}
		else if (choice < 81) {
			change(at, List.of(TagName.NAMESPACE), at.node.invalidate(List.of(TagName.NAMESPACE), Mode.HARD));
		}
		else if (choice < 87) {
			change(at, List.of(key.logName()), at.region(key).evict(key));
		}
		else if (choice < 95) {
			put(at, key);
		}
		else {
			putIfAbsent(at, key);
		}
	}

	private void readSynchronized(Instance at, EntryKey key) {
		long due = due(key);
		TextCall call = new TextCall(key, callTags(key), (value) -> TAGS.get(key));
		underway(at, at.region(key).retrieve(call, () -> load(at)), (value) -> {
			check("synchronized read", key, value, due);
			return null;
		});
	}

	private void read(Instance at, EntryKey key) {
		long due = due(key);
		underway(at, at.region(key).lookup(key, Workbench.TEXT, declared(key), Runnable::run), (lookup) -> {
			Hit hit = at.region(key).read(lookup, Workbench.TEXT, LiteralTags.NONE).join();
			if (hit != null) {
				check("read", key, hit.value(), due);
				return null;
			}
			return load(at).thenCompose((value) -> at.region(key)
				.store(key, NewEntry.of(value, Workbench.TEXT, TAGS.get(key)), lookup.token()));
		});
	}

	private void put(Instance at, EntryKey key) {
		underway(at, at.region(key).lookup(key, Workbench.TEXT, LiteralTags.NONE, Runnable::run), (lookup) -> {
			long committed = ++this.commits;
			NewEntry entry = NewEntry.of("" + committed, Workbench.TEXT, TAGS.get(key));
			return at.region(key)
				.put(Map.of(key, entry), lookup.token())
				.thenRun(() -> returned(List.of(key.logName()), committed));
		});
	}

	private void putIfAbsent(Instance at, EntryKey key) {
		underway(at, at.region(key).lookup(key, Workbench.TEXT, declared(key), Runnable::run),
				(lookup) -> lookup.isFound() ? null : load(at).thenCompose((value) -> at.region(key)
					.putUnlessAfter(key, NewEntry.of(value, Workbench.TEXT, TAGS.get(key)), lookup.token())));
	}

	/**
	 * The commit comes first, and the invalidation was sent right behind it.
	 */
	private void change(Instance at, List<String> names, CompletableFuture<?> invalidation) {
		long committed = ++this.commits;
		underway(at, invalidation, (done) -> {
			returned(names, committed);
			return null;
		});
	}

	private void returned(List<String> names, long committed) {
		names.forEach((name) -> this.returned.merge(name, committed, Math::max));
	}

	@SuppressWarnings("FutureReturnValueIgnored") // what fails is noted
	private <T> void underway(Instance at, CompletableFuture<T> future, Function<T, CompletableFuture<?>> next) {
		at.underway++;
		future.thenCompose((value) -> {
			CompletableFuture<?> rest = next.apply(value);
			return (rest != null) ? rest : CompletableFuture.completedFuture(null);
		}).whenComplete((done, ex) -> {
			at.underway--;
			if (ex != null) {
				this.stale.add("failed: " + ex);
			}
		});
	}

	/**
	 * Reads the database in one step and returns in another.
	 */
	private CompletableFuture<Object> load(Instance at) {
		CompletableFuture<Object> loaded = new CompletableFuture<>();
		this.scheduler.addAlone(at.owner, () -> {
			String value = "" + this.commits;
			this.scheduler.addAlone(at.owner, () -> loaded.complete(value));
		});
		return loaded;
	}

	private DeclaredTags declared(EntryKey key) {
		return new LiteralTags(callTags(key).toArray(String[]::new));
	}

	private List<String> callTags(EntryKey key) {
		List<String> tags = TAGS.get(key);
		return tags.subList(0, this.random.nextInt(tags.size() + 1));
	}

	private long due(EntryKey key) {
		List<String> names = new ArrayList<>(Node.withImplicit(key.region(), TAGS.get(key)));
		names.add(key.logName());
		return names.stream().mapToLong((name) -> this.returned.getOrDefault(name, 0L)).max().orElse(0);
	}

	private void check(String what, EntryKey key, Object value, long due) {
		this.reads++;
		if (Long.parseLong((String) value) < due) {
			this.stale.add(what + " of " + key.logName() + " gave " + value + " where " + due + " was due");
		}
	}

	private void fault(int choice) {
		if (choice < 45) {
			this.memory.forgetTag(pick(List.of("a", "b", "c", "~", "~r", "~s")));
		}
		else if (choice < 60) {
			this.memory.forgetBucket(pick(KEYS));
		}
		else if (choice < 70) {
			this.memory.forgetClock();
		}
		else if (choice < 80) {
			this.memory.forgetLog();
		}
		else if (choice < 85) {
			this.memory.forgetEntry(pick(KEYS));
		}
		else if (choice < 93) {
			this.memory.forgetAll();
		}
		else {
			int i = this.random.nextInt(NODES);
			this.instances.get(i).stop();
			this.instances.set(i, new Instance());
		}
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	List<String> stale() {
		return this.stale;
	}

	int reads() {
		return this.reads;
	}

	long hits() {
		return this.hits;
	}

	long coalesced() {
		return this.coalesced;
	}

	long refused() {
		return this.refused;
	}

	/**
	 * One node, from its start to its end.
	 */
	private final class Instance {

		private final String owner = "node" + Interleaving.this.started++;

		private final Node node;

		private final Map<String, Region> regions = new HashMap<>();

		private int underway;

		Instance() {
			ScheduledStore store = new ScheduledStore(Interleaving.this.memory, Interleaving.this.scheduler,
					this.owner);
			this.node = new Node(store, new Retention());
			RegionEnvironment environment = new RegionEnvironment(this.node, store, new TextCodec(1),
					(task) -> Interleaving.this.scheduler.addAlone(this.owner, task), Interleaving.this.time,
					() -> TimeUnit.MILLISECONDS.toNanos(Interleaving.this.time.millis()), Interleaving.this.random);
			List.of("r", "s").forEach((name) -> this.regions.put(name, new Region(name, SETTINGS, environment)));
		}

		Region region(EntryKey key) {
			return this.regions.get(key.region());
		}

		void stop() {
			count();
			Interleaving.this.scheduler.stop(this.owner);
		}

		void count() {
			for (Region region : this.regions.values()) {
				Interleaving.this.hits += region.statistics().hits();
				Interleaving.this.coalesced += region.statistics().coalesced();
				Interleaving.this.refused += region.statistics().refused();
			}
		}

	}

}
