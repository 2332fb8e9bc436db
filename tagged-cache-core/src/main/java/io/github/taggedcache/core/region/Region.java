package io.github.taggedcache.core.region;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.event.BothEvents;
import io.github.taggedcache.core.event.Durations;
import io.github.taggedcache.core.event.Observer;
import io.github.taggedcache.core.event.RegionCounters;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.Judge;
import io.github.taggedcache.core.judge.KnownVersions;
import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.lease.Leases;
import io.github.taggedcache.core.load.BatchLoader;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LimitedLoad;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.load.Loads;
import io.github.taggedcache.core.load.TimeLimit;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.stale.FailedLoads;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.jspecify.annotations.Nullable;

/**
 * One named cache on one node.
 * <p>
 * Methods that give a future send what they have to send before they return, and complete
 * it on the thread that brings the answer: nothing that the application wrote may run
 * there. Therefore a lookup is decoded apart from being made ({@link #read}).
 */
public final class Region {

	private final String name;

	private final RegionSettings settings;

	private final ValueCodec codec;

	private final Node node;

	private final Judge judge;

	private final RegionCounters counters = new RegionCounters();

	private final RegionEvents events;

	private final @Nullable NearLevel near;

	private final Reads reads;

	private final Writer writer;

	private final Stores stores;

	private final Puts puts;

	private final Inspector inspector;

	private final Loads loads;

	private final StaleReads stale;

	private final TimeLimit limit;

	private final Executor executor;

	private final Observer observer;

	/**
	 * Creates a region.
	 * @param name its name
	 * @param settings how it keeps its entries
	 * @param environment what it shares with the other regions of the node
	 */
	public Region(String name, RegionSettings settings, RegionEnvironment environment) {
		this.name = EntryKey.of(name, "").region();
		this.settings = settings;
		this.codec = environment.codec();
		this.node = environment.node();
		this.limit = environment.waits().limit();
		this.executor = environment.executor();
		this.observer = environment.observer();
		this.node.retention().cover(settings.keptMillis());
		this.node.addRegion(name);
		this.judge = new Judge(this.node);
		FailedLoads failed = new FailedLoads(settings.stale(), environment.nanoTime());
		this.events = BothEvents.of(BothEvents.of(this.counters, environment.events()),
				(settings.stale().window().isZero() && !settings.refreshAhead().isOn()) ? RegionEvents.NONE : failed);
		EntryCodec entryCodec = new EntryCodec(settings, environment.codec(), environment.time(), environment.random());
		NearSettings nearSettings = settings.near();
		ValueCopies copies = new ValueCopies((nearSettings != null) ? nearSettings.copying() : Copying.AUTO,
				entryCodec);
		Forms forms = new Forms(settings.names());
		this.near = nearLevel(environment, copies);
		Reader reader = new Reader(name, settings, environment, this.judge, this.near, this.events);
		Admission admission = new Admission(reader, entryCodec, this.near);
		this.reads = new Reads(name, reader, admission, forms, this.events);
		Leases leases = leases(environment);
		this.stale = new StaleReads(settings, environment, failed, reader, this.reads, admission, leases, this.near,
				this.events);
		RecentRefusals refusals = new RecentRefusals(environment.time());
		RegionEvents ofWrites = BothEvents.of(refusals, this.events);
		this.writer = new Writer(name, settings, environment, this.judge, entryCodec, this.near, forms, ofWrites);
		this.puts = new Puts(name, environment, this.judge, entryCodec, this.near, forms, ofWrites, this.writer);
		this.stores = new Stores(name, settings, environment, this.judge, entryCodec, this.near, forms, ofWrites);
		this.inspector = new Inspector(name, settings, environment, this.judge, entryCodec, forms, this.near, refusals);
		this.loads = new Loads(name,
				new RegionLoads(this.reads, this.writer, this.stores, entryCodec, copies, this.stale),
				environment.waits(), settings.joinTimeout(), settings.timeouts(), settings.loads().limit(), leases,
				environment.nanoTime(), this.events, this.observer);
	}

	private @Nullable Leases leases(RegionEnvironment environment) {
		LeaseSettings lease = this.settings.loads().lease();
		LeaseStore store = environment.leases();
		return (lease != null && store != null) ? new Leases(this.name, lease, store, this.node.origin(),
				environment.random(), environment.nanoTime(), this.events) : null;
	}

	private @Nullable NearLevel nearLevel(RegionEnvironment environment, ValueCopies copies) {
		NearSettings near = this.settings.near();
		if (near == null) {
			return null;
		}
		NearLevel level = new NearLevel(this.name, this.settings, near, environment, this.judge, copies, this.events);
		environment.node().onRepair(level.cache()::clear);
		return level;
	}

	public String name() {
		return this.name;
	}

