package io.github.taggedcache.core.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyBucket;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Backdating;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PutCheck;
import org.jspecify.annotations.Nullable;

/**
 * The invalidation log of a namespace, as one node uses it. The node learns from each
 * answer: the newest version that it has met, and its own appends. The node's history
 * corrects each answer: a store knows key events by bucket, the history by key.
 * <p>
 * Many names go in slices, so that none holds the store for long. Several slices are on
 * their way at a time, and between them the store serves others.
 */
public final class LogAccess {

	private final InvalidationLog log;

	private final Retention retention;

	private final String origin;

	private final @Nullable TagHistory history;

	private final HeldNames held = new HeldNames();

	private final Set<String> regionTags = ConcurrentHashMap.newKeySet();

	private final AtomicLong known = new AtomicLong();

	/** Ids of puts: one after the other, from where no other node begins. */
	private final AtomicLong puts = new AtomicLong(UUID.randomUUID().getLeastSignificantBits() & PutCheck.MAX_ID);

	private final List<Consumer<LogRecord>> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Creates a node's view of the log.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 * @param origin the node's id in the records that the node appends
	 * @param history the history of a node that follows the log, or null
	 */
	public LogAccess(InvalidationLog log, Retention retention, String origin, @Nullable TagHistory history) {
		this.log = log;
		this.retention = retention;
		this.origin = origin;
		this.history = history;
	}

	public InvalidationLog log() {
		return this.log;
	}

	public Retention retention() {
		return this.retention;
	}

	public String origin() {
		return this.origin;
	}

	/**
	 * Adds a region, whose implicit tag the store is asked to keep.
	 * @param region its name
	 */
	public void addRegion(String region) {
		this.regionTags.add(TagName.ofRegion(region));
	}

	/**
	 * The tag of the namespace, and those of regions.
	 * @return as many tags as one call of the store takes
	 */
	public List<String> implicitTags() {
		return Stream.concat(Stream.of(TagName.NAMESPACE), this.regionTags.stream())
			.limit(InvalidationLog.MAX_NAMES)
			.toList();
	}

	/**
	 * The newest version that this node has met, in an answer or in the log.
	 * @return the version; zero before the first one
	 */
	public long known() {
		return (this.history != null) ? Math.max(this.known.get(), this.history.position()) : this.known.get();
	}

	/**
	 * Takes note of a version that this node has met.
	 * @param version the version
	 */
	public void learn(long version) {
		this.known.accumulateAndGet(version, Math::max);
	}

