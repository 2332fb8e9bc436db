package io.github.taggedcache.core.follow;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.history.LogAccess;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.OwnAppend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store how new the log is, and what became of own appends that the log has not
 * shown; concludes from the answer whether the node is caught up, missed something, or
 * follows a store that went back.
 */
final class Heartbeat {

	private static final Logger logger = LoggerFactory.getLogger(Heartbeat.class);

	private final LogAccess log;

	private final TagHistory history;

	private final CatchUp catchUp;

	private final BeatSchedule schedule;

	private final PendingProof proof;

	private final Recovery recovery;

	private final Executor executor;

	Heartbeat(LogAccess log, TagHistory history, CatchUp catchUp, BeatSchedule schedule, PendingProof proof,
			Recovery recovery, Executor executor) {
		this.log = log;
		this.history = history;
		this.catchUp = catchUp;
		this.schedule = schedule;
		this.proof = proof;
		this.recovery = recovery;
		this.executor = executor;
	}

	CompletableFuture<Void> beatIfDue(LogConnection connection) {
		long now = this.catchUp.now();
		if (!this.schedule.isDue(now)) {
			return CompletableFuture.completedFuture(null);
		}
		this.schedule.intervalAfter(now);
		long known = this.log.known();
		List<OwnAppend> own = this.history.unmet(Beat.MAX_OWN);
		List<String> kept = this.schedule.isKeepingDue(now) ? this.log.implicitTags() : List.of();
		return Futures.compose(connection.beat(new Beat(this.log.origin(), own, kept, this.history.position())),
				(result) -> conclude(result, now, known, own), this.executor);
	}

	private CompletableFuture<Void> conclude(BeatResult result, long sent, long known, List<OwnAppend> own) {
		long position = this.history.position();
		if (result.isOwnLost() || result.clock() < known) {
			return this.recovery.afterGap(true);
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
				this.schedule.now();
			}
		}
		else if (result.last() <= position) {
			return this.recovery.afterGap(false);
		}
		else {
			this.proof.keep(result.clock(), sent);
		}
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * Appends key events again of which nobody can tell whether the store went back
	 * behind them: the log no longer reaches back to their records, and a newer version
	 * of the bucket may be another key's. Each costs its key a miss.
	 */
	private CompletableFuture<Void> appendAgain(List<Long> cut, List<OwnAppend> own) {
		logger.debug("The log of the tagged caches no longer has {} key event(s) of this node; they are made again",
				cut.size());
		this.schedule.soon();
		Collection<EntryKey> keys = this.history.ownKeys(cut);
		return Futures.compose(this.log.keyEvents(keys), (appended) -> {
			this.history.held(own);
			return CompletableFuture.completedFuture(null);
		}, this.executor);
	}

}
