package io.github.taggedcache.core.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.VersionSource;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's end of the invalidation log of a namespace: it appends, it observes, and it
 * remembers the newest version that it has met, so that the versions which it asks for
 * rise even where the store forgot.
 * <p>
 * More names than the log takes at once go in slices, all sent before the first answer is
 * awaited: they share a round trip, and between them the store serves others.
 * <p>
 * A node that follows the log has a history. If reads may trust it, the history judges
 * entries without a round trip while the node is caught up. If not, every read is judged
 * by the store; the history then tells key events of one bucket apart, and notices a
 * store that went back.
 */
public final class Node implements VersionSource {

	private final InvalidationLog log;

	private final Retention retention;

	private final String origin;

	private final @Nullable TagHistory history;

	private final @Nullable CatchUp catchUp;

	private final boolean trusting;

	private final Set<String> implicitTags = ConcurrentHashMap.newKeySet();

	private final List<Runnable> repairListeners = new CopyOnWriteArrayList<>();

	private final HeldNames held = new HeldNames();

	private final AtomicLong known = new AtomicLong();

	private final LongAdder gaps = new LongAdder();

	private final LongAdder repairs = new LongAdder();

	private final LongAdder hardInvalidations = new LongAdder();

	private final LongAdder softInvalidations = new LongAdder();

	/**
	 * Creates a node that does not follow the log.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 */
	public Node(InvalidationLog log, Retention retention) {
		this(log, retention, UUID.randomUUID().toString(), null, null, false);
	}

	private Node(InvalidationLog log, Retention retention, String origin, @Nullable TagHistory history,
			@Nullable CatchUp catchUp, boolean trusting) {
		this.log = log;
		this.retention = retention;
		this.origin = origin;
		this.history = history;
		this.catchUp = catchUp;
		this.trusting = trusting;
	}

	/**
	 * Creates a node whose history a {@link FollowerLoop} keeps up with the log, and
	 * whose reads trust that history while the node is caught up.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 * @param catchUp says whether the history may be trusted
	 * @param maxRecords most records of the history
	 * @param maxBytes most bytes of the history, by estimate
	 * @return the node
	 */
	public static Node following(InvalidationLog log, Retention retention, CatchUp catchUp, int maxRecords,
			long maxBytes) {
		return following(log, retention, catchUp, maxRecords, maxBytes, true);
	}

	/**
	 * Creates a node whose history a {@link FollowerLoop} keeps up with the log, and
	 * whose reads are all judged by the store.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 * @param catchUp says whether the node is caught up
	 * @param maxRecords most records of the history
	 * @param maxBytes most bytes of the history, by estimate
	 * @return the node
	 */
	public static Node strict(InvalidationLog log, Retention retention, CatchUp catchUp, int maxRecords,
			long maxBytes) {
		return following(log, retention, catchUp, maxRecords, maxBytes, false);
	}

	private static Node following(InvalidationLog log, Retention retention, CatchUp catchUp, int maxRecords,
			long maxBytes, boolean trusting) {
		String origin = UUID.randomUUID().toString();
		return new Node(log, retention, origin, new TagHistory(origin, maxRecords, maxBytes), catchUp, trusting);
	}

	/**
	 * What the node knows of the log.
	 * @return the history, or null if it does not follow the log
	 */
	public @Nullable TagHistory history() {
		return this.history;
	}

	/**
	 * Whether the node is caught up with the log.
	 * @return the proof, or null if the node does not follow the log
	 */
	public @Nullable CatchUp catchUp() {
		return this.catchUp;
	}

	/**
	 * The history, if it may be trusted by a reader that begins now.
	 * @return the history, or null if entries must be judged by the store
	 */
	@Override
	public @Nullable TagHistory trusted() {
		CatchUp proof = this.catchUp;
		return (proof != null) ? trusted(proof.now()) : null;
	}

	/**
	 * The same for a reader who has looked at the time.
	 * @param now the time of the node's proof, taken before the history is asked
	 * @return the history, or null if entries must be judged by the store
	 */
	public @Nullable TagHistory trusted(long now) {
		CatchUp proof = this.catchUp;
		return (this.trusting && proof != null && proof.isProven(now)) ? this.history : null;
	}

	/**
	 * Whether every read is judged by the store, also while the node is caught up.
	 * @return whether consistency is strict
	 */
	public boolean isStrict() {
		return !this.trusting;
	}