	/**
	 * Shows invalidations of tags to a listener: those of this node when they are
	 * recorded, and those of other nodes when they are applied. What another node
	 * invalidated before this one began to follow is not shown, nor what a gap hides.
	 * @param listener is called on a thread that brings answers of the store
	 */
	public void onInvalidation(Consumer<LogRecord> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Takes note of a record of another node, or of one that the node has just appended.
	 * @param record the record
	 */
	public void invalidated(LogRecord record) {
		if (record.kind() == LogRecord.Kind.TAG) {
			this.listeners.forEach((listener) -> listener.accept(record));
		}
	}

	/**
	 * Takes note of an append of this node.
	 * @param append what was sent
	 * @param appended what was done
	 */
	public void appended(Append append, Appended appended) {
		if (!this.listeners.isEmpty() && appended.isDone() && !append.tags().isEmpty()) {
			invalidated(new LogRecord(appended.version(), appended.previous(), LogRecord.Kind.TAG, append.mode(),
					append.tags(), List.of(), this.origin));
		}
	}

	/**
	 * Appends an invalidation of tags. One round trip; atomic up to
	 * {@value InvalidationLog#APPENDED_AT_ONCE} tags, above that slice by slice.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return what each slice did, in the order of their versions; fails if any slice was
	 * not recorded
	 */
	public CompletableFuture<List<Appended>> invalidate(Collection<String> tags, Mode mode) {
		return Slices.send(tags, InvalidationLog.APPENDED_AT_ONCE, (slice) -> append(
				new Append(slice, List.of(), mode, known(), this.retention.millis(), Append.ALWAYS, this.origin)));
	}

	/**
	 * Appends key events. One round trip.
	 * @param keys the keys
	 * @return what each slice did
	 */
	public CompletableFuture<List<Appended>> keyEvents(Collection<EntryKey> keys) {
		return Slices.send(keys, InvalidationLog.APPENDED_AT_ONCE,
				(slice) -> append(keyEvent(slice, Append.ALWAYS, null)));
	}

	/**
	 * Appends key events whose entries are sent beside them. One round trip.
	 * @param keys the keys, at most {@value InvalidationLog#APPENDED_AT_ONCE}
	 * @param put what to decide for the entries
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEvents(List<EntryKey> keys, PutCheck put) {
		return append(keyEvent(keys, Append.ALWAYS, put));
	}

	/**
	 * The id of a put that begins.
	 * @return the id, which no other put of any node has
	 */
	public long nextPut() {
		return this.puts.updateAndGet((last) -> (last < PutCheck.MAX_ID) ? last + 1 : 1);
	}

	/**
	 * Appends one key event, unless another one came after a version.
	 * @param key the key
	 * @param version the version
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEventUnlessAfter(EntryKey key, long version) {
		return append(keyEvent(List.of(key), version, null));
	}

	private Append keyEvent(List<EntryKey> keys, long unlessAfter, @Nullable PutCheck put) {
		return new Append(List.of(), keys, Mode.HARD, known(), this.retention.millis(), unlessAfter, this.origin, put);
	}

	private CompletableFuture<Appended> append(Append append) {
		TagHistory current = this.history;
		long sent = (current != null) ? current.token() : 0;
		return this.log.append(append).thenApply((appended) -> {
			learn(Math.max(appended.version(), appended.previous()));
			if (current == null || !appended.isDone()) {
				appended(append, appended);
				return appended;
			}
			current.learnOwn(append, appended);
			appended(append, appended);
			boolean reached = (sent > 0 && appended.previous() == sent) || current.endsAt(appended.version());
			return (reached && !append.keys().isEmpty()) ? ofKeysAlone(append, appended, current) : appended;
		});
	}

	/**
	 * The store tells what happened in the buckets before. As the history knows all of
	 * that, the history tells what happened to the keys alone.
	 */
	private static Appended ofKeysAlone(Append append, Appended appended, TagHistory history) {
		List<Long> before = new ArrayList<>();
		for (EntryKey key : append.keys()) {
			before.add(history.keyEventBefore(key, appended.before().get(before.size()), appended.version()));
		}
		return new Appended(appended.version(), appended.previous(), before, true, appended.put());
	}

	/**
	 * Reads the clock and versions. One round trip. The event of a key is the event of
	 * its bucket, or the event of the key alone if the history can tell.
	 * @param tags the tags, and names of keys that the value of an entry was made from
	 * @param keys the keys whose buckets are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return the clock and the versions
	 */
	public CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		ObservedDependencies names = ObservedDependencies.of(tags);
		return names.isEmpty() ? observeNames(tags, keys, prolong)
				: observeNames(names.tags(), names.and(keys), prolong).thenApply(names::named);
	}

	/**
	 * Asks for the clock alone. One round trip. If the history ends there, it knows what
	 * versions would tell.
	 * @return the clock; null if there is no history, and while names are held, which no
	 * history knows of
	 */
	public @Nullable CompletableFuture<ObservedClock> observeClock() {
		TagHistory current = this.history;
		if (current == null || held() > 0) {
			return null;
		}
		long sent = current.token();
		return observeSlice(List.of(), List.of(), false)
			.thenApply((seen) -> new SeenClock(seen.clock(), sent, current));
	}

