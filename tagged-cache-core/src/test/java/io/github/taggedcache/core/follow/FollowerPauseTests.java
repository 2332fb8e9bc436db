package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.github.taggedcache.core.history.JudgedEntry;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a follower pauses between two reads, and that a pause proves nothing.
 */
class FollowerPauseTests {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final FollowedLog followed = new FollowedLog();

	private final Node node = this.followed.node();

	private final long first = this.followed.invalidate("first");

	private final StepFollower follower = new StepFollower(this.node, PAUSE);

	@Test
	void logOfANewNodeIsReadWithoutAPause() {
		long newest = invalidate(900);
		for (int i = 0; i < 5; i++) {
			this.follower.turn();
			assertThat(this.follower.pause()).isZero();
		}
		assertThat(this.node.history().position()).isEqualTo(newest);
	}

	@Test
	void loneRecordIsFollowedByARead() {
		this.follower.turn();
		invalidate(1);
		this.follower.turn();
		assertThat(this.follower.pause()).isZero();
	}

	@Test
	void pauseFollowsABurst() {
		burst();
		assertThat(this.follower.pause()).isEqualTo(PAUSE);
	}

	@Test
	void usualPauseIsTakenWhereNoneIsGiven() {
		StepFollower usual = new StepFollower(this.node);
		usual.turn();
		for (int i = 0; i < 10; i++) {
			invalidate(1);
			usual.turn();
		}
		assertThat(usual.pause()).isEqualTo(FollowedLog.MAX_STALENESS.dividedBy(200));
	}

	@Test
	void oneReadAfterAPauseBringsAllRecordsOfThePause() {
		burst();
		this.followed.pass(PAUSE);
		long newest = invalidate(50);
		int reads = this.followed.log().waits().size();
		this.follower.turn();
		assertThat(this.node.history().position()).isEqualTo(newest);
		assertThat(this.followed.log().waits()).hasSize(reads + 1);
	}

	@Test
	void loneRecordAfterABurstIsFollowedByARead() {
		burst();
		this.followed.pass(PAUSE.multipliedBy(4));
		invalidate(1);
		this.follower.turn();
		assertThat(this.follower.pause()).isZero();
	}

	@Test
	void followerThatIsBehindDoesNotPause() {
		burst();
		invalidate(RecordApplier.BATCH);
		this.follower.turn();
		assertThat(this.follower.pause()).isZero();
	}

	@Test
	void pauseDoesNotDelayABeat() {
		burst();
		this.followed.pass(FollowedLog.BEAT.minusMillis(5));
		burstWithoutFirst();
		assertThat(this.follower.pause()).isEqualTo(Duration.ofMillis(5));
		this.followed.pass(Duration.ofMillis(5));
		assertThat(this.follower.pause()).isZero();
	}

	@Test
	void nothingIsProvenByAPause() {
		burst();
		this.followed.pass(FollowedLog.MAX_STALENESS);
		assertThat(this.node.trusted()).isNull();
	}

	@Test
	void invalidationDuringAPauseIsKnownAfterTheNextRead() {
		burst();
		this.followed.pass(PAUSE);
		this.followed.invalidate("late");
		assertThat(this.node.history().judge(JudgedEntry.of(this.first, "late"))).isNotEqualTo(Verdict.INVALID_BY_TAG);
		this.follower.turn();
		assertThat(this.node.history().judge(JudgedEntry.of(this.first, "late"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void ownInvalidationDuringAPauseIsKnownAtOnce() {
		burst();
		this.node.invalidate(List.of("own"), Mode.HARD).join();
		assertThat(this.node.history().judge(JudgedEntry.of(this.first, "own"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void connectionThatWasLostDuringAPauseIsNoticedByTheNextTurn() {
		burst();
		this.followed.log()
			.answerRead((answer) -> CompletableFuture.failedFuture(new StoreException("Connection lost", null)));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		assertThat(this.follower.pause()).isZero();
	}

	private void burst() {
		this.follower.turn();
		burstWithoutFirst();
	}

	private void burstWithoutFirst() {
		for (int i = 0; i < 10; i++) {
			invalidate(1);
			this.follower.turn();
		}
	}

	private long invalidate(int count) {
		return IntStream.range(0, count).mapToLong((i) -> this.followed.invalidate("burst")).max().orElseThrow();
	}

}