	/**
	 * Takes note of a region, whose implicit tag the store is asked to keep.
	 * @param region its name
	 */
	public void addRegion(String region) {
		this.implicitTags.add(TagName.ofRegion(region));
	}

	/**
	 * Has something run when the store has lost invalidations, and everything was
	 * invalidated for that.
	 * @param listener runs on the thread that follows the log
	 */
	public void onRepair(Runnable listener) {
		this.repairListeners.add(listener);
	}

	/**
	 * Times that this node missed records of the log.
	 * @return how many, since it was created
	 */
	public long gaps() {
		return this.gaps.sum();
	}

	/**
	 * Times that this node found that the store had lost invalidations. The invalidation
	 * of everything that followed may have been another node's.
	 * @return how many, since it was created
	 */
	public long repairs() {
		return this.repairs.sum();
	}

	void countGap() {
		this.gaps.increment();
	}

	void countRepair() {
		this.repairs.increment();
	}

	String origin() {
		return this.origin;
	}

	InvalidationLog log() {
		return this.log;
	}

	/**
	 * The tag of the namespace, and those of regions, as many as one call of the store
	 * takes.
	 */
	List<String> implicitTags() {
		return Stream.concat(Stream.of(TagName.NAMESPACE), this.implicitTags.stream())
			.limit(InvalidationLog.MAX_NAMES)
			.toList();
	}

	void repaired() {
		this.repairListeners.forEach(Runnable::run);
	}

	/**
	 * The newest version that this node has met, in an answer or in the log.
	 * @return the version; zero before the first one
	 */
	public long known() {
		return (this.history != null) ? Math.max(this.known.get(), this.history.position()) : this.known.get();
	}

	public Retention retention() {
		return this.retention;
	}

	/**
	 * Tags that this node has invalidated, implicit ones included.
	 * @param mode hard or soft
	 * @return how many, since the node was created
	 */
	public long invalidations(Mode mode) {
		return ((mode == Mode.HARD) ? this.hardInvalidations : this.softInvalidations).sum();
	}

	/**
	 * Invalidates tags. One round trip; atomic up to {@value InvalidationLog#MAX_NAMES}
	 * tags, above that slice by slice.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return what each slice did, in the order of their versions; fails if any slice was
	 * not recorded
	 */
	public CompletableFuture<List<Appended>> invalidate(Collection<String> tags, Mode mode) {
		((mode == Mode.HARD) ? this.hardInvalidations : this.softInvalidations).add(tags.size());
		CompletableFuture<List<Appended>> appended = all(slices(tags).stream()
			.map((slice) -> append(
					new Append(slice, List.of(), mode, known(), this.retention.millis(), Append.ALWAYS, this.origin)))
			.toList());
		return appended.exceptionallyCompose((ex) -> CompletableFuture.failedFuture(lost(tags.size(), ex)));
	}

	private static Throwable lost(int tags, Throwable ex) {
		Throwable cause = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		return (cause instanceof StoreException)
				? new InvalidationLostException(tags + " tag(s) could not be invalidated: " + cause.getMessage(), cause)
				: cause;
	}

	/**
	 * Records key events. One round trip.
	 * @param keys the keys
	 * @return what each slice did
	 */
	public CompletableFuture<List<Appended>> keyEvents(Collection<EntryKey> keys) {
		return all(slices(keys).stream().map((slice) -> append(keyEvent(slice, Append.ALWAYS))).toList());
	}

	/**
	 * Records one key event, unless another one came after a version.
	 * @param key the key
	 * @param version the version
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEventUnlessAfter(EntryKey key, long version) {
		return append(keyEvent(List.of(key), version));
	}

	private Append keyEvent(List<EntryKey> keys, long unlessAfter) {
		return new Append(List.of(), keys, Mode.HARD, known(), this.retention.millis(), unlessAfter, this.origin);
	}

	private CompletableFuture<Appended> append(Append append) {
		TagHistory current = this.history;
		long sent = (current != null) ? current.token() : 0;
		return this.log.append(append).thenApply((appended) -> {
			learn(Math.max(appended.version(), appended.previous()));
			if (current == null || !appended.isDone()) {
				return appended;
			}
			current.learnOwn(append, appended);
			boolean reached = appended.previous() == sent || current.endsAt(appended.version());
			return (reached && !append.keys().isEmpty()) ? ofKeysAlone(append, appended, current) : appended;
		});
	}

	/**
	 * The store tells what happened in the buckets before. As the history knows all of
	 * that, it tells what happened to the keys alone.
	 */
	private static Appended ofKeysAlone(Append append, Appended appended, TagHistory known) {
		List<Long> before = new ArrayList<>();
		for (EntryKey key : append.keys()) {
			before.add(known.keyEventBefore(key, appended.before().get(before.size()), appended.version()));
		}
		return new Appended(appended.version(), appended.previous(), before, true);
	}