	private CompletableFuture<Observation> observeNames(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		if (tags.size() + keys.size() <= InvalidationLog.OBSERVED_AT_ONCE) {
			return observeSlice(List.copyOf(tags), keys, prolong);
		}
		CompletableFuture<List<Observation>> ofKeys = Slices.send(keys, InvalidationLog.OBSERVED_AT_ONCE,
				(slice) -> observeSlice(List.of(), slice, prolong));
		CompletableFuture<List<Observation>> ofTags = Slices.send(tags, InvalidationLog.OBSERVED_AT_ONCE,
				(slice) -> observeSlice(slice, List.of(), prolong));
		return ofKeys.thenCombine(ofTags,
				(first, second) -> Observation.merge(Stream.concat(first.stream(), second.stream()).toList()));
	}

	/**
	 * Has the store remember names on which entries rely that were stored before. A name
	 * that the store does not know is registered where these entries stay valid, if the
	 * history proves that nothing happened to the name; else at the clock. One round
	 * trip.
	 * @param tags the tags
	 * @param keys the keys whose buckets are meant
	 * @return completes when all are registered
	 */
	public CompletableFuture<Void> register(Collection<String> tags, Collection<EntryKey> keys) {
		ObservedDependencies names = ObservedDependencies.of(tags);
		return names.isEmpty() ? registerNames(tags, keys) : registerNames(names.tags(), names.and(keys));
	}

	private CompletableFuture<Void> registerNames(Collection<String> tags, Collection<EntryKey> keys) {
		TagHistory current = this.history;
		if (current == null) {
			return register(tags, keys, Backdating.NONE);
		}
		// In this order: what is learned meanwhile makes fewer names untouched, no more
		long known = current.token();
		Set<String> ofTags = tags.stream().filter(current::isUntouched).collect(Collectors.toSet());
		Set<EntryKey> ofKeys = keys.stream()
			.filter((key) -> current.isUntouched(KeyBucket.of(key)))
			.collect(Collectors.toSet());
		long floor = current.floor();
		Backdating untouched = (floor <= known) ? new Backdating(known, floor) : Backdating.NONE;
		return CompletableFuture.allOf(register(ofTags, ofKeys, untouched),
				register(without(tags, ofTags), without(keys, ofKeys), Backdating.NONE));
	}

	private static <N> List<N> without(Collection<N> names, Set<N> others) {
		return names.stream().filter((name) -> !others.contains(name)).toList();
	}

	private CompletableFuture<Void> register(Collection<String> tags, Collection<EntryKey> keys,
			Backdating backdating) {
		if (tags.size() + keys.size() > InvalidationLog.OBSERVED_AT_ONCE) {
			return CompletableFuture.allOf(
					Slices.send(tags, InvalidationLog.OBSERVED_AT_ONCE,
							(slice) -> registerSlice(slice, List.of(), backdating)),
					Slices.send(keys, InvalidationLog.OBSERVED_AT_ONCE,
							(slice) -> registerSlice(List.of(), slice, backdating)));
		}
		return (tags.isEmpty() && keys.isEmpty()) ? CompletableFuture.completedFuture(null)
				: registerSlice(List.copyOf(tags), List.copyOf(keys), backdating).thenAccept((clock) -> {
				});
	}

	private CompletableFuture<Long> registerSlice(List<String> tags, List<EntryKey> keys, Backdating backdating) {
		return this.log.observe(new ObservedNames(tags, keys, this.retention.millis(), true, backdating))
			.thenApply((observation) -> {
				learn(observation.clock());
				return observation.clock();
			});
	}

	private CompletableFuture<Observation> observeSlice(List<String> tags, List<EntryKey> keys, boolean prolong) {
		Map<Object, Integer> heldNow = this.held.current();
		TagHistory current = this.history;
		long sent = (current != null) ? current.token() : 0;
		return this.log.observe(new ObservedNames(tags, keys, this.retention.millis(), prolong))
			.thenApply((observation) -> {
				learn(observation.clock());
				return HeldNames.apply(ofKeysAlone(observation, current, sent), tags, keys, heldNow);
			});
	}

