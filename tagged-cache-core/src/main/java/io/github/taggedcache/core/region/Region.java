package io.github.taggedcache.core.region;

import java.lang.reflect.Type;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
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

	private final RegionStatistics statistics = new RegionStatistics();

	private final @Nullable NearLevel near;

	private final Reader reader;

	private final Writer writer;

	private final Admission admission;

	private final Forms forms = new Forms();

	private final BlockingLoads blockingLoads;

	private final AsyncLoads asyncLoads;

	/**
	 * Creates a region.
	 * @param name its name
	 * @param settings how it keeps its entries
	 * @param environment what it shares with the other regions of the node
	 */
	public Region(String name, RegionSettings settings, Environment environment) {
		this.name = EntryKey.of(name, "").region();
		this.settings = settings;
		this.codec = environment.codec();
		this.node = environment.node();
		this.node.retention().cover(settings.timeToLive().toMillis());
		this.node.addRegion(name);
		Encoder encoder = new Encoder(settings, environment.codec(), environment.time(), environment.random());
		NearSettings nearSettings = settings.near();
		ValueCopies copies = new ValueCopies((nearSettings != null) ? nearSettings.copying() : Copying.AUTO, encoder);
		this.near = nearLevel(environment, copies);
		this.reader = new Reader(name, environment, this.near, this.statistics);
		this.admission = new Admission(this.reader, encoder, this.near);
		this.writer = new Writer(name, settings, environment, encoder, this.near, this.forms, this.statistics);
		LoadedValues values = new LoadedValues(this, encoder, copies);
		RunningLoads running = new RunningLoads();
		this.blockingLoads = new BlockingLoads(this, values, running, environment);
		this.asyncLoads = new AsyncLoads(this, values, running, environment);
	}

	private @Nullable NearLevel nearLevel(Environment environment, ValueCopies copies) {
		NearSettings near = this.settings.near();
		if (near == null) {
			return null;
		}
		NearLevel level = new NearLevel(this.name, this.settings, near, environment, copies);
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
	 * A type that the region's codec can bind values to.
	 * @param type the type, without type variables
	 * @param declaredBy who said so, for messages
	 * @return the type with its fingerprint
	 */
	public ValueType type(Type type, String declaredBy) {
		return this.codec.type(type, declaredBy);
	}

	public RegionStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The entries in the memory of the node.
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
		TagHistory history = this.node.trusted();
		return (history != null) ? history.token() : LoadCall.NO_TOKEN;
	}

	/**
	 * Reads a value from the memory of the node, without a round trip and without a
	 * future. A hit is counted; whatever else is the case, {@link #lookup} finds out and
	 * counts.
	 * @param localKey the key's {@link EntryKey#local()}
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares; not evaluated
	 * @return the value, or null if it is not there, cannot be trusted, or was not tagged
	 * by the templates of the call
	 */
	public @Nullable Hit readNear(Object localKey, ValueTypes types, DeclaredTags declared) {
		Hit hit = (this.near != null) ? this.near.trusted(localKey, types, declared) : null;
		if (hit != null) {
			this.statistics.recordNearHit();
		}
		return hit;
	}

	/**
	 * Asks for an entry. No round trip if it is in the memory of the node and can be
	 * trusted; else one, if the node knows what happened to its tags or it has no tags
	 * but these, else two. If the store fails, that is counted as a miss.
	 * @param key its key
	 * @param types the types that the caller can use
	 * @param callTags the tags that the call knows: where the store is asked, it is asked
	 * about these at once
	 * @return the entry, judged by its own tags, or why there is none
	 */
	public CompletableFuture<Lookup> lookup(EntryKey key, ValueTypes types, List<String> callTags) {
		return lookAgain(key, types, callTags).whenComplete((lookup, ex) -> recordErrors(1, ex));
	}

	/**
	 * Asks the store for an entry and for its verdict, whatever this node knows. One
	 * round trip if the entry has no tags of its own, else two.
	 * @param key its key
	 * @param types the types that the caller can use
	 * @return the entry, judged by its own tags, or why there is none
	 */
	public CompletableFuture<Lookup> lookupInStore(EntryKey key, ValueTypes types) {
		return failing(this.reader.lookupByStore(key.as(this.forms.of(types)), List.of()))
			.whenComplete((lookup, ex) -> recordErrors(1, ex));
	}

	/**
	 * Asks for an entry once more in a call that has been counted as a miss.
	 */
	CompletableFuture<Lookup> lookAgain(EntryKey key, ValueTypes types, List<String> callTags) {
		return failing(this.reader.lookup(key.as(this.forms.of(types)), types, callTags));
	}

	/**
	 * Judges a value that is still in the making.
	 */
	CompletableFuture<Standing> standing(EntryKey key, Tagging value, long token, List<String> further) {
		return failing(this.reader.standing(key, value, token, further));
	}

	/**
	 * Asks for several entries. At most two round trips. If the store fails, each of them
	 * is counted as a miss.
	 * @param keys their keys
	 * @param types the types that the caller can use
	 * @return what was found for each key, in their order
	 */
	public CompletableFuture<List<Lookup>> lookupAll(List<EntryKey> keys, ValueTypes types) {
		String form = this.forms.of(types);
		return failing(this.reader.lookupAll(keys.stream().map((key) -> key.as(form)).toList(), types))
			.whenComplete((lookups, ex) -> recordErrors(keys.size(), ex));
	}

	/**
	 * Decodes what a lookup found for a call, and counts it as a hit or a miss. Runs the
	 * codec, and the templates of the call if the entry was tagged by others. What the
	 * call declares beyond the tags of the entry is judged: a round trip more only if
	 * neither the lookup nor the tag history can tell. The future then completes on the
	 * thread that brings the answer, else it is complete.
	 * @param lookup what was found
	 * @param types the types that the caller can use
	 * @param declared the tags that the call declares
	 * @return the value, or null on a miss
	 */
	public CompletableFuture<@Nullable Hit> read(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		return admit(lookup, types, declared).thenApply((admitted) -> {
			if (admitted.hit() == null) {
				this.statistics.recordMiss((admitted.reason() != null) ? admitted.reason() : MissReason.ABSENT);
			}
			else if (lookup.near() != null) {
				this.statistics.recordNearHit();
			}
			else {
				this.statistics.recordRemoteHit();
			}
			return admitted.hit();
		}).whenComplete((hit, ex) -> recordErrors((Futures.cause(ex) instanceof StoreException) ? 1 : 0, ex));
	}

	/**
	 * Decides whether what was found serves a call, without counting it.
	 */
	CompletableFuture<Admitted> admit(Lookup lookup, ValueTypes types, DeclaredTags declared) {
		return failing(this.admission.admit(lookup, types, declared));
	}

	/**
	 * Decodes what was found once more, for another caller.
	 */
	@Nullable Hit decode(Lookup lookup, ValueTypes types) {
		return this.admission.decode(lookup, types);
	}

	/**
	 * Takes note of a load that the caller made itself, between a lookup and a store.
	 * @param nanos how long it took, in ns
	 */
	public void recordLoad(long nanos) {
		this.statistics.recordLoad(nanos);
	}

	/**
	 * Stores what a load gave, unless an invalidation of its tags or a key event came
	 * after the token. Two round trips, one if the node knows what happened to its tags.
	 * @param key the key
	 * @param entry what to store; encoded before this method returns
	 * @param token the load token
	 * @return whether it was stored
	 * @throws io.github.taggedcache.core.codec.UnstorableValueException if the value
	 * cannot be stored, and that is to be thrown
	 */
	public CompletableFuture<Boolean> store(EntryKey key, NewEntry entry, long token) {
		EncodedEntry encoded = encode(entry);
		return (encoded != null) ? store(key, encoded, token) : CompletableFuture.completedFuture(false);
	}

	/**
	 * Encodes a value to be stored.
	 * @return null if the value is not to be stored
	 */
	@Nullable EncodedEntry encode(NewEntry entry) {
		return this.writer.encode(entry);
	}

	CompletableFuture<Boolean> store(EntryKey key, EncodedEntry entry, long token) {
		return failing(this.writer.store(key, entry, token));
	}

	/**
	 * Puts values explicitly. Two round trips. A value that cannot be stored invalidates
	 * its key and is not put; where that is to be thrown, the future fails with it after
	 * all else was done.
	 * @param entries what to put; encoded before this method returns
	 * @param token the token of the method that made the values, or null if they were
	 * made when this call came
	 * @return whether all of them were stored
	 */
	public CompletableFuture<Boolean> put(Map<EntryKey, NewEntry> entries, @Nullable Long token) {
		return failing(this.writer.put(entries, token));
	}

	/**
	 * Puts a value if no key event of its bucket came after a lookup that found none.
	 * @param key the key
	 * @param entry what to put
	 * @param token the token of that lookup
	 * @return whether nothing came in between
	 */
	public CompletableFuture<Boolean> putUnlessAfter(EntryKey key, NewEntry entry, long token) {
		return failing(this.writer.putUnlessAfter(key, entry, token));
	}

	/**
	 * Evicts one key. One round trip.
	 * @param key the key
	 * @return whether there was an entry, valid or not
	 */
	public CompletableFuture<Boolean> evict(EntryKey key) {
		return failing(this.writer.evict(key));
	}

	/**
	 * Invalidates all entries of the region. One round trip.
	 * @return completes when it is recorded
	 */
	public CompletableFuture<Boolean> clear() {
		return failing(this.writer.clear());
	}

	/**
	 * Reads a value or loads it on this thread, with one load at a time a key and type on
	 * this node. A hit takes the round trips of a lookup; a miss those, then the load,
	 * then those of a store.
	 * @param call the call
	 * @param loader makes the value
	 * @return the value, which may be null
	 * @throws LoadFailedException if the loader threw
	 */
	public @Nullable Object get(LoadCall call, Callable<? extends @Nullable Object> loader) throws LoadFailedException {
		return this.blockingLoads.get(call, loader);
	}

	/**
	 * The same without blocking. The loader, and what becomes of its value, run on the
	 * node's executor; its future may complete anywhere.
	 * @param call the call
	 * @param loader begins to make the value
	 * @return the value, or what went wrong, without wrappings
	 */
	public CompletableFuture<@Nullable Object> retrieve(LoadCall call,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		return this.asyncLoads.retrieve(call, loader);
	}

	private void recordErrors(int lookups, @Nullable Throwable ex) {
		if (ex != null) {
			for (int i = 0; i < lookups; i++) {
				this.statistics.recordMiss(MissReason.ERROR);
			}
		}
	}

	private <T> CompletableFuture<T> failing(CompletableFuture<T> answer) {
		return answer.whenComplete((value, ex) -> {
			if (Futures.cause(ex) instanceof StoreException) {
				this.statistics.recordStoreError();
			}
		});
	}

	/**
	 * What the regions of a node share.
	 *
	 * @param node the node
	 * @param entries where the entries lie
	 * @param codec turns values into bytes
	 * @param unstorable what becomes of values that cannot be stored
	 * @param executor runs decoding and loaders of asynchronous calls
	 * @param time the node's wall clock; only expiry depends on it
	 * @param nanoTime the node's monotonic time in ns, the same as of the node's proof
	 * @param random where jitter comes from
	 * @param waits which load waits for which
	 */
	public record Environment(Node node, EntryStore entries, ValueCodec codec, UnstorableValues unstorable,
			Executor executor, InstantSource time, LongSupplier nanoTime, RandomGenerator random, LoadWaits waits) {

		/**
		 * An environment that logs values which cannot be stored, and whose joiners are
		 * limited by the time of the JVM.
		 * @param node the node
		 * @param entries where the entries lie
		 * @param codec turns values into bytes
		 * @param executor runs decoding and loaders of asynchronous calls
		 * @param time the node's wall clock; only expiry depends on it
		 * @param nanoTime the node's monotonic time in ns, the same as of the node's
		 * proof
		 * @param random where jitter comes from
		 */
		public Environment(Node node, EntryStore entries, ValueCodec codec, Executor executor, InstantSource time,
				LongSupplier nanoTime, RandomGenerator random) {
			this(node, entries, codec, UnstorableValues.logged(), executor, time, nanoTime, random,
					LoadWaits.byTimeOfJvm());
		}

	}

}
