package io.github.taggedcache.store;

import java.util.List;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.OwnAppend;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node that follows the log is told about itself, and how it mends what was lost.
 */
interface BeatContract {

	EntryKey KEY = StoreFixture.key("beat");

	StoreFixture store();

	static Beat beat(OwnAppend... own) {
		return new Beat("node-1", List.of(own), List.of(TagName.NAMESPACE, TagName.ofRegion("articles")));
	}

	private static OwnAppend own(long version, String... tags) {
		return new OwnAppend(version, Mode.HARD, List.of(tags));
	}

	private static OwnAppend ownSoft(long version, String... tags) {
		return new OwnAppend(version, Mode.SOFT, List.of(tags));
	}

	private BeatResult ask(Beat beat) {
		try (LogConnection connection = Futures.await(store().log().connect())) {
			return Futures.await(connection.beat(beat));
		}
	}

	private boolean isLost(OwnAppend... own) {
		return ask(beat(own)).isOwnLost();
	}

	private void loseLog() {
		store().forgetLog();
	}

	private void lose(String tag) {
		store().forgetTag(tag);
	}

	@Test
	default void beatTellsTheClockAndTheNewestRecord() {
		store().invalidate("a");
		long version = store().invalidate("b").version();
		assertThat(ask(beat())).isEqualTo(new BeatResult(version, version, false));
	}

	@Test
	default void beatAtThePositionTellsTheClock() {
		long position = store().invalidate("a").version();
		Beat beat = new Beat("node-1", List.of(), List.of(TagName.NAMESPACE), position);
		assertThat(ask(beat).clock()).isEqualTo(position);
		long version = store().invalidate("b").version();
		assertThat(ask(beat)).isEqualTo(new BeatResult(version, version, false));
	}

	@Test
	default void beatAtThePositionMakesALostClock() {
		long position = store().invalidate("a").version();
		store().forgetClock();
		assertThat(ask(new Beat("node-1", List.of(), List.of(), position)).clock()).isGreaterThanOrEqualTo(position);
	}

	@Test
	default void beatOfAnEmptyStoreMakesTheClock() {
		long before = store().serverMicros();
		BeatResult result = ask(beat());
		assertThat(result.clock()).isGreaterThanOrEqualTo(before);
		assertThat(result.last()).isZero();
		assertThat(store().clock()).isEqualTo(result.clock());
	}

	@Test
	default void beatMakesALostClockNotBelowTheLog() {
		store().setTimeBack();
		long version = store().invalidate("a").version();
		store().forgetClock();
		assertThat(ask(beat())).isEqualTo(new BeatResult(version, version, false));
	}

	@Test
	default void beatDoesNotMoveTheClock() {
		long clock = store().clock();
		ask(beat());
		assertThat(ask(beat()).clock()).isEqualTo(clock);
	}

	@Test
	default void lostLogHasNoNewestRecord() {
		long version = store().invalidate("a").version();
		loseLog();
		assertThat(ask(beat())).isEqualTo(new BeatResult(version, 0, false));
	}

	@Test
	default void beatRegistersNoTag() {
		long clock = store().clock();
		ask(beat());
		long version = store().invalidate("a").version();
		assertThat(store().version(TagName.NAMESPACE).hard()).isEqualTo(version).isGreaterThan(clock);
	}

	@Test
	default void appendIsHeldWhileItsRecordIsThere() {
		long tag = store().invalidate("a").version();
		long soft = store().softInvalidate("b").version();
		long key = store().keyEvent(KEY).version();
		lose("a");
		lose("b");
		store().forgetBucket(KEY);
		assertThat(isLost(own(tag, "a"), ownSoft(soft, "b"), own(key))).isFalse();
	}

	@Test
	default void tagsAreHeldWithoutTheRecordWhileEachOfThemIsAsNew() {
		long version = store().invalidate("a", "b", "c").version();
		store().invalidate("b");
		loseLog();
		assertThat(isLost(own(version, "a", "b", "c"))).isFalse();
	}

	@Test
	default void tagsAreLostWhereNeitherTheRecordIsThereNorATagAsNew() {
		long version = store().invalidate("a", "b").version();
		store().invalidate("a");
		loseLog();
		assertThat(isLost(own(version, "a", "b"))).isFalse();
		assertThat(isLost(own(version + 1, "a", "b"))).isTrue();
	}

	@Test
	default void missingTagCountsAsHeld() {
		long version = store().invalidate("a", "b").version();
		loseLog();
		lose("a");
		assertThat(isLost(own(version, "a", "b"))).isFalse();
	}

	@Test
	default void softInvalidationIsHeldByASoftOrAHardVersion() {
		long a = store().softInvalidate("a").version();
		long b = store().softInvalidate("b").version();
		store().invalidate("b");
		loseLog();
		assertThat(isLost(ownSoft(a, "a"), ownSoft(b, "b"))).isFalse();
	}

	@Test
	default void hardInvalidationIsNotHeldByASoftVersion() {
		long version = store().invalidate("a").version();
		long soft = store().softInvalidate("a").version();
		loseLog();
		assertThat(isLost(own(version, "a"))).isFalse();
		assertThat(isLost(own(soft, "a"))).isTrue();
	}

	@Test
	default void softInvalidationIsLostWhereBothVersionsAreOlder() {
		long version = store().softInvalidate("a").version();
		loseLog();
		assertThat(isLost(ownSoft(version + 1, "a"))).isTrue();
	}

	@Test
	default void nobodyCanTellOfAKeyEventWhoseRecordWentWithTheLog() {
		long version = store().keyEvent(KEY).version();
		long later = store().keyEvent(KEY).version();
		loseLog();
		assertThat(ask(beat(own(version)))).isEqualTo(new BeatResult(later, 0, false, List.of(version)));
	}