	/**
	 * Reads the clock and versions as {@link #observe} does, and registers nothing. One
	 * round trip.
	 * @param tags the tags
	 * @param keys the keys whose buckets are asked for, fewer than
	 * {@value InvalidationLog#MAX_NAMES}
	 * @return the clock, which is zero if it is missing, and the versions that are there;
	 * a held name counts as invalidated just now also if its version is missing
	 */
	public CompletableFuture<Observation> peek(Collection<String> tags, List<EntryKey> keys) {
		ObservedDependencies names = ObservedDependencies.of(tags);
		return names.isEmpty() ? peekAtNames(tags, keys)
				: peekAtNames(names.tags(), names.and(keys)).thenApply(names::named);
	}

	private CompletableFuture<Observation> peekAtNames(Collection<String> tags, List<EntryKey> keys) {
		Map<Object, Integer> heldNow = this.held.current();
		TagHistory current = this.history;
		long sent = (current != null) ? current.token() : 0;
		CompletableFuture<List<Observation>> ofKeys = Slices.send(keys, InvalidationLog.OBSERVED_AT_ONCE,
				(slice) -> this.log.peek(List.of(), slice));
		return Slices.send(tags, InvalidationLog.OBSERVED_AT_ONCE, (slice) -> this.log.peek(slice, List.of()))
			.thenCombine(ofKeys,
					(ofTags, last) -> Observation.merge(Stream.concat(ofTags.stream(), last.stream()).toList()))
			.thenApply((seen) -> HeldNames.apply(ofKeysAlone(seen, current, sent), tags, keys, heldNow));
	}

	/**
	 * The store tells what happened in the buckets. If the history knows all of that, the
	 * history tells what happened to the keys alone.
	 * @param sent the token of the history when the store was asked
	 */
	private static Observation ofKeysAlone(Observation seen, @Nullable TagHistory history, long sent) {
		if (history == null || seen.keyEvents().isEmpty() || !history.endsAt(seen.clock(), sent)) {
			return seen;
		}
		Map<EntryKey, Long> events = new HashMap<>();
		Map<EntryKey, Long> puts = new HashMap<>();
		seen.keyEvents().forEach((key, bucket) -> {
			long event = history.keyEvent(key, bucket);
			events.put(key, event);
			puts.put(key, (event == bucket) ? seen.put(key) : history.put(key, event));
		});
		return new Observation(seen.clock(), seen.tags(), events, puts);
	}

	/**
	 * Has observations that are sent from now on say that names were invalidated just
	 * now, until the names are released.
	 * @param tags the tags
	 * @param keys the keys
	 */
	public void hold(Collection<String> tags, Collection<EntryKey> keys) {
		this.held.hold(tags);
		this.held.hold(keys);
	}

	/**
	 * Ends what {@link #hold} began.
	 * @param tags the same tags
	 * @param keys the same keys
	 */
	public void release(Collection<String> tags, Collection<EntryKey> keys) {
		this.held.release(tags);
		this.held.release(keys);
	}

	/**
	 * Whether one of the names of an entry is held.
	 * @param tags the tags of the entry
	 * @param key its key
	 * @return whether this node takes the entry for invalidated
	 */
	public boolean holds(List<String> tags, EntryKey key) {
		Map<Object, Integer> heldNow = this.held.current();
		return !heldNow.isEmpty() && (heldNow.containsKey(key)
				|| tags.stream().anyMatch((tag) -> heldNow.containsKey(tag) || isHeldKey(heldNow, tag)));
	}

	private static boolean isHeldKey(Map<Object, Integer> held, String name) {
		EntryKey key = TagName.keyOf(name);
		return key != null && held.containsKey(key);
	}

	/**
	 * Tags and keys that are held.
	 * @return how many
	 */
	public int held() {
		return this.held.current().size();
	}

}
