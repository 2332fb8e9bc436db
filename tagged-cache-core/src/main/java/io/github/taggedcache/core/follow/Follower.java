package io.github.taggedcache.core.follow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.OwnAppend;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's history up with the invalidation log, turn by turn. Reading delivers; a
 * beat proves. Everything here runs on one executor, one step at a time.
 */
public final class Follower {

	/*
	 * A record that does not follow the position, a record that names nothing, and a
	 * clock that the log's newest record does not explain are gaps: after one, everything
	 * up to the clock is unknown, and each entry is judged by the store once.
	 *
	 * The store went back, by a fail-over that lost writes, if a record follows one that
	 * is before the position, if the clock is below a version that this node has met, if
	 * a tag's version is below what the history knows, or if one of the node's own
	 * appends is gone: its record is not there, and neither can eviction explain that.
	 * What was lost nobody knows any more, so everything is invalidated, by one append
	 * for one loss, whoever comes first; then it is a gap.
	 *
	 * A beat that shows the clock at the position proves that everything is applied that
	 * was appended before it was sent. While others append all the time that moment never
	 * comes, so a beat also proves it when the records up to its clock have been applied
	 * later on, in order and without a gap, and none of the node's own appends up to
	 * there is missing among them. docs/model shows a stale read without the last
	 * condition.
	 *
	 * An own key event whose record was trimmed or evicted is neither held nor lost: it
	 * is made again, for its key alone.
	 */

	private static final Logger logger = LoggerFactory.getLogger(Follower.class);

	private static final int BATCH = 200;

	private static final int COMPARED_TAGS = 500;

	private static final int BEATS = 4;

	/** The longest time until a beat that comes soon, 50 ms. */
	private static final long AFTER_GAP_NANOS = 50_000_000;

	private final Node node;

	private final TagHistory history;

	private final CatchUp catchUp;

	private final Executor executor;

	private final long beatNanos;

	/** Set by the thread that connected, so that closing cannot miss it. */
	private final AtomicReference<@Nullable LogConnection> connection = new AtomicReference<>();

	private volatile CompletableFuture<?> connecting = CompletableFuture.completedFuture(null);

	private boolean filled;

	private long nextBeat;

	private @Nullable Pending pending;

	private volatile boolean closed;

	/**
	 * Creates a follower.
	 * @param node a node that follows the log
	 * @param executor runs the steps; one thread
	 */
	public Follower(Node node, Executor executor) {
		TagHistory history = node.history();
		CatchUp catchUp = node.catchUp();
		if (history == null || catchUp == null) {
			throw new IllegalArgumentException("The node does not follow the log");
		}
		this.node = node;
		this.history = history;
		this.catchUp = catchUp;
		this.executor = executor;
		this.beatNanos = catchUp.maxStaleness().toNanos() / BEATS;
		this.nextBeat = catchUp.now();
		this.filled = this.history.position() > 0;
	}

	/**
	 * Reads what is new and applies it; waits for it until the next beat is due; beats if
	 * one is. Connects if there is no connection.
	 * @return completes when that is done; if it fails the connection was closed, and the
	 * next turn makes another one
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome is the turn's
	public CompletableFuture<Void> turn() {
		return Futures.compose(connected(), this::read, this.executor)
			.thenCompose((connected) -> beatIfDue(connected))
			.whenCompleteAsync((done, ex) -> {
				if (ex != null) {
					this.pending = null;
					this.nextBeat = this.catchUp.now();
					disconnect();
				}
			}, this.executor);
	}

	private CompletableFuture<LogConnection> connected() {
		LogConnection current = this.connection.get();
		if (current != null) {
			return CompletableFuture.completedFuture(current);
		}
		CompletableFuture<LogConnection> made = this.node.log().connect().thenApply(this::made);
		this.connecting = made;
		return made;
	}

	private LogConnection made(LogConnection made) {
		this.connection.set(made);
		if (this.closed) {
			disconnect();
			throw new IllegalStateException("The follower was closed");
		}
		return made;
	}

	private CompletableFuture<LogConnection> read(LogConnection connected) {
		long wait = this.filled ? Math.max(0, (this.nextBeat - this.catchUp.now()) / 1_000_000) : 0;
		return Futures.compose(connected.read(this.history.position(), BATCH, wait),
				(records) -> (this.filled ? apply(records) : fill(records)).thenApply((done) -> connected),
				this.executor);
	}

	/**
	 * A new node knows nothing below the first record, and nothing below what a record
	 * does not follow or does not name. A record that was appended where the clock was
	 * missing follows nothing.
	 */
	private CompletableFuture<Void> fill(List<LogRecord> records) {
		for (LogRecord record : records) {
			if (record.version() <= this.history.position()) {
				continue;
			}
			if (!follows(record, this.history.position())) {
				this.history.gap((record.previous() > this.history.position()) ? record.previous() : record.version());
			}
			if (record.kind() == Kind.UNNAMED) {
				this.history.met(record);
				this.history.gap(record.version());
			}
			else if (record.version() > this.history.position()) {
				this.history.apply(record);
			}
		}
		this.filled = records.size() < BATCH;
		return CompletableFuture.completedFuture(null);
	}

	private CompletableFuture<Void> apply(List<LogRecord> records) {
		for (LogRecord record : records) {
			long position = this.history.position();
			if (record.version() <= position) {
				continue;
			}
			if (!follows(record, position) || record.kind() == Kind.UNNAMED) {
				// They are in the log, and the gap passes some of them over
				return gap(record.previous() > 0 && record.previous() < position)
					.thenRun(() -> records.forEach(this.history::met));
			}
			this.history.apply(record);
			proveIfReached();
		}
		return CompletableFuture.completedFuture(null);
	}