	public RegionSettings settings() {
		return this.settings;
	}

	/**
	 * Where a value differs from what the cache holds. No round trip.
	 * @param value the value, as a method returned it
	 * @param cached what the cache holds
	 * @param type the type of both
	 * @return the path of the first difference, without values; null if there is none
	 */
	public @Nullable String difference(Object value, Object cached, ValueType type) {
		return this.codec.difference(value, cached, type);
	}

	/**
	 * A type that the region's codec can bind values to.
	 * @param type the type, without type variables
	 * @param declaredBy who said so, for messages
	 * @return the type with its fingerprint
	 */
	public ValueType type(Type type, String declaredBy) {
		return this.codec.type(type, declaredBy);
	}

	/**
	 * What has happened in the region on this node so far.
	 * @return the counts of this moment
	 */
	public RegionStatistics statistics() {
		return this.counters.snapshot();
	}

	/**
	 * Observes what takes time in the region.
	 * @return the observer
	 */
	public Observer observer() {
		return this.observer;
	}

	/**
	 * Has somebody told how long each load takes, from now on.
	 * @param durations is told
	 */
	public void onLoad(Durations durations) {
		this.counters.onLoad(durations);
	}

	/**
	 * Has somebody told how long each lookup takes for which the store is asked, from now
	 * on.
	 * @param durations is told
	 */
	public void onLookup(Durations durations) {
		this.counters.onLookup(durations);
	}

	/**
	 * Has somebody told how long each load waited for its turn, from now on.
	 * @param durations is told
	 */
	public void onWait(Durations durations) {
		this.counters.onWait(durations);
	}

	/**
	 * Looks at a key for operators, and changes nothing. Two round trips; waits for them,
	 * and runs the codec.
	 * @param key the key
	 * @param types the types of the region's values
	 * @return what is known about the key, also if the store does not answer
	 */
	public Inspection inspect(EntryKey key, ValueTypes types) {
		return this.inspector.inspect(key, types);
	}

	/**
	 * The near cache of the region.
	 * @return the near cache, or null if the region has none
	 */
	public @Nullable NearCache near() {
		return (this.near != null) ? this.near.cache() : null;
	}

	/**
	 * The load token of a call that arrives now, if it can be had without asking the
	 * store.
	 * @return the token of the node's history, or {@link LoadCall#NO_TOKEN} if that may
	 * not be trusted
	 */
	public long token() {
		KnownVersions history = this.judge.history();
		return (history != null) ? history.token() : LoadCall.NO_TOKEN;
	}

	/**
	 * Reads a value from the near cache, without a round trip and without a future. The
	 * value that the calling thread makes is made from a hit. A hit is an event; whatever
	 * else is the case, {@link #lookup} finds out.
	 * @param localKey the key's {@link EntryKey#local()}
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares; not evaluated
	 * @return the value, or null if it is not there, cannot be relied on, or was not
	 * tagged by the templates of the call
	 */
	public @Nullable Hit readNear(Object localKey, ValueTypes types, DeclaredTags declared) {
		return readNear(localKey, types, declared, LoadScope.collector());
	}

	/**
	 * The same for a caller whose value is made on several threads.
	 * @param localKey the key's {@link EntryKey#local()}
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares; not evaluated
	 * @param collector collects what the value of the caller is made from
	 * @return the value, or null
	 */
	public @Nullable Hit readNear(Object localKey, ValueTypes types, DeclaredTags declared,
			@Nullable Dependencies collector) {
		return (this.near != null) ? this.near.read(localKey, types, declared, collector) : null;
	}