	/**
	 * Reads the clock and versions. One round trip. The event of a key is that of its
	 * bucket, or that of the key alone if the history can tell.
	 * @param tags the tags
	 * @param keys the keys whose buckets are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return the clock and the versions
	 */
	@Override
	public CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		if (tags.size() + keys.size() <= InvalidationLog.MAX_NAMES) {
			return observeSlice(List.copyOf(tags), keys, prolong);
		}
		List<CompletableFuture<Observation>> parts = new ArrayList<>();
		slices(keys).forEach((slice) -> parts.add(observeSlice(List.of(), slice, prolong)));
		slices(tags).forEach((slice) -> parts.add(observeSlice(slice, List.of(), prolong)));
		return all(parts).thenApply(Observation::merge);
	}

	private CompletableFuture<Observation> observeSlice(List<String> tags, List<EntryKey> keys, boolean prolong) {
		Map<Object, Integer> heldNow = this.held.current();
		TagHistory current = this.history;
		long sent = (current != null) ? current.token() : 0;
		return this.log.observe(new ObservedNames(tags, keys, this.retention.millis(), prolong))
			.thenApply((observation) -> {
				learn(observation.clock());
				return HeldNames.apply(ofKeysAlone(observation, current, sent), heldNow);
			});
	}

	/**
	 * The store tells what happened in the buckets. If the history knows all of that, the
	 * history tells what happened to the keys alone.
	 * @param sent the token of the history when the store was asked
	 */
	private static Observation ofKeysAlone(Observation seen, @Nullable TagHistory known, long sent) {
		if (known == null || seen.keyEvents().isEmpty() || !(seen.clock() == sent || known.endsAt(seen.clock()))) {
			return seen;
		}
		Map<EntryKey, Long> events = new HashMap<>(seen.keyEvents());
		events.replaceAll(known::keyEvent);
		return new Observation(seen.clock(), seen.tags(), events);
	}

	/**
	 * Takes tags and keys for invalidated on this node, for the time until their
	 * invalidation is recorded. Until all are released, the history is not trusted: the
	 * store judges every read, and its answers are corrected for these names. What was
	 * recorded must be recorded before the release, so that whoever judges by the store
	 * or the history after it finds the invalidation there.
	 * @param tags the tags
	 * @param keys the keys
	 */
	public void hold(Collection<String> tags, Collection<EntryKey> keys) {
		synchronized (this.held) {
			this.held.hold(tags);
			this.held.hold(keys);
			if (this.catchUp != null && !this.held.current().isEmpty()) {
				this.catchUp.suspend();
			}
		}
	}

	/**
	 * Ends what {@link #hold} began.
	 * @param tags the same tags
	 * @param keys the same keys
	 */
	public void release(Collection<String> tags, Collection<EntryKey> keys) {
		synchronized (this.held) {
			this.held.release(tags);
			this.held.release(keys);
			if (this.catchUp != null && this.held.current().isEmpty()) {
				this.catchUp.resume();
			}
		}
	}

	/**
	 * Tags and keys that this node takes for invalidated though their invalidation is not
	 * recorded.
	 * @return how many
	 */
	public int held() {
		return this.held.current().size();
	}

	/**
	 * The tags that an entry of a region carries, implicit ones first.
	 * @param region the name of the region
	 * @param tags its own tags
	 * @return all of them
	 */
	public static List<String> withImplicit(String region, Collection<String> tags) {
		List<String> all = new ArrayList<>(tags.size() + 2);
		all.add(TagName.NAMESPACE);
		all.add(TagName.ofRegion(region));
		all.addAll(tags);
		return all;
	}

	void learn(long version) {
		this.known.accumulateAndGet(version, Math::max);
	}

	private static <T> List<List<T>> slices(Collection<T> names) {
		List<T> all = List.copyOf(names);
		List<List<T>> slices = new ArrayList<>();
		for (int from = 0; from < all.size(); from += InvalidationLog.MAX_NAMES) {
			slices.add(all.subList(from, Math.min(all.size(), from + InvalidationLog.MAX_NAMES)));
		}
		return slices;
	}

	private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> parts) {
		return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
			.thenApply((done) -> parts.stream().map(CompletableFuture::join).toList());
	}

}
