package io.github.taggedcache.core.node;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.Follower;
import io.github.taggedcache.core.follow.Losses;
import io.github.taggedcache.core.history.LogAccess;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.ObservedClock;
import io.github.taggedcache.core.judge.VersionSource;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's end of the invalidation log of a namespace: it invalidates, it observes, and
 * it knows whether its history may be trusted.
 * <p>
 * A node that follows the log has a history. If reads may trust the history, the history
 * judges entries without a round trip while the node is caught up. If not, the store is
 * asked for every read: for its clock, where the history ends there and tells the rest,
 * or for versions. The history then tells key events of one bucket apart, and notices a
 * store that went back.
 */
public final class Node implements VersionSource {

	private static final int ORIGIN_BYTES = 8;

	private final LogAccess log;

	private final @Nullable TagHistory history;

	private final @Nullable CatchUp catchUp;

	private final boolean trusting;

	private final Losses losses = new Losses();

	private final LongAdder hardInvalidations = new LongAdder();

	private final LongAdder softInvalidations = new LongAdder();

	private final InvalidationWatch watch = new InvalidationWatch();

	private volatile UnrecordedInvalidations unrecorded = UnrecordedInvalidations.THROWN;

	/**
	 * Creates a node that does not follow the log.
	 * @param log the invalidation log
	 * @param retention how long versions are remembered
	 */
	public Node(InvalidationLog log, Retention retention) {
		this(log, retention, newOrigin(), null, null, false);
	}

	private Node(InvalidationLog log, Retention retention, String origin, @Nullable TagHistory history,
			@Nullable CatchUp catchUp, boolean trusting) {
		this.log = new LogAccess(log, retention, origin, history);
		this.history = history;
		this.catchUp = catchUp;
		this.trusting = trusting;
	}