	/**
	 * Asks for an entry. No round trip if it is in the near cache and can be relied on;
	 * else one, if the tag history can judge the entry, by itself or by the clock of the
	 * store, or if the call names all of its tags; else two. A near entry that the store
	 * finds invalid costs those of a lookup more. If the store fails, that is counted as
	 * a miss.
	 * @param key its key
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares; evaluated only if the store is
	 * asked about them, or no fingerprint stands for their templates
	 * @param steps runs templates, if they are evaluated later than in this call
	 * @return the entry, judged by its own tags, or why there is none
	 */
	public CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, DeclaredTags declared, Executor steps) {
		return this.reads.lookup(key, types, declared, steps);
	}

	/**
	 * Asks the store for an entry that is to be loaded again, without an event. One round
	 * trip, or two as those of {@link #lookup}.
	 * @param key its key
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @param steps runs templates, if they are evaluated later than in this call
	 * @return the entry, judged by its own tags, or why there is none
	 */
	public CompletableFuture<Lookup> lookupToRefresh(EntryKey key, ValueTypes types, DeclaredTags declared,
			Executor steps) {
		return this.reads.lookupToRefresh(key, types, declared, steps);
	}

	/**
	 * Decides whether a refresh need not load, since another node has stored a value. No
	 * event. The future completes as that of {@link #read}.
	 * @param lookup what was found
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @param replaced when the entry was made that is to be replaced, in ms
	 * @return the other value; null if there is none
	 */
	public CompletableFuture<@Nullable Hit> readToRefresh(Lookup lookup, ValueTypes types, DeclaredTags declared,
			long replaced) {
		return this.reads.readToRefresh(lookup, types, declared, replaced);
	}

	/**
	 * Limits how long a caller waits for a load that does not go through {@link #get} or
	 * {@link #retrieve}.
	 * @return the limits; null if the region has none
	 */
	public @Nullable LimitedLoad limits() {
		return this.settings.timeouts().isOn() ? new LimitedLoad(this.settings.timeouts(), this.limit) : null;
	}

	/**
	 * What the region serves though it is stale.
	 * @return the stale reads
	 */
	public StaleReads stale() {
		return this.stale;
	}

	/**
	 * Asks the store for an entry and for its verdict, whether this node knows the entry
	 * or not. One round trip if the entry has no tags of its own, or the history can
	 * judge it by the clock of the store; else two.
	 * @param key its key
	 * @param types the types that the caller can use
	 * @return the entry, judged by its own tags, or why there is none
	 */
	public CompletableFuture<Lookup> lookupInStore(EntryKey key, ValueTypes types) {
		return this.reads.lookupInStore(key, types);
	}

	/**
	 * Asks for several entries. At most two round trips, whatever their number: none for
	 * near entries that the history vouches for; one for all others together, if the
	 * history can judge them; else the tags that only the entries name take a second one.
	 * Near entries that the store has to judge are not sent for; if it finds some of them
	 * invalid, those take the round trips of a lookup more. If the store fails, each of
	 * the keys is counted as a miss.
	 * @param keys their keys
	 * @param types the types that the caller can use
	 * @return what was found for each key, in their order
	 */
	public CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types) {
		return this.reads.lookupAll(keys, types, List::of);
	}

	/**
	 * Decodes what a lookup found for a call, and counts it as a hit or a miss. Runs the
	 * codec, and the templates of the call on a miss or if the entry was tagged by
	 * others. What the call declares beyond the tags of the entry is judged: a round trip
	 * more only if neither the lookup nor the tag history can tell. The future then
	 * completes on the thread that brings the answer, else it is complete.
	 * @param lookup what was found
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @return the value, or null on a miss
	 */
	public CompletableFuture<@Nullable Hit> read(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		return this.reads.read(lookup, types, declared);
	}

	/**
	 * Takes note of a load that the caller made itself, between a lookup and a store.
	 * @param key the key that it was for
	 * @param nanos how long it took, in ns
	 * @param failure what it failed with, or null
	 */
	public void recordLoad(EntryKey key, long nanos, @Nullable Throwable failure) {
		this.events.loaded(key, nanos, failure);
	}

	/**
	 * Stores what a load gave, as {@link #store(EntryKey, NewEntry, long, Consumer)} does
	 * for a caller who is not told of late failures.
	 * @param key the key
	 * @param entry what to store; encoded before this method returns
	 * @param token the load token
	 * @return whether it was stored, or is under way
	 */
	public CompletableFuture<Boolean> store(EntryKey key, NewEntry entry, long token) {
		return store(key, entry, token, (failure) -> {
		});
	}

	/**
	 * Stores what a load gave, unless an invalidation of its tags or a key event came
	 * after the token. Two round trips, one if the node knows what happened to its tags;
	 * none to wait for if the region writes behind.
	 * @param key the key
	 * @param entry what to store; encoded before this method returns
	 * @param token the load token
	 * @param late is told of a failure for which nobody waits, on the node's executor
	 * @return whether it was stored, or is under way and found by readers of this node
	 * @throws io.github.taggedcache.core.codec.UnstorableValueException if the value
	 * cannot be stored, and that is to be thrown
	 */
	public CompletableFuture<Boolean> store(EntryKey key, NewEntry entry, long token, Consumer<RuntimeException> late) {
		return storeLater(key, entry, token, late).get();
	}

	/**
	 * Encodes what is to be stored later, as {@link #store} would store it.
	 * @param key the key
	 * @param entry what to store; encoded before this method returns
	 * @param token the load token
	 * @param late is told of a failure for which nobody waits, on the node's executor
	 * @return stores it
	 */
	public Supplier<CompletableFuture<Boolean>> storeLater(EntryKey key, NewEntry entry, long token,
			Consumer<RuntimeException> late) {
		EncodedEntry encoded = this.writer.encode(key, entry);
		return () -> (encoded != null) ? this.reads.failing(this.stores.store(key, encoded, token, late).stored())
				: CompletableFuture.completedFuture(false);
	}

	/**
	 * Puts values explicitly. One round trip; one or two more for a put that the store
	 * does not find good; one more for more than
	 * {@value InvalidationLog#APPENDED_AT_ONCE} keys, more than
	 * {@value InvalidationLog#OBSERVED_AT_ONCE} keys and tags, or values that were made
	 * from the values of keys. A value that cannot be stored invalidates its key and is
	 * not put; where that is to be thrown, the future fails with it after all else was
	 * done.
	 * @param entries what to put; encoded before this method returns
	 * @param token the token of the method that made the values, or null if they are
	 * current when the store takes the put
	 * @return whether all of them were stored
	 */
	public CompletableFuture<Boolean> put(Map<EntryKey, NewEntry> entries, @Nullable Long token) {
		return putLater(entries, token).get();
	}

	/**
	 * Encodes what is to be put later, as {@link #put} would put it.
	 * @param entries what to put; encoded before this method returns
	 * @param token the token of the method that made the values, or null if they are
	 * current when the store takes the put
	 * @return puts them
	 */
	public Supplier<CompletableFuture<Boolean>> putLater(Map<EntryKey, NewEntry> entries, @Nullable Long token) {
		Supplier<CompletableFuture<Boolean>> put = this.puts.prepare(entries, token);
		return () -> this.reads.failing(put.get());
	}

	/**
	 * Puts a value if no key event of its bucket came after a lookup that found none.
	 * @param key the key
	 * @param entry what to put
	 * @param token the token of that lookup
	 * @return whether nothing came in between
	 */
	public CompletableFuture<Boolean> putUnlessAfter(EntryKey key, NewEntry entry, long token) {
		return this.reads.failing(this.writer.putUnlessAfter(key, entry, token));
	}

	/**
	 * Evicts one key. One round trip.
	 * @param key the key
	 * @return whether there was an entry, valid or not
	 */
	public CompletableFuture<Boolean> evict(EntryKey key) {
		return this.reads.failing(this.writer.evict(key));
	}

	/**
	 * Evicts keys. One round trip, in which {@value InvalidationLog#APPENDED_AT_ONCE}
	 * keys at a time are atomic.
	 * @param keys the keys, each once
	 * @return completes when all evictions are recorded
	 */
	public CompletableFuture<Void> evictAll(List<EntryKey> keys) {
		return keys.isEmpty() ? CompletableFuture.completedFuture(null)
				: this.reads.failing(this.writer.evictAll(keys));
	}

	/**
	 * Invalidates all entries of the region. One round trip.
	 * @return completes when it is recorded
	 */
	public CompletableFuture<Boolean> clear() {
		return this.reads.failing(this.writer.clear());
	}

	/**
	 * Reads a value or loads it on this thread, with one load at a time a key and type on
	 * this node, and in the cluster if the region has leases. A hit takes the round trips
	 * of a lookup; a miss those, with leases one more, then the load, then those of a
	 * store. If another node loads the value, this call waits for that.
	 * @param call the call
	 * @param loader makes the value
	 * @return the value, which may be null
	 * @throws LoadFailedException if the loader threw
	 */
	public @Nullable Object get(LoadCall call, Callable<? extends @Nullable Object> loader) throws LoadFailedException {
		LoadTimeouts timeouts = this.settings.timeouts();
		// A transaction belongs to the thread
		return (timeouts.isOn() && timeouts.onExecutor() && call.mayRenewToken())
				? this.loads.getOn(call, loader, this.executor) : this.loads.get(call, loader);
	}

	/**
	 * Reads several values, or loads those that are missing by one run of a loader on
	 * this thread. The round trips of {@link #lookupAll}; then those of a store, for all
	 * values together, or none if the region writes behind. Each value is stored or
	 * refused alone, under the token of its own call. Joins no other load.
	 * @param calls the calls, all of the same types and in one scope, no two for one key
	 * @param loader makes the values of the calls that find nothing
	 * @return the value of each call, in their order; null for a call that the loader
	 * made none for
	 * @throws LoadFailedException if the loader threw, and no stale values may stand in
	 * for all that is missing
	 */
	public List<@Nullable HandedOver> getAll(List<? extends LoadCall> calls, BatchLoader loader)
			throws LoadFailedException {
		return calls.isEmpty() ? List.of() : this.loads.getAll(calls, loader);
	}

	/**
	 * The same as {@link #get} without blocking. The loader, and what becomes of its
	 * value, run on the node's executor; its future may complete anywhere.
	 * @param call the call
	 * @param loader begins to make the value
	 * @return the value, or what went wrong, without wrappings
	 */
	public CompletableFuture<@Nullable Object> retrieve(LoadCall call,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		return this.loads.retrieve(call, loader, this.executor);
	}

}
