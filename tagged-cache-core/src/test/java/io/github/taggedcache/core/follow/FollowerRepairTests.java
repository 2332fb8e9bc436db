package io.github.taggedcache.core.follow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.history.JudgedEntry;
import io.github.taggedcache.core.history.Records;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.judge.Claim;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a follower finds that the store went back, and what it does then.
 */
class FollowerRepairTests {

	private final FollowedLog followed = new FollowedLog();

	private final WatchedLog log = this.followed.log();

	private final MemoryStore replica = this.followed.replica();

	private final Node node = this.followed.node();

	private final TagHistory history = this.node.history();

	private final StepFollower follower = new StepFollower(this.node);

	private int emptied;

	private long first;

	@BeforeEach
	void beginBehindTheFirstRecords() {
		this.first = this.followed.invalidate("a");
		this.followed.invalidate("b");
		this.node.onRepair(() -> this.emptied++);
		this.follower.turn();
	}

	@Test
	void recordThatFollowsOneBeforeThePositionMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.followed.invalidate("lost");
		this.follower.turn();
		this.log.failOver();
		// One more, so that the clock is not behind
		this.followed.invalidate("c");
		this.follower.turn();
		assertRepaired();
	}

	@Test
	void clockBelowThePositionMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.followed.invalidate("lost");
		this.follower.turn();
		this.log.failOver();
		beat();
		assertRepaired();
	}

	@Test
	void clockBelowWhatTheNodeHasMetMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.followed.invalidate("lost");
		this.node.observe(List.of("b"), List.of(), false).join();
		this.log.failOver();
		beat();
		assertRepaired();
	}

	@Test
	void clockBelowWhatTheNodeHasMetIsFoundInAGapAsWell() {
		meet(this.history.position() + 10);
		long position = this.history.position();
		this.log.answerRead(Records.unnamed(position + 1, position, "other"));
		this.follower.turn();
		assertRepaired();
	}

	@Test
	void olderVersionOfATagMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		long lost = this.followed.invalidate("a");
		append(this.replica, Mode.HARD, "b");
		this.follower.turn();
		this.log.failOver();
		this.log.answerRead(Records.unnamed(lost + 1, lost, "other"));
		this.follower.turn();
		assertRepaired();
	}

	@Test
	void olderSoftVersionOfATagMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		long lost = append(this.log, Mode.SOFT, "a");
		append(this.replica, Mode.SOFT, "b");
		this.follower.turn();
		this.log.failOver();
		this.log.answerRead(Records.unnamed(lost + 1, lost, "other"));
		this.follower.turn();
		assertRepaired();
	}

	@Test
	void ownInvalidationThatIsGoneMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.node.invalidate(List.of("a"), Mode.HARD).join();
		append(this.replica, Mode.HARD, "b");
		this.log.failOver();
		beat();
		assertRepaired();
	}

	/**
	 * The read shows the record, the answer about the gap is the new master's.
	 */
	@Test
	void ownKeyEventThatIsLostWhileAGapIsLookedIntoMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.node.keyEvents(List.of(JudgedEntry.KEY)).join();
		LogRecord own = this.log.records().get(this.log.records().size() - 1);
		long position = this.history.position();
		this.log.answerRead(Records.unnamed(position + 1, position, "other"), own);
		this.log.beforeObserve(() -> {
			this.log.failOver();
			this.followed.pass(FollowedLog.BEAT);
			this.followed.invalidate("c");
		});
		this.follower.turn();
		beat();
		assertThat(this.node.repairs()).isOne();
		assertThat(this.emptied).isOne();
	}

	@Test
	void ownKeyEventThatTheLogNoLongerShowsIsMadeAgain() {
		long version = this.node.keyEvents(List.of(JudgedEntry.KEY)).join().get(0).version();
		this.followed.forgetLog();
		this.follower.turn();
		beat();
		beat();
		assertThat(this.node.repairs()).isZero();
		assertThat(this.emptied).isZero();
		assertThat(this.log.records()).singleElement().satisfies((record) -> {
			assertThat(record.version()).isGreaterThan(version);
			assertThat(record.keys()).containsExactly(JudgedEntry.KEY);
		});
	}

	@Test
	void keyEventOfANewMasterCountsWhereTheNodeKnowsOthersUpToThere() {
		this.log.stopReplicating();
		EntryKey lost = EntryKey.of(JudgedEntry.KEY.region(), "lost");
		this.node.keyEvents(List.of(lost)).join();
		this.node.keyEvents(List.of(lost)).join();
		this.log.failOver();
		long event = new Node(this.log, new Retention()).keyEvents(List.of(JudgedEntry.KEY)).join().get(0).version();
		assertThat(event).isGreaterThan(this.history.position()).isLessThan(this.history.token());
		assertThat(this.node.observe(List.of(), List.of(JudgedEntry.KEY), false).join().keyEvents())
			.containsEntry(JudgedEntry.KEY, event);
	}

	@Test
	void nodeIsCaughtUpAfterItMadeAKeyEventAgain() {
		this.node.keyEvents(List.of(JudgedEntry.KEY)).join();
		this.followed.forgetLog();
		for (int i = 0; i < 4; i++) {
			this.follower.turn();
			beat();
		}
		assertThat(this.node.trusted()).isNotNull();
		assertThat(this.history.unmet(1)).isEmpty();
	}

	@Test
	void ownKeyEventThatIsGoneMeansThatTheStoreWentBack() {
		this.log.stopReplicating();
		this.node.keyEvents(List.of(JudgedEntry.KEY)).join();
		this.replica.append(new Append(List.of(), List.of(JudgedEntry.KEY), Mode.HARD, 0, 0, Append.ALWAYS, "other"))
			.join();
		this.log.failOver();
		beat();
		assertRepaired();
	}

	@Test
	void storeThatForgotEverythingAndWhoseTimeIsBehindWentBack() {
		this.followed.forgetAll();
		meet(this.history.position() + FollowedLog.BEAT.toNanos());
		beat();
		assertRepaired();
	}

	@Test
	void nothingThatWasKnownIsValidAfterARepair() {
		long known = this.history.position();
		this.log.stopReplicating();
		this.followed.invalidate("lost");
		this.follower.turn();
		this.log.failOver();
		beat();
		assertThat(this.history.judge(JudgedEntry.of(known, TagName.NAMESPACE, "x"))).isIn(Verdict.INVALID_BY_TAG,
				Verdict.UNKNOWN);
		ObservedVersions seen = new ObservedVersions(
				this.node.observe(List.of(TagName.NAMESPACE, "x"), List.of(JudgedEntry.KEY), false).join());
		assertThat(seen.judge(Claim.underToken(JudgedEntry.KEY, List.of(TagName.NAMESPACE), known)))
			.isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void repairIsKnownAboveWhatWasLost() {
		this.log.stopReplicating();
		long lost = this.followed.invalidate("lost");
		this.follower.turn();
		this.log.failOver();
		beat();
		assertThat(this.followed.repairs().get(0).version()).isGreaterThan(lost);
		assertThat(this.history.floor()).isGreaterThan(lost);
	}

	@Test
	void nodeIsProvenAgainAfterARepair() {
		this.log.stopReplicating();
		this.node.invalidate(List.of("a"), Mode.HARD).join();
		this.log.failOver();
		beat();
		beat();
		assertThat(this.node.catchUp().lagNanos()).isZero();
		assertThat(this.node.repairs()).isOne();
	}

	@Test
	void repairThatIsLostAsWellIsMadeAgain() {
		goBack();
		this.follower.turn();
		LogRecord repair = this.followed.repairs().get(0);
		this.log.answerBeat((answer) -> CompletableFuture
			.completedFuture(new BeatResult(repair.version(), repair.version(), true)));
		beat();
		assertThat(this.followed.repairs()).hasSize(2);
		assertThat(this.node.repairs()).isEqualTo(2);
	}

	@Test
	void repairIsAskedForAsAnOwnAppend() {
		goBack();
		this.follower.turn();
		beat();
		assertThat(this.log.beats().get(this.log.beats().size() - 1).own()).extracting((own) -> own.tags())
			.contains(List.of(TagName.NAMESPACE));
	}

	@Test
	void repairOfAnotherNodeServesWhereItIsNewerThanEverythingDoneAndApplied() {
		goBack();
		append(this.log, Mode.HARD, TagName.NAMESPACE);
		this.follower.turn();
		assertThat(this.followed.repairs()).hasSize(1);
		assertRepaired();
	}

	@Test
	void repairOfAnotherNodeDoesNotServeWhereOwnAppendsAreNewer() {
		goBack();
		append(this.log, Mode.HARD, TagName.NAMESPACE);
		this.node.invalidate(List.of("a"), Mode.HARD).join();
		this.follower.turn();
		assertThat(this.followed.repairs()).hasSize(2);
	}

	@Test
	void repairIsMadeWhereTheClockIsMissing() {
		goBack();
		append(this.log, Mode.HARD, TagName.NAMESPACE);
		this.log.beforeAppend(this.followed::forgetClock);
		this.follower.turn();
		assertThat(this.followed.repairs()).hasSize(2);
		assertThat(this.history.floor()).isEqualTo(this.followed.repairs().get(1).version());
	}

	@Test
	void lossIsRepairedOnceByThreeNodes() {
		List<Node> nodes = List.of(this.followed.node(), this.followed.node(), this.followed.node());
		List<StepFollower> followers = nodes.stream().map(StepFollower::new).toList();
		followers.forEach(StepFollower::turn);
		this.log.stopReplicating();
		nodes.get(0).invalidate(List.of("a"), Mode.HARD).join();
		nodes.get(1).invalidate(List.of("b"), Mode.HARD).join();
		followers.forEach(StepFollower::turn);
		this.log.failOver();
		for (int i = 0; i < 3; i++) {
			this.followed.pass(FollowedLog.BEAT);
			followers.forEach(StepFollower::turn);
		}
		assertThat(this.followed.repairs()).hasSize(1);
		long repair = this.followed.repairs().get(0).version();
		assertThat(nodes).allSatisfy((each) -> {
			assertThat(each.repairs()).isOne();
			assertThat(each.history().floor()).isGreaterThanOrEqualTo(repair);
			assertThat(each.catchUp().lagNanos()).isZero();
		});
	}

	/**
	 * Has the next read show a record of another timeline.
	 */
	private void goBack() {
		long position = this.history.position();
		this.log.answerRead(Records.hard(position + 1, this.first, "x"));
	}

	/**
	 * Has the node meet a version in an answer of the store.
	 */
	private void meet(long version) {
		this.log.answerObserve((answer) -> answer.thenApply((seen) -> new Observation(version, Map.of(), Map.of())));
		this.node.observe(List.of(), List.of(), false).join();
	}

	private void beat() {
		this.followed.pass(FollowedLog.BEAT);
		this.follower.turn();
	}

	private static long append(InvalidationLog log, Mode mode, String tag) {
		return log.append(new Append(List.of(tag), List.of(), mode, 0, 0, Append.ALWAYS, "other")).join().version();
	}

	private void assertRepaired() {
		assertThat(this.node.repairs()).isOne();
		assertThat(this.node.gaps()).isOne();
		assertThat(this.emptied).isOne();
		assertThat(this.followed.repairs()).hasSize(1);
		assertThat(this.history.floor()).isGreaterThanOrEqualTo(this.followed.repairs().get(0).version());
	}

}