	/**
	 * What tells the records of this node from those of all others: 64 random bits. Each
	 * record of the log holds them, in the store and in the memory of each node.
	 */
	private static String newOrigin() {
		byte[] random = new byte[ORIGIN_BYTES];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	/**
	 * Creates a node whose history a {@link #newFollower follower} keeps up with the log,
	 * and whose reads trust that history while the node is caught up.
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
	 * Creates a node whose history a {@link #newFollower follower} keeps up with the log,
	 * and whose reads are all judged by the store.
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
		String origin = newOrigin();
		return new Node(log, retention, origin, new TagHistory(origin, maxRecords, maxBytes), catchUp, trusting);
	}

	/**
	 * Creates what keeps the history up with the log. A node has one follower at a time.
	 * @param executor runs the follower's steps; one thread
	 * @return the follower
	 * @throws IllegalStateException if the node does not follow the log
	 */
	public Follower newFollower(Executor executor) {
		return newFollower(executor, (this.catchUp != null) ? Follower.readPause(this.catchUp) : Duration.ZERO);
	}

	/**
	 * Creates what keeps the history up with the log, with another pause between reads.
	 * @param executor runs the follower's steps; one thread
	 * @param readPause how long the follower pauses between two reads while records come
	 * fast: others' invalidations arrive later by at most this; zero for never
	 * @return the follower
	 * @throws IllegalStateException if the node does not follow the log
	 */
	public Follower newFollower(Executor executor, Duration readPause) {
		if (this.history == null || this.catchUp == null) {
			throw new IllegalStateException("The node does not follow the log");
		}
		return new Follower(this.log, this.history, this.catchUp, this.losses, readPause, executor);
	}

	/**
	 * What the node knows of the log.
	 * @return the history, or null if the node does not follow the log
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
	 * The history, if a reader that begins now may trust it.
	 * @return the history, or null if the store must judge entries
	 */
	@Override
	public @Nullable TagHistory trusted() {
		CatchUp proof = this.catchUp;
		return (proof != null) ? trusted(proof.now()) : null;
	}

	/**
	 * The history, if a reader that has looked at the time may trust it.
	 * @param now the time of the node's proof, taken before the history is asked
	 * @return the history, or null if the store must judge entries
	 */
	@Override
	public @Nullable TagHistory trusted(long now) {
		CatchUp proof = this.catchUp;
		return (this.trusting && proof != null && proof.isProven(now)) ? this.history : null;
	}

	/**
	 * Whether the store is asked for every read, also while the node is caught up.
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
		this.log.addRegion(region);
	}

	/**
	 * Has something run when the store has lost invalidations, and everything was
	 * invalidated for that.
	 * @param listener runs on the thread that follows the log
	 */
	public void onRepair(Runnable listener) {
		this.losses.onRepair(listener);
	}

	/**
	 * Times that this node missed records of the log.
	 * @return how many, since the node was created
	 */
	public long gaps() {
		return this.losses.gaps();
	}

	/**
	 * Times that this node found that the store had lost invalidations. The invalidation
	 * of everything that followed may have been another node's.
	 * @return how many, since the node was created
	 */
	public long repairs() {
		return this.losses.repairs();
	}

	/**
	 * The newest version that this node has met, in an answer or in the log.
	 * @return the version; zero before the first one
	 */
	public long known() {
		return this.log.known();
	}

	/**
	 * The load token of a transaction that begins now, for loads that it may make. No
	 * round trip: the end of the history if that is trusted, else the newest version that
	 * this node has met. All that was invalidated up to there was invalidated before.
	 * @return the token; zero before the first version
	 */
	public long beginToken() {
		TagHistory trusted = trusted();
		return (trusted != null) ? trusted.token() : known();
	}

	public Retention retention() {
		return this.log.retention();
	}

	/**
	 * Shows invalidations of tags to a listener: those of this node when they are
	 * recorded, and those of other nodes when the follower applies them. Not shown are
	 * those of another node that were made before this node began to follow, that a gap
	 * hides.
	 * @param listener is called on a thread that brings answers of the store
	 */
	public void onInvalidation(Consumer<LogRecord> listener) {
		this.log.onInvalidation(listener);
	}

	/**
	 * The node's id in the records that the node appends.
	 * @return the id, unique to this node since it was created
	 */
	public String origin() {
		return this.log.origin();
	}

	/**
	 * How long invalidations of this node take, and who observes them.
	 * @return the watch
	 */
	public InvalidationWatch watch() {
		return this.watch;
	}

	/**
	 * Tags that this node has invalidated, implicit ones included.
	 * @param mode hard or soft
	 * @return how many, since the node was created
	 */
	public long invalidations(Mode mode) {
		return counter(mode).sum();
	}

	private LongAdder counter(Mode mode) {
		return (mode == Mode.HARD) ? this.hardInvalidations : this.softInvalidations;
	}

	/**
	 * Invalidates tags. One round trip up to 10,000 tags; atomic up to
	 * {@value InvalidationLog#APPENDED_AT_ONCE} tags, above that slice by slice.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return what each slice did, in the order of their versions; nothing if somebody
	 * {@link #onUnrecorded takes over} what was not recorded, else fails with an
	 * {@link InvalidationLostException} if any slice was not recorded
	 */
	public CompletableFuture<List<Appended>> invalidate(Collection<String> tags, Mode mode) {
		counter(mode).add(tags.size());
		return this.watch.observe(mode, () -> this.log.invalidate(tags, mode))
			.exceptionallyCompose((ex) -> unrecorded(tags, mode, List.of(), ex));
	}

	/**
	 * Invalidates tags of an invalidation that was taken over. It is neither counted once
	 * more nor taken over again.
	 * @param tags the tags, implicit ones included
	 * @param mode hard or soft
	 * @return what each slice did, in the order of their versions; fails if any slice was
	 * not recorded
	 */
	public CompletableFuture<List<Appended>> invalidateAgain(Collection<String> tags, Mode mode) {
		return this.log.invalidate(tags, mode);
	}

	/**
	 * Invalidates keys. One round trip.
	 * @param keys the keys
	 * @return what each slice did; nothing if somebody {@link #onUnrecorded takes over}
	 * what was not recorded, else fails if any slice was not recorded
	 */
	public CompletableFuture<List<Appended>> invalidateKeys(Collection<EntryKey> keys) {
		return this.log.keyEvents(keys).exceptionallyCompose((ex) -> unrecorded(List.of(), Mode.HARD, keys, ex));
	}

	/**
	 * Has somebody take over invalidations that are not recorded.
	 * @param handler is told of each
	 */
	public void onUnrecorded(UnrecordedInvalidations handler) {
		this.unrecorded = handler;
	}

	private CompletableFuture<List<Appended>> unrecorded(Collection<String> tags, Mode mode, Collection<EntryKey> keys,
			Throwable ex) {
		if (!(Futures.cause(ex) instanceof StoreException cause)) {
			return CompletableFuture.failedFuture(ex);
		}
		if (this.unrecorded.take(tags, mode, keys, cause)) {
			return CompletableFuture.completedFuture(List.of());
		}
		return CompletableFuture.failedFuture(keys.isEmpty() ? lost(tags.size(), cause) : cause);
	}

	private static StoreException lost(int tags, StoreException cause) {
		return new InvalidationLostException(tags + " tag(s) could not be invalidated: " + cause.getMessage(), cause);
	}

	/**
	 * Records key events. One round trip.
	 * @param keys the keys
	 * @return what each slice did
	 */
	public CompletableFuture<List<Appended>> keyEvents(Collection<EntryKey> keys) {
		return this.log.keyEvents(keys);
	}

	/**
	 * Records key events whose entries are sent beside them. One round trip.
	 * @param keys the keys; with the tags of the entries at most
	 * {@value InvalidationLog#MAX_NAMES}
	 * @param put what to decide for the entries
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEvents(List<EntryKey> keys, PutCheck put) {
		return this.log.keyEvents(keys, put);
	}

	/**
	 * The id of a put that begins.
	 * @return the id, which no other put of any node has
	 */
	public long nextPut() {
		return this.log.nextPut();
	}

	/**
	 * Records one key event, unless another one came after a version.
	 * @param key the key
	 * @param version the version
	 * @return what was done
	 */
	public CompletableFuture<Appended> keyEventUnlessAfter(EntryKey key, long version) {
		return this.log.keyEventUnlessAfter(key, version);
	}

	/**
	 * Reads the clock and versions. One round trip. The event of a key is the event of
	 * its bucket, or the event of the key alone if the history can tell. If the log has
	 * passed over an append of this node, the clock is below that append.
	 * @param tags the tags
	 * @param keys the keys whose buckets are asked for
	 * @param prolong whether an entry is about to rely on them
	 * @return the clock and the versions
	 */
	@Override
	public CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
		TagHistory current = this.history;
		CompletableFuture<Observation> observed = this.log.observe(tags, keys, prolong);
		return (current != null) ? observed.thenApply((seen) -> seen.at(current.reliableUpTo(seen.clock()))) : observed;
	}

