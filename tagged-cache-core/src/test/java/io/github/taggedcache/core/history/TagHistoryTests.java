package io.github.taggedcache.core.history;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Verdicts of a history: what it makes of records and of gaps.
 */
class TagHistoryTests {

	private static final EntryKey KEY = JudgedEntry.KEY;

	private final TagHistory history = new TagHistory(Records.ME, 3, 1_000_000);

	@BeforeEach
	void beginAtTen() {
		this.history.gap(10);
	}

	@Test
	void windowWithoutRoomIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TagHistory(Records.ME, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new TagHistory(Records.ME, 1, 0));
	}

	@Test
	void entryIsValidWhereNothingHappenedToItsTags() {
		this.history.apply(Records.hard(20, 10, "b"));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.VALID);
	}

	@Test
	void entryIsInvalidWhereItsTagHasANewerVersion() {
		this.history.apply(Records.hard(20, 10, "b"));
		assertThat(this.history.judge(JudgedEntry.of(19, "a", "b"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void entryIsValidFromTheVersionOfItsTagOn() {
		this.history.apply(Records.hard(20, 10, "b"));
		this.history.apply(Records.hard(30, 20, "c"));
		assertThat(this.history.judge(JudgedEntry.of(20, "b"))).isEqualTo(Verdict.VALID);
	}

	@Test
	void softVersionMakesAnEntryStale() {
		this.history.apply(Records.soft(20, 10, "a"));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.STALE);
	}

	@Test
	void hardVersionWinsOverSoftOne() {
		this.history.apply(Records.soft(20, 10, "a"));
		this.history.apply(Records.hard(30, 20, "b"));
		assertThat(this.history.judge(JudgedEntry.of(10, "a", "b"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void keyEventMakesAnEntryInvalid() {
		this.history.apply(Records.keyEvent(20, 10, KEY));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void keyEventOfAnotherKeyMeansNothing() {
		this.history.apply(Records.keyEvent(20, 10, EntryKey.of("articles", "2"), EntryKey.of("authors", "1")));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.VALID);
	}

	@Test
	void keyEventsAreJudgedAgainstWritten() {
		this.history.apply(Records.keyEvent(20, 10, KEY));
		assertThat(this.history.judge(new JudgedEntry(10, 20, List.of("a")))).isEqualTo(Verdict.VALID);
		assertThat(this.history.judge(new JudgedEntry(20, 10, List.of("a")))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void tagsAreJudgedAgainstAsOf() {
		this.history.apply(Records.hard(20, 10, "a"));
		assertThat(this.history.judge(new JudgedEntry(20, 10, List.of("a")))).isEqualTo(Verdict.VALID);
		assertThat(this.history.judge(new JudgedEntry(10, 20, List.of("a")))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void nothingIsKnownBelowTheFloor() {
		this.history.apply(Records.hard(20, 10, "b"));
		assertThat(this.history.judge(JudgedEntry.of(9, "a"))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.judge(new JudgedEntry(9, 20, List.of("a")))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.judge(new JudgedEntry(20, 9, List.of("a")))).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void newerVersionIsKnownAlsoBelowTheFloor() {
		this.history.apply(Records.hard(20, 10, "a"));
		assertThat(this.history.judge(JudgedEntry.of(9, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void newerKeyEventIsKnownAlsoBelowTheFloor() {
		this.history.apply(Records.keyEvent(20, 10, KEY));
		assertThat(this.history.judge(JudgedEntry.of(9, "a"))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void staleIsNotKnownBelowTheFloor() {
		this.history.apply(Records.soft(20, 10, "a"));
		assertThat(this.history.judge(JudgedEntry.of(9, "a"))).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void entryThatNothingIsNewerThanIsNotLookedUp() {
		JudgedEntry entry = JudgedEntry.of(10, "a");
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
		assertThat(entry.looks()).isZero();
	}

	@Test
	void entryWithOtherTagsIsNotLookedUp() {
		this.history.apply(Records.hard(20, 10, "b"));
		JudgedEntry entry = JudgedEntry.of(10, "a");
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
		assertThat(entry.looks()).isZero();
	}

	@Test
	void entryThatSeemsToHaveTheTagIsLookedUpOnceForEachRecord() {
		this.history.apply(Records.hard(20, 10, "b"));
		JudgedEntry entry = JudgedEntry.colliding("b", 10, 10, List.of("a"));
		this.history.judge(entry);
		this.history.judge(entry);
		assertThat(entry.looks()).isOne();
		this.history.apply(Records.hard(30, 20, "b"));
		this.history.judge(entry);
		assertThat(entry.looks()).isEqualTo(2);
	}

	@Test
	void validEntryIsConfirmedUpToThePosition() {
		this.history.apply(Records.hard(20, 10, "b"));
		JudgedEntry entry = JudgedEntry.of(10, "a");
		this.history.judge(entry);
		assertThat(entry.confirmed()).isEqualTo(20);
	}

	@Test
	void entryIsNotConfirmedUpToOwnVersionsBeyondThePosition() {
		this.history.learnOwn(Records.append(Mode.HARD, "b"), Records.appended(30, 20));
		JudgedEntry entry = new JudgedEntry(10, 11, List.of("a"));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
		assertThat(entry.confirmed()).isEqualTo(10);
		this.history.apply(Records.hard(20, 10, "a"));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void confirmationBeyondThePositionIsKept() {
		this.history.learnOwn(Records.append(Mode.HARD, "b"), Records.appended(60, 50));
		JudgedEntry entry = JudgedEntry.of(10, "a");
		entry.confirm(50);
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
		assertThat(entry.confirmed()).isEqualTo(50);
	}

	@Test
	void confirmationStandsForAsOfAndWritten() {
		JudgedEntry entry = JudgedEntry.of(5, "a");
		entry.confirm(40);
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.apply(Records.keyEvent(30, 20, KEY));
		this.history.apply(Records.hard(50, 30, "b"));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
	}

	@Test
	void staleEntryIsNeverConfirmed() {
		this.history.apply(Records.soft(20, 10, "a"));
		JudgedEntry entry = JudgedEntry.of(10, "a");
		this.history.judge(entry);
		assertThat(entry.confirmed()).isEqualTo(10);
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.STALE);
	}

	@Test
	void invalidEntryIsNeverConfirmed() {
		this.history.apply(Records.hard(20, 10, "a"));
		JudgedEntry entry = JudgedEntry.of(10, "a");
		this.history.judge(entry);
		assertThat(entry.confirmed()).isEqualTo(10);
	}

	@Test
	void unknownEntryIsNeverConfirmed() {
		this.history.apply(Records.hard(20, 10, "b"));
		JudgedEntry entry = JudgedEntry.of(9, "a");
		this.history.judge(entry);
		assertThat(entry.confirmed()).isEqualTo(9);
	}

	@Test
	void appliedRecordMovesPositionAndToken() {
		this.history.apply(Records.hard(20, 10, "a"));
		assertThat(this.history.position()).isEqualTo(20);
		assertThat(this.history.token()).isEqualTo(20);
		assertThat(this.history.floor()).isEqualTo(10);
	}

	@Test
	void gapMovesFloorPositionAndToken() {
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.gap(50);
		assertThat(this.history.floor()).isEqualTo(50);
		assertThat(this.history.position()).isEqualTo(50);
		assertThat(this.history.token()).isEqualTo(50);
	}

	@Test
	void entriesFromBeforeAGapAreUnknown() {
		JudgedEntry entry = JudgedEntry.of(10, "a");
		this.history.judge(entry);
		this.history.gap(50);
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void gapForgetsWhatIsNotAboveIt() {
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.apply(Records.keyEvent(30, 20, KEY));
		this.history.gap(50);
		assertThat(this.history.objects()).isZero();
		assertThat(this.history.bytes()).isZero();
	}

	@Test
	void gapKeepsNewerOwnVersions() {
		this.history.learnOwn(Records.append(Mode.HARD, "a"), Records.appended(60, 55));
		this.history.learnOwn(Records.append(KEY), Records.appended(70, 60));
		this.history.gap(50);
		assertThat(this.history.judge(new JudgedEntry(50, 70, List.of("a")))).isEqualTo(Verdict.INVALID_BY_TAG);
		assertThat(this.history.judge(new JudgedEntry(60, 60, List.of("a")))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void gapNeverGoesBack() {
		this.history.gap(50);
		assertThatIllegalArgumentException().isThrownBy(() -> this.history.gap(49))
			.withMessageContaining("49 after 50");
	}

	@Test
	void droppingTheOldestRecordRaisesTheFloor() {
		fillWindow();
		this.history.apply(Records.hard(50, 40, "e"));
		assertThat(this.history.floor()).isEqualTo(20);
		assertThat(this.history.size()).isEqualTo(3);
		assertThat(this.history.judge(JudgedEntry.of(19, "b"))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.judge(JudgedEntry.of(20, "b"))).isEqualTo(Verdict.VALID);
	}

	@Test
	void recordsAreDroppedForTheirBytesAsWell() {
		TagHistory small = new TagHistory(Records.ME, 1000, 1000);
		small.gap(10);
		for (int i = 0; i < 10; i++) {
			small.apply(Records.hard(20 + i, (i > 0) ? 19 + i : 10, "tag:" + i));
		}
		assertThat(small.size()).isBetween(1, 5);
		assertThat(small.bytes()).isBetween(1L, 1000L);
		assertThat(small.floor()).isEqualTo(29 - small.size());
	}

	@Test
	void recordThatDoesNotFitAloneIsUnknownAtOnce() {
		TagHistory small = new TagHistory(Records.ME, 1000, 1000);
		small.gap(10);
		small.apply(Records.hard(20, 10, "x".repeat(1000)));
		assertThat(small.size()).isZero();
		assertThat(small.floor()).isEqualTo(20);
		assertThat(small.position()).isEqualTo(20);
	}

	@Test
	void droppedRecordLeavesNewerVersionsOfItsNames() {
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.apply(Records.hard(30, 20, "a"));
		this.history.apply(Records.hard(40, 30, "b"));
		this.history.apply(Records.hard(50, 40, "b"));
		assertThat(this.history.judge(JudgedEntry.of(25, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void droppedRecordLeavesTheOtherModeOfItsTag() {
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.apply(Records.soft(30, 20, "a"));
		this.history.apply(Records.hard(40, 30, "b"));
		this.history.apply(Records.hard(50, 40, "b"));
		assertThat(this.history.judge(JudgedEntry.of(20, "a"))).isEqualTo(Verdict.STALE);
		assertThat(this.history.newestTags(10)).containsEntry("a", new TagVersion(0, 30));
	}

	@Test
	void droppedRecordLeavesNewerKeyEvents() {
		this.history.apply(Records.keyEvent(20, 10, KEY));
		this.history.apply(Records.keyEvent(30, 20, KEY));
		this.history.apply(Records.hard(40, 30, "b"));
		this.history.apply(Records.hard(50, 40, "b"));
		assertThat(this.history.judge(JudgedEntry.of(25, "a"))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void droppedRecordsTakeTheirNamesWithThem() {
		this.history.apply(Records.hard(20, 10, "a"));
		this.history.apply(Records.keyEvent(30, 20, KEY));
		for (int version = 40; version <= 60; version += 10) {
			this.history.apply(Records.hard(version, version - 10, "b"));
		}
		assertThat(this.history.objects()).isEqualTo(3 + 1);
	}

	@Test
	void newestTagsAreThoseOfTheNewestRecords() {
		fillWindow();
		this.history.apply(Records.soft(50, 40, "d"));
		assertThat(this.history.newestTags(2))
			.containsExactlyInAnyOrderEntriesOf(Map.of("d", new TagVersion(40, 50), "c", new TagVersion(30, 0)));
	}

	@Test
	void newestRecordsAreThoseOfTheWindow() {
		fillWindow();
		assertThat(this.history.newestRecords(2)).extracting(LogRecord::version).containsExactly(40L, 30L);
		this.history.gap(50);
		assertThat(this.history.newestRecords(2)).isEmpty();
	}

	@Test
	void newestTagsAreNoMoreThanAskedFor() {
		this.history.apply(Records.hard(20, 10, "a", "b", "c"));
		assertThat(this.history.newestTags(2)).hasSize(2);
	}

	private void fillWindow() {
		this.history.apply(Records.hard(20, 10, "b"));
		this.history.apply(Records.hard(30, 20, "c"));
		this.history.apply(Records.hard(40, 30, "d"));
	}

}
