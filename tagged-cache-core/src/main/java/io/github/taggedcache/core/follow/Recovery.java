package io.github.taggedcache.core.follow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.history.LogAccess;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a history on after a gap. If the store went back, by a fail-over that lost
 * writes, nobody knows any more what was lost: so a repair invalidates everything, by one
 * append for one loss, whichever node comes first.
 */
final class Recovery {

	private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

	/** Most tags whose versions are compared: a fail-over loses the newest writes. */
	private static final int COMPARED_TAGS = 500;

	private final LogAccess log;

	private final TagHistory history;

	private final CatchUp catchUp;

	private final Losses losses;

	private final BeatSchedule schedule;

	private final PendingProof proof;

	private final FollowerConnection connection;

	private final Executor executor;

	Recovery(LogAccess log, TagHistory history, CatchUp catchUp, Losses losses, BeatSchedule schedule,
			PendingProof proof, FollowerConnection connection, Executor executor) {
		this.log = log;
		this.history = history;
		this.catchUp = catchUp;
		this.losses = losses;
		this.schedule = schedule;
		this.proof = proof;
		this.connection = connection;
		this.executor = executor;
	}

	/**
	 * Goes on after a gap.
	 * @param wentBack whether the store is known to have gone back; else the versions of
	 * the newest tags are compared
	 */
	CompletableFuture<Void> afterGap(boolean wentBack) {
		this.proof.drop();
		this.schedule.soon();
		if (this.history.position() > 0) {
			this.losses.countGap();
			logger.debug("Records after {} of the log of the tagged caches were missed{}", this.history.position(),
					wentBack ? ", and the store has lost some" : "");
		}
		long known = this.log.known();
		Map<String, TagVersion> tags = this.history.newestTags(COMPARED_TAGS);
		return Futures.compose(this.log.observe(tags.keySet(), List.of(), false), (seen) -> {
			if (wentBack || seen.clock() < known || isOlder(seen, tags)) {
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
	 * Invalidates everything, unless another node has done so after the newest version
	 * that this node has appended or applied.
	 */
	private CompletableFuture<Void> repair(long known) {
		logger.warn("The store of the tagged caches has lost invalidations, by a fail-over it seems:"
				+ " all entries are invalidated");
		this.losses.countRepair();
		return repair(known, Math.max(this.history.position(), this.history.newestOwn()));
	}

	private CompletableFuture<Void> repair(long known, long unlessAfter) {
		Append all = new Append(List.of(TagName.NAMESPACE), List.of(), Mode.HARD, known, 0, unlessAfter,
				this.log.origin());
		return Futures.compose(this.log.log().append(all), (appended) -> {
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
		this.log.learn(clock);
		this.history.repaired(all, version, clock);
		this.log.appended(all, appended);
		this.losses.repaired();
		this.history.gap(clock);
		this.schedule.intervalAfter(this.catchUp.now());
		// The server that was asked may not be the master any more
		this.connection.disconnect();
	}

}