	/**
	 * Asks the store for its clock. One round trip. Only a strict node judges by that: a
	 * node that trusts its history and has no proof of being caught up is not likely to
	 * be.
	 * @return the clock; null if the store must be asked for versions
	 */
	@Override
	public @Nullable CompletableFuture<ObservedClock> observeClock() {
		return this.trusting ? null : this.log.observeClock();
	}

	@Override
	public boolean knowsSince(long since, long clock) {
		TagHistory current = this.history;
		return !this.trusting && current != null && current.endsAt(clock) && current.floor() <= since;
	}

	/**
	 * Has the store remember names on which entries rely that were stored before. One
	 * round trip.
	 * @param tags the tags
	 * @param keys the keys whose buckets are meant
	 * @return completes when all are registered
	 */
	public CompletableFuture<Void> register(Collection<String> tags, Collection<EntryKey> keys) {
		return this.log.register(tags, keys);
	}

	/**
	 * Reads the clock and versions as {@link #observe} does, and registers nothing. One
	 * round trip. For operators: readers observe.
	 * @param tags the tags
	 * @param keys the keys whose buckets are asked for
	 * @return the clock, which is zero if it is missing, and the versions that are there
	 */
	public CompletableFuture<Observation> peek(Collection<String> tags, List<EntryKey> keys) {
		return this.log.peek(tags, keys);
	}

	/**
	 * Reads the newest records of the log, for operators. One round trip.
	 * @param max most records
	 * @return the records, newest first
	 */
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.log.log().newest(max);
	}

	/**
	 * Takes tags and keys for invalidated on this node, until their invalidation is
	 * recorded. While names are held, the history is not trusted: the store judges every
	 * read, and its answers are corrected for these names. The invalidation must be
	 * recorded before the names are released, so that every reader after the release
	 * finds the invalidation, in the store or in the history.
	 * @param tags the tags
	 * @param keys the keys
	 */
	public synchronized void hold(Collection<String> tags, Collection<EntryKey> keys) {
		this.log.hold(tags, keys);
		if (this.catchUp != null && this.log.held() > 0) {
			this.catchUp.suspend();
		}
	}

	/**
	 * Ends what {@link #hold} began.
	 * @param tags the same tags
	 * @param keys the same keys
	 */
	public synchronized void release(Collection<String> tags, Collection<EntryKey> keys) {
		this.log.release(tags, keys);
		if (this.catchUp != null && this.log.held() == 0) {
			this.catchUp.resume();
		}
	}

	/**
	 * Whether one of the names of an entry is held.
	 * @param tags the tags of the entry, implicit ones included
	 * @param key its key
	 * @return whether this node takes the entry for invalidated though the invalidation
	 * is not recorded
	 */
	public boolean holds(List<String> tags, EntryKey key) {
		return this.log.holds(tags, key);
	}

	/**
	 * Tags and keys that this node takes for invalidated though their invalidation is not
	 * recorded.
	 * @return how many
	 */
	public int held() {
		return this.log.held();
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

}