	private static boolean follows(LogRecord record, long position) {
		return record.previous() > 0 && record.previous() == position;
	}

	private void proveIfReached() {
		Pending proof = this.pending;
		if (proof != null && proof.clock == this.history.position() && this.history.unmet(1).isEmpty()) {
			this.catchUp.prove(proof.sent);
			this.pending = null;
		}
	}

	private CompletableFuture<Void> beatIfDue(LogConnection connected) {
		long now = this.catchUp.now();
		if (!this.filled || now - this.nextBeat < 0) {
			return CompletableFuture.completedFuture(null);
		}
		this.nextBeat = now + this.beatNanos;
		long known = this.node.known();
		List<OwnAppend> own = this.history.unmet(Beat.MAX_OWN);
		return Futures.compose(connected.beat(new Beat(this.node.origin(), own, this.node.implicitTags())),
				(result) -> conclude(result, now, known, own), this.executor);
	}

	private CompletableFuture<Void> conclude(BeatResult result, long sent, long known, List<OwnAppend> own) {
		long position = this.history.position();
		if (result.isOwnLost() || result.clock() < known) {
			return gap(true);
		}
		if (!result.cut().isEmpty()) {
			return appendAgain(result.cut(), own);
		}
		this.history.held(own);
		if (result.clock() == position) {
			if (this.history.unmet(1).isEmpty()) {
				this.catchUp.prove(sent);
			}
			else {
				this.nextBeat = sent;
			}
		}
		else if (result.last() <= position) {
			return gap(false);
		}
		else if (this.pending == null || this.pending.clock <= position) {
			this.pending = new Pending(result.clock(), sent);
		}
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Makes key events again of which nobody can tell whether the store went back behind
	 * them: the log no longer reaches back to their records, and a newer version of the
	 * bucket may be another key's. Each costs its key a miss.
	 */
	private CompletableFuture<Void> appendAgain(List<Long> cut, List<OwnAppend> own) {
		logger.debug("The log of the tagged caches no longer has {} key event(s) of this node; they are made again",
				cut.size());
		beatSoon();
		Collection<EntryKey> keys = this.history.ownKeys(cut);
		return Futures.compose(this.node.keyEvents(keys), (appended) -> {
			this.history.held(own);
			return CompletableFuture.completedFuture(null);
		}, this.executor);
	}

	/**
	 * The next beat comes soon, but not at once: what made it necessary may come in a
	 * row.
	 */
	private void beatSoon() {
		this.nextBeat = this.catchUp.now() + Math.min(this.beatNanos / 10, AFTER_GAP_NANOS);
	}

	private CompletableFuture<Void> gap(boolean back) {
		this.pending = null;
		beatSoon();
		if (this.history.position() > 0) {
			this.node.countGap();
			logger.debug("Records after {} of the log of the tagged caches were missed{}", this.history.position(),
					back ? ", and the store has lost some" : "");
		}
		long known = this.node.known();
		Map<String, TagVersion> tags = this.history.newestTags(COMPARED_TAGS);
		return Futures.compose(this.node.observe(tags.keySet(), List.of(), false), (seen) -> {
			boolean wentBack = back || seen.clock() < known || isOlder(seen, tags);
			if (wentBack) {
				return repair(known);
			}
			this.history.gap(seen.clock());
			return CompletableFuture.completedFuture(null);
		}, this.executor);
	}

	private static boolean isOlder(Observation seen, Map<String, TagVersion> tags) {
		for (Map.Entry<String, TagVersion> tag : tags.entrySet()) {
			TagVersion now = seen.tag(tag.getKey());
			TagVersion then = tag.getValue();
			if (now == null || now.hard() < then.hard()
					|| Math.max(now.hard(), now.soft()) < Math.max(then.hard(), then.soft())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Invalidates everything, unless somebody has done so after the newest thing that
	 * this node has done or applied.
	 */
	private CompletableFuture<Void> repair(long known) {
		logger.warn("The store of the tagged caches has lost invalidations, by a fail-over it seems:"
				+ " all entries are invalidated");
		this.node.countRepair();
		return repair(known, Math.max(this.history.position(), this.history.newestOwn()));
	}

	private CompletableFuture<Void> repair(long known, long unlessAfter) {
		Append all = new Append(List.of(TagName.NAMESPACE), List.of(), Mode.HARD, known, 0, unlessAfter,
				this.node.origin());
		return Futures.compose(this.node.log().append(all), (appended) -> {
			if (!appended.isDone() && appended.previous() == 0) {
				return repair(known, Append.ALWAYS);
			}
			repaired(all, appended);
			return CompletableFuture.completedFuture(null);
		}, this.executor);
	}

	private void repaired(Append all, Appended appended) {
		long version = appended.isDone() ? appended.version() : appended.before().get(0);
		long clock = Math.max(version, Math.max(appended.previous(), this.history.position()));
		this.node.learn(clock);
		this.history.repaired(all, version, clock);
		this.node.repaired();
		this.history.gap(clock);
		// What was asked may not be the master any more, or never have been
		this.nextBeat = this.catchUp.now() + this.beatNanos;
		disconnect();
	}

	private void disconnect() {
		LogConnection current = this.connection.getAndSet(null);
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Makes what is under way fail soon. Any thread may call this.
	 */
	public void close() {
		this.closed = true;
		disconnect();
	}

	/**
	 * The attempt to connect. A connection that is made after closing is closed at once;
	 * who takes the store away after closing waits for that.
	 * @return completes when no connection is being made, normally or not
	 */
	CompletableFuture<?> connecting() {
		return this.connecting;
	}

	/**
	 * A beat whose clock was ahead of the position.
	 */
	private record Pending(long clock, long sent) {

	}

}