	@Test
	default void nobodyCanTellOfAKeyEventBeforeTheOldestRecord() {
		long version = store().keyEvent(KEY).version();
		store().keyEvent(KEY);
		loseLog();
		long later = store().keyEvent(KEY).version();
		assertThat(ask(beat(own(version)))).isEqualTo(new BeatResult(later, later, false, List.of(version)));
	}

	@Test
	default void keyEventIsLostWhereTheLogPassesOverIt() {
		long before = store().keyEvent(KEY).version();
		store().invalidateKnowing(before + 1_000_000, "a");
		assertThat(isLost(own(before + 1))).isTrue();
	}

	/**
	 * Nodes that follow the log never learn of the invalidation, although the store takes
	 * entries with these tags for old.
	 */
	@Test
	default void tagsAreLostWhereTheLogPassesOverThem() {
		long before = store().invalidate("newer").version();
		store().invalidateKnowing(before + 1_000_000, "newer");
		store().version("registered later");
		for (String tag : List.of("newer", "registered later", "missing")) {
			assertThat(isLost(own(before + 1, tag))).as(tag).isTrue();
		}
	}

	@Test
	default void keyEventAboveTheClockIsLost() {
		long version = store().keyEvent(KEY).version();
		loseLog();
		assertThat(isLost(own(version + 1))).isTrue();
	}

	@Test
	default void recordOfAnotherNodeDoesNotHoldAKeyEvent() {
		long version = store().keyEvent(KEY).version();
		assertThat(ask(new Beat("node-2", List.of(own(version)), List.of())).isOwnLost()).isTrue();
	}

	@Test
	default void recordOfAnotherNodeDoesNotHoldAnInvalidationOfOtherTags() {
		store().version("b");
		long version = store().invalidate("a").version();
		assertThat(ask(new Beat("node-2", List.of(own(version, "b")), List.of())).isOwnLost()).isTrue();
	}

	/**
	 * As a repair does, which one node makes for all.
	 */
	@Test
	default void recordOfAnotherNodeHoldsAnInvalidationOfItsTags() {
		long version = store().invalidate("a").version();
		store().invalidate("b");
		assertThat(ask(new Beat("node-2", List.of(own(version, "a")), List.of())).isOwnLost()).isFalse();
	}

	@Test
	default void oneLostAppendAmongManyIsFound() {
		long first = store().invalidate("a").version();
		long second = store().invalidate("b").version();
		assertThat(isLost(own(first, "a"), own(second + 1), own(second, "b"))).isTrue();
	}

	@Test
	default void manyOwnAppendsOfManyTagsAreLookedAt() {
		String[] tags = IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new);
		long version = store().invalidate(tags).version();
		loseLog();
		OwnAppend held = own(version, tags);
		assertThat(isLost(held, held, held)).isFalse();
		lose("999");
		store().version("999");
		OwnAppend lost = own(version + 1, "999");
		assertThat(isLost(held, held, lost)).isTrue();
	}

	@Test
	default void repairIsAnAppendUnlessTheTagIsNewer() {
		long known = store().invalidate("a").version();
		Appended repaired = repair(known);
		assertThat(repaired.isDone()).isTrue();
		assertThat(store().version(TagName.NAMESPACE).hard()).isEqualTo(repaired.version()).isGreaterThan(known);
	}

	@Test
	default void secondRepairOfTheSameLossIsRefused() {
		long known = store().invalidate("a").version();
		long version = repair(known).version();
		assertThat(repair(known)).isEqualTo(new Appended(0, version, List.of(version)));
		assertThat(store().clock()).isEqualTo(version);
	}

	@Test
	default void repairOfALaterLossIsDone() {
		long version = repair(store().clock()).version();
		Appended later = repair(version);
		assertThat(later.isDone()).isTrue();
		assertThat(later.before()).containsExactly(version);
	}

	@Test
	default void repairIsAboveWhatTheNodeKnows() {
		long known = store().clock() + 1_000_000_000L;
		assertThat(repair(known).version()).isEqualTo(known + 1);
	}

	@Test
	default void tagThatWasLostDoesNotForbidARepair() {
		store().invalidate("a");
		Appended repaired = repair(0);
		assertThat(repaired.isDone()).isTrue();
		assertThat(repaired.before()).containsExactly(0L);
	}

	@Test
	default void softVersionDoesNotForbidARepair() {
		long hard = store().invalidate(TagName.NAMESPACE).version();
		store().softInvalidate(TagName.NAMESPACE);
		assertThat(repair(hard).isDone()).isTrue();
	}

	@Test
	default void oneNewerTagForbidsAllOfAConditionalAppend() {
		long b = store().invalidate("b").version();
		long a = store().invalidate("a").version();
		Appended refused = store()
			.append(new Append(List.of("a", "b"), List.of(), Mode.HARD, 0, StoreFixture.HOUR, b, "node-1"));
		assertThat(refused).isEqualTo(new Appended(0, a, List.of(a)));
		assertThat(store().version("b").hard()).isEqualTo(b);
	}

	@Test
	default void refusedRepairMakesNoClock() {
		long version = repair(0).version();
		store().forgetClock();
		assertThat(repair(0)).isEqualTo(new Appended(0, 0, List.of(version)));
	}

	private Appended repair(long known) {
		return store().append(new Append(List.of(TagName.NAMESPACE), List.of(), Mode.HARD, known, StoreFixture.HOUR,
				known, "node-1"));
	}

}
