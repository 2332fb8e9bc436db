package io.github.taggedcache.core.follow;

import io.github.taggedcache.core.history.TagHistory;
import org.jspecify.annotations.Nullable;

/**
 * A beat whose clock was ahead of the position. The beat becomes a proof of being caught
 * up once the records up to its clock are applied, in order and without a gap, and none
 * of the node's own appends up to there is missing among them. Used by one thread at a
 * time.
 */
final class PendingProof {

	private final TagHistory history;

	private final CatchUp catchUp;

	private @Nullable Ahead beat;

	PendingProof(TagHistory history, CatchUp catchUp) {
		this.history = history;
		this.catchUp = catchUp;
	}

	/**
	 * Keeps a beat, unless an earlier one is still ahead of the position: the earlier one
	 * will be reached sooner.
	 * @param clock the clock that the beat showed
	 * @param sent when the beat was sent
	 */
	void keep(long clock, long sent) {
		Ahead earlier = this.beat;
		if (earlier == null || earlier.clock <= this.history.position()) {
			this.beat = new Ahead(clock, sent);
		}
	}

	/**
	 * Looks at the position, which has just moved.
	 */
	void proveIfReached() {
		Ahead kept = this.beat;
		if (kept != null && kept.clock == this.history.position() && this.history.unmet(1).isEmpty()) {
			this.catchUp.prove(kept.sent);
			this.beat = null;
		}
	}

	void drop() {
		this.beat = null;
	}

	private record Ahead(long clock, long sent) {

	}

}
