package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.taggedcache.core.history.JudgedEntry;
import io.github.taggedcache.core.history.Records;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How a follower delivers, beats and fails, where nothing is lost for good.
 */
class FollowerTests {

	private final FollowedLog followed = new FollowedLog();

	private final WatchedLog log = this.followed.log();

	private final Node node = this.followed.node();

	private final TagHistory history = this.node.history();

	private final StepFollower follower = new StepFollower(this.node);

	private long first;

	@BeforeEach
	void beginBehindTheFirstRecord() {
		this.first = this.followed.invalidate("first");
		this.follower.turn();
	}

	@Test
	void nodeMustFollowTheLog() {
		assertThatIllegalStateException().isThrownBy(() -> new StepFollower(new Node(this.log, new Retention())));
	}

	@Test
	void recordsOfOthersAreApplied() {
		long version = this.followed.invalidate("a");
		this.follower.turn();
		assertThat(this.history.position()).isEqualTo(version);
		assertThat(this.history.judge(JudgedEntry.of(this.first, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
		assertThat(this.node.gaps()).isZero();
	}

	@Test
	void recordsThatWereReadTwiceAreAppliedOnce() {
		List<LogRecord> records = this.log.records();
		this.followed.invalidate("a");
		this.follower.turn();
		this.log.answerRead(records.toArray(LogRecord[]::new));
		this.follower.turn();
		assertThat(this.history.size()).isOne();
		assertThat(this.node.gaps()).isZero();
	}

	@Test
	void firstTurnProves() {
		assertThat(this.node.trusted()).isSameAs(this.history);
	}

	@Test
	void readWaitsUntilTheNextBeatIsDue() {
		this.follower.turn();
		this.followed.pass(Duration.ofMillis(100));
		this.follower.turn();
		this.followed.pass(Duration.ofSeconds(1));
		this.follower.turn();
		assertThat(this.log.waits()).containsExactly(0L, 400L, 300L, 0L);
	}

	@Test
	void readWaitsForLessWhileSomebodyReads() {
		this.node.trusted();
		this.followed.pass(FollowedLog.BEAT);
		this.follower.turn();
		this.follower.turn();
		assertThat(this.log.waits()).endsWith(250L);
	}

	@Test
	void nobodyWhoReadsAfterAPauseFindsAnOldProof() {
		for (int millis = 0; millis < 10_000; millis += 10) {
			this.followed.pass(Duration.ofMillis(10));
			this.follower.turn();
			assertThat(this.node.catchUp().lagNanos()).isLessThanOrEqualTo(FollowedLog.BEAT.toNanos());
		}
		assertThat(this.log.beats()).hasSizeBetween(24, 27);
	}

	@Test
	void beatsComeAtLeastThreeTimesInMaxStalenessWhileSomebodyReads() {
		this.log.beats().clear();
		for (int millis = 0; millis < 1000; millis += 10) {
			this.node.trusted();
			this.followed.pass(Duration.ofMillis(10));
			this.followed.invalidate("a");
			this.follower.turn();
		}
		assertThat(this.log.beats()).hasSizeBetween(3, 5);
	}

	@Test
	void oneBeatInTwoSecondsKeepsTheImplicitTagsInUse() {
		this.node.addRegion("articles");
		this.log.beats().clear();
		for (int millis = 0; millis < 10_000; millis += 50) {
			this.followed.pass(Duration.ofMillis(50));
			this.follower.turn();
		}
		assertThat(this.log.beats()).filteredOn((beat) -> !beat.implicitTags().isEmpty())
			.hasSizeBetween(4, 5)
			.allSatisfy((beat) -> assertThat(beat.implicitTags()).containsExactlyInAnyOrder("~", "~articles"));
	}

	@Test
	void beatNamesThePosition() {
		long position = this.followed.invalidate("a");
		this.follower.turn();
		beat();
		assertThat(this.log.beats()).last().satisfies((beat) -> assertThat(beat.position()).isEqualTo(position));
	}

	@Test
	void beatAtThePositionProvesWhatWasAppendedBeforeItWasSent() {
		this.followed.pass(FollowedLog.BEAT);
		this.log.answerBeat((answer) -> {
			this.followed.pass(Duration.ofMillis(30));
			return answer;
		});
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(Duration.ofMillis(30).toNanos());
	}

	@Test
	void readThatReturnsProvesNothing() {
		this.followed.pass(Duration.ofMillis(100));
		this.followed.invalidate("a");
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
	}

	@Test
	void historyIsTrustedNoMoreWhenBeatsHaveStopped() {
		this.followed.pass(FollowedLog.MAX_STALENESS);
		assertThat(this.node.trusted()).isNull();
	}

	@Test
	void beatAheadOfThePositionProvesNothingYet() {
		beatAheadOfThePosition();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void beatAheadOfThePositionProvesWhenItsRecordsAreApplied() {
		beatAheadOfThePosition();
		this.followed.pass(Duration.ofMillis(20));
		this.followed.invalidate("later");
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(Duration.ofMillis(20).toNanos());
	}

	@Test
	void beatAheadOfThePositionProvesNothingWhereNotAllOfItsRecordsCame() {
		this.log.beforeBeat(() -> this.followed.invalidate("a", "b"));
		this.followed.pass(FollowedLog.BEAT);
		this.log.answerBeat((answer) -> {
			this.followed.invalidate("c");
			return answer;
		});
		this.follower.turn();
		LogRecord record = this.log.records().get(1);
		this.log.answerRead((answer) -> CompletableFuture.completedFuture(List.of()));
		this.follower.turn();
		assertThat(this.history.position()).isLessThan(record.version());
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void beatAheadOfThePositionProvesNothingAfterAGap() {
		beatAheadOfThePosition();
		long ahead = this.log.records().get(1).version();
		this.log.answerRead(Records.unnamed(ahead, this.first, "other"));
		this.follower.turn();
		assertThat(this.history.position()).isEqualTo(ahead);
		this.followed.invalidate("b");
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void beatAheadOfThePositionProvesNothingOnceTheConnectionHasFailed() {
		beatAheadOfThePosition();
		failNextRead();
		this.follower.begin();
		this.log.answerBeat((answer) -> new CompletableFuture<>());
		this.follower.begin();
		assertThat(this.history.position()).isGreaterThan(this.first);
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void beatAheadOfThePositionProvesNothingWhileAnOwnAppendWasNotMet() {
		this.followed.pass(FollowedLog.BEAT);
		this.log.stopReplicating();
		this.log.beforeBeat(() -> {
			this.node.invalidate(List.of("mine"), Mode.HARD).join();
			this.log.failOver();
			this.followed.invalidate("ahead");
		});
		this.follower.turn();
		this.follower.turn();
		assertThat(this.history.position()).isEqualTo(newestRecord());
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void ownAppendThatWasNotMetIsAskedForOnce() {
		long own = ownAppendThatWasNotMet();
		beat();
		beat();
		List<List<Long>> asked = this.log.beats()
			.stream()
			.map((beat) -> beat.own().stream().map((append) -> append.version()).toList())
			.toList();
		assertThat(asked).containsExactly(List.of(), List.of(own), List.of());
		assertThat(this.node.catchUp().lagNanos()).isZero();
	}

	@Test
	void manyOwnAppendsThatWereNotMetAreAllAskedForBeforeTheProof() {
		for (int i = 0; i < 150; i++) {
			this.node.invalidate(List.of("mine:" + i), Mode.HARD).join();
		}
		this.followed.forgetLog();
		this.followed.invalidate("after");
		this.follower.turn();
		this.followed.pass(FollowedLog.BEAT);
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isZero();
		assertThat(this.log.beats()).extracting((beat) -> beat.own().size()).containsExactly(0, 100, 50);
	}

	@Test
	void recordThatDoesNotFollowThePositionIsAGap() {
		this.followed.invalidate("a");
		this.followed.forgetLog();
		long after = this.followed.invalidate("b");
		this.follower.turn();
		assertGapAt(after);
	}

	@Test
	void recordWithTooManyNamesIsAGap() {
		assertGapAt(wide());
	}

	@Test
	void recordOfAnUnknownKindIsAGap() {
		long version = this.followed.invalidate("a");
		this.log.answerRead(Records.unnamed(version, this.first, "other"));
		this.follower.turn();
		assertGapAt(version);
	}

	@Test
	void recordFromWhereTheClockWasMissingIsAGap() {
		this.followed.forgetClock();
		long version = this.followed.invalidate("a");
		this.follower.turn();
		assertGapAt(version);
	}

	@Test
	void clockThatNoRecordExplainsIsAGap() {
		this.followed.pass(FollowedLog.BEAT);
		this.followed.forgetClock();
		this.follower.turn();
		assertGapAt(this.log.observe(names()).join().clock());
	}

	@Test
	void storeThatForgotEverythingWhileTimeWentOnIsAGap() {
		this.followed.pass(FollowedLog.BEAT);
		this.followed.forgetAll();
		this.follower.turn();
		assertGapAt(this.log.observe(names()).join().clock());
	}

	@Test
	void recordsGoOnAfterAGap() {
		wide();
		long version = this.followed.invalidate("a");
		this.follower.turn();
		assertThat(this.history.position()).isEqualTo(version);
		assertThat(this.node.gaps()).isOne();
		assertThat(this.history.judge(JudgedEntry.of(version - 1, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void beatComesSoonAfterAGap() {
		wide();
		this.followed.pass(FollowedLog.BEAT.dividedBy(10));
		this.follower.turn();
		assertThat(this.node.catchUp().lagNanos()).isZero();
	}

	@Test
	void ownAppendThatAGapPassesOverIsAskedForByTheNextBeat() {
		this.followed.invalidate("a");
		this.followed.forgetLog();
		long own = this.node.invalidate(List.of("mine"), Mode.HARD).join().get(0).version();
		this.follower.turn();
		assertGapAt(own);
		assertThat(this.history.unmet(1)).isNotEmpty();
		beat();
		assertThat(this.history.unmet(1)).isEmpty();
		assertThat(this.node.repairs()).isZero();
	}

	@Test
	void gapEmptiesNoNearCache() {
		this.node.onRepair(() -> {
			throw new AssertionError("Nothing was lost");
		});
		assertGapAt(wide());
	}

	@Test
	void gapWithoutAnswerLeavesThePositionAndIsMadeLater() {
		this.log.beforeObserve(() -> {
			throw new StoreException("Out of reach", null);
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this::wide);
		assertThat(this.history.position()).isEqualTo(this.first);
		this.follower.turn();
		assertThat(this.history.floor()).isEqualTo(newestRecord());
	}

	@Test
	void failedReadClosesTheConnectionAndTheNextTurnMakesAnotherOne() {
		failNextRead();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		assertThat(this.log.closed()).isOne();
		long version = this.followed.invalidate("a");
		this.follower.turn();
		assertThat(this.log.connected()).isEqualTo(2);
		assertThat(this.history.position()).isEqualTo(version);
	}

	@Test
	void failedBeatClosesTheConnectionAndProvesNothing() {
		this.followed.pass(FollowedLog.BEAT);
		this.log.answerBeat((answer) -> CompletableFuture.failedFuture(new StoreException("Timed out", null)));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		assertThat(this.log.closed()).isOne();
		assertThat(this.node.catchUp().lagNanos()).isEqualTo(FollowedLog.BEAT.toNanos());
	}

	@Test
	void newConnectionBeatsAtOnce() {
		failNextRead();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		this.log.beats().clear();
		this.follower.turn();
		assertThat(this.log.beats()).hasSize(1);
	}

	@Test
	void failedConnectIsTriedAgain() {
		failNextRead();
		this.log.answerConnect((answer) -> CompletableFuture.failedFuture(new StoreException("Refused", null)));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.follower::turn);
		this.follower.turn();
		assertThat(this.log.connected()).isEqualTo(3);
	}

	@Test
	void connectionIsKept() {
		beat();
		beat();
		assertThat(this.log.connected()).isOne();
		assertThat(this.log.closed()).isZero();
	}

	@Test
	void connectionThatIsThereAfterTheEndIsClosed() {
		CompletableFuture<LogConnection> slow = new CompletableFuture<>();
		CompletableFuture<LogConnection> made = this.log.connect();
		this.log.answerConnect((answer) -> slow);
		Follower late = this.followed.node().newFollower(Runnable::run);
		CompletableFuture<Void> turn = late.turn();
		late.close();
		slow.complete(made.join());
		assertThat(turn).isDone();
		assertThat(this.log.closed()).isOne();
	}

	@Test
	void closedFollowerLeavesNoConnection() {
		Follower closed = this.followed.node().newFollower(Runnable::run);
		closed.close();
		assertThat(closed.turn()).isCompletedExceptionally();
		assertThat(this.log.connected() - this.log.closed()).isOne();
	}

	@Test
	void nextFollowerOfANodeGoesOnWhereTheOneBeforeStopped() {
		long version = this.followed.invalidate("a");
		StepFollower next = new StepFollower(this.node);
		next.turn();
		assertThat(this.history.floor()).isEqualTo(this.first);
		assertThat(this.history.position()).isEqualTo(version);
		assertThat(this.node.gaps()).isZero();
	}

	private void beat() {
		this.followed.pass(FollowedLog.BEAT);
		this.follower.turn();
	}

	private void beatAheadOfThePosition() {
		this.log.beforeBeat(() -> this.followed.invalidate("ahead"));
		beat();
	}

	private long wide() {
		long version = this.followed.invalidateUnnamed();
		this.follower.turn();
		return version;
	}

	/**
	 * An append of this node whose record was cut from the log before it was read.
	 */
	private long ownAppendThatWasNotMet() {
		long own = this.node.invalidate(List.of("mine"), Mode.HARD).join().get(0).version();
		this.followed.forgetLog();
		this.followed.invalidate("after");
		this.follower.turn();
		return own;
	}

	private void failNextRead() {
		this.log.answerRead((answer) -> CompletableFuture.failedFuture(new StoreException("Connection lost", null)));
	}

	private long newestRecord() {
		List<LogRecord> records = this.log.records();
		return records.get(records.size() - 1).version();
	}

	private void assertGapAt(long clock) {
		assertThat(this.history.position()).isEqualTo(clock);
		assertThat(this.history.floor()).isEqualTo(clock);
		assertThat(this.node.gaps()).isOne();
		assertThat(this.node.repairs()).isZero();
		assertThat(this.followed.repairs()).isEmpty();
	}

	private static ObservedNames names() {
		return new ObservedNames(List.of(), List.of(), 0, false);
	}

}
