package io.github.taggedcache.core.follow;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.history.JudgedEntry;
import io.github.taggedcache.core.history.Records;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a new node makes of the log that is there.
 */
class FollowerStartTests {

	private final FollowedLog followed = new FollowedLog();

	private final WatchedLog log = this.followed.log();

	private final Node node = this.followed.node();

	private final TagHistory history = this.node.history();

	private final StepFollower follower = new StepFollower(this.node);

	@Test
	void newNodeKnowsWhatTheLogShows() {
		long first = this.followed.invalidate("a");
		long second = this.followed.invalidate("b");
		this.follower.turn();
		assertThat(this.history.position()).isEqualTo(second);
		assertThat(this.history.judge(JudgedEntry.of(first, "a"))).isEqualTo(Verdict.VALID);
		assertThat(this.history.judge(JudgedEntry.of(first, "b"))).isEqualTo(Verdict.INVALID_BY_TAG);
		assertThat(this.node.gaps()).isZero();
	}

	@Test
	void newNodeKnowsNothingBelowTheClockBeforeTheFirstRecord() {
		this.followed.invalidate("a");
		long forgotten = this.followed.invalidate("b");
		this.followed.forgetLog();
		this.followed.invalidate("c");
		this.follower.turn();
		assertThat(this.history.floor()).isEqualTo(forgotten);
		assertThat(this.history.judge(JudgedEntry.of(forgotten - 1, "a"))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.judge(JudgedEntry.of(forgotten, "c"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void newNodeKnowsNothingBelowAFirstRecordThatFollowsNothing() {
		long first = this.followed.invalidate("a");
		this.follower.turn();
		assertThat(this.history.floor()).isEqualTo(first);
		assertThat(this.history.judge(JudgedEntry.of(first - 1, "b"))).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void newNodeKnowsNothingBelowARecordFromWhereTheClockWasMissing() {
		this.followed.invalidate("a");
		this.followed.invalidate("b");
		this.followed.forgetClock();
		long third = this.followed.invalidate("c");
		this.follower.turn();
		assertThat(this.history.floor()).isEqualTo(third);
	}

	@Test
	void newNodeKnowsNothingBelowABreakInTheLog() {
		this.log.answerRead(Records.hard(20, 10, "a"), Records.hard(40, 30, "b"), Records.hard(50, 40, "c"));
		this.log.answerBeat((answer) -> new CompletableFuture<>());
		this.follower.begin();
		assertThat(this.history.floor()).isEqualTo(30);
		assertThat(this.history.position()).isEqualTo(50);
		assertThat(this.history.judge(JudgedEntry.of(30, "b"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void newNodeKnowsNothingUpToARecordOnATimelineThatWentBack() {
		this.log.answerRead(Records.hard(20, 10, "a"), Records.hard(40, 15, "b"), Records.hard(50, 40, "c"));
		this.log.answerBeat((answer) -> new CompletableFuture<>());
		this.follower.begin();
		assertThat(this.history.floor()).isEqualTo(40);
		assertThat(this.history.position()).isEqualTo(50);
	}

	@Test
	void newNodeKnowsNothingUpToARecordWithTooManyNames() {
		this.followed.invalidate("a");
		long wide = this.followed.invalidateUnnamed();
		long last = this.followed.invalidate("b");
		this.follower.turn();
		assertThat(this.history.floor()).isEqualTo(wide);
		assertThat(this.history.position()).isEqualTo(last);
		assertThat(this.history.judge(JudgedEntry.of(wide, "b"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void newNodeIsProvenWhenItHasReadAllOfALongLog() {
		for (int i = 0; i < 500; i++) {
			this.followed.invalidate("tag:" + i);
		}
		this.follower.turn();
		this.follower.turn();
		assertThat(this.log.beats()).isEmpty();
		assertThat(this.node.trusted()).isNull();
		this.follower.turn();
		assertThat(this.history.size()).isEqualTo(499);
		assertThat(this.node.trusted()).isNotNull();
		assertThat(this.log.waits()).containsOnly(0L);
	}

	@Test
	void newNodeBeginsAtTheClockWhereTheLogIsEmpty() {
		this.follower.turn();
		assertThat(this.history.position()).isPositive().isEqualTo(this.history.floor());
		assertThat(this.node.trusted()).isNull();
		this.followed.pass(FollowedLog.BEAT);
		this.follower.turn();
		assertThat(this.node.trusted()).isNotNull();
	}

	@Test
	void ownAppendFromBeforeTheFirstTurnIsMet() {
		this.followed.invalidate("a");
		this.node.invalidate(List.of("b"), Mode.HARD).join();
		this.follower.turn();
		assertThat(this.history.newestOwn()).isZero();
		assertThat(this.history.token()).isEqualTo(this.history.position());
		assertThat(this.node.trusted()).isNotNull();
	}

}
