package io.github.taggedcache.core.history;

import java.util.List;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.OwnAppend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a history makes of the appends of its own node.
 */
class TagHistoryOwnAppendsTests {

	private static final int MAX_APPENDS = 10_000;

	private final TagHistory history = new TagHistory(Records.ME, 100, 1_000_000);

	@BeforeEach
	void beginAtTen() {
		this.history.gap(10);
	}

	@Test
	void ownInvalidationIsHonouredBeforeTheLogShowsIt() {
		own(30, 20, "a");
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void ownSoftInvalidationIsHonouredBeforeTheLogShowsIt() {
		this.history.learnOwn(Records.append(Mode.SOFT, "a"), Records.appended(30, 20));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.STALE);
	}

	@Test
	void ownKeyEventIsHonouredBeforeTheLogShowsIt() {
		this.history.learnOwn(Records.append(JudgedEntry.KEY), Records.appended(30, 20));
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void ownAppendDoesNotMoveThePosition() {
		own(30, 10, "a");
		assertThat(this.history.position()).isEqualTo(10);
	}

	@Test
	void ownAppendIsExpectedOnlyOnceThePositionHasPassedIt() {
		own(30, 20, "a");
		assertThat(this.history.unmet(10)).isEmpty();
		this.history.gap(30);
		assertThat(this.history.unmet(10)).containsExactly(new OwnAppend(30, Mode.HARD, List.of("a")));
	}

	@Test
	void nothingIsReliedOnAsOfAnOwnAppendThatTheLogPassedOver() {
		own(30, 10, "a");
		this.history.apply(Records.hard(25, 10, "b"));
		assertThat(this.history.reliableUpTo(40)).isEqualTo(40);
		this.history.apply(Records.hard(40, 25, "b"));
		assertThat(this.history.reliableUpTo(40)).isEqualTo(29);
		assertThat(this.history.reliableUpTo(20)).isEqualTo(20);
		this.history.held(this.history.unmet(10));
		assertThat(this.history.reliableUpTo(40)).isEqualTo(40);
	}

	@Test
	void ownAppendInAGapIsNotPassedOver() {
		own(30, 10, "a");
		this.history.gap(40);
		assertThat(this.history.reliableUpTo(40)).isEqualTo(40);
	}

	@Test
	void ownAppendThatTheLogHasShownIsReliedOn() {
		own(30, 10, "a");
		this.history.apply(Records.mine(30, 10, "a"));
		this.history.apply(Records.hard(40, 30, "b"));
		assertThat(this.history.reliableUpTo(40)).isEqualTo(40);
	}

	@Test
	void ownAppendThatWasMetIsExpectedNoMore() {
		own(30, 10, "a");
		this.history.apply(Records.mine(30, 10, "a"));
		assertThat(this.history.unmet(10)).isEmpty();
		assertThat(this.history.newestOwn()).isZero();
	}

	@Test
	void ownAppendThatWasMetBeforeItsAnswerIsNotExpected() {
		this.history.apply(Records.mine(30, 10, "a"));
		own(30, 10, "a");
		assertThat(this.history.unmet(10)).isEmpty();
	}

	@Test
	void recordOfAnotherNodeIsNotTakenForAnOwnOne() {
		own(30, 10, "a");
		this.history.apply(Records.hard(30, 10, "a"));
		assertThat(this.history.unmet(10)).hasSize(1);
	}

	@Test
	void ownAppendIsHonouredWhoseRecordWasMetBeforeItsAnswerAndNotApplied() {
		this.history.met(Records.unnamed(30, 10, Records.ME));
		own(30, 10, "a");
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.INVALID_BY_TAG);
		assertThat(this.history.newestOwn()).isZero();
	}

	@Test
	void answerThatIsLaterThanAGapChangesNoVerdict() {
		this.history.gap(50);
		own(30, 10, "a");
		assertThat(this.history.judge(JudgedEntry.of(50, "a"))).isEqualTo(Verdict.VALID);
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.unmet(10)).hasSize(1);
	}

	@Test
	void oldestUnmetAppendsComeFirst() {
		own(40, 30, "b");
		own(30, 10, "a");
		own(50, 40, "c");
		this.history.gap(50);
		assertThat(this.history.unmet(2)).extracting(OwnAppend::version).containsExactly(30L, 40L);
		assertThat(this.history.newestOwn()).isEqualTo(50);
	}

	@Test
	void appendThatTheStoreHoldsIsExpectedNoMore() {
		own(30, 10, "a");
		own(40, 30, "b");
		this.history.gap(50);
		this.history.held(this.history.unmet(1));
		assertThat(this.history.unmet(10)).extracting(OwnAppend::version).containsExactly(40L);
	}

	@Test
	void repairStandsForOwnAppendsUpToItsClock() {
		own(30, 10, "a");
		own(60, 55, "b");
		this.history.repaired(Records.append(Mode.HARD, "~"), 40, 50);
		this.history.gap(100);
		assertThat(this.history.unmet(10)).extracting(OwnAppend::version).containsExactly(40L, 60L);
	}

	@Test
	void repairIsHonouredBeforeTheGap() {
		this.history.repaired(Records.append(Mode.HARD, "~"), 40, 50);
		assertThat(this.history.judge(JudgedEntry.of(39, "~"))).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void tokenGoesThroughOwnAppends() {
		own(20, 10, "a");
		own(30, 20, "b");
		assertThat(this.history.token()).isEqualTo(30);
	}

	@Test
	void tokenGoesThroughOwnAppendsWhateverTheOrderOfTheirAnswers() {
		own(30, 20, "b");
		own(20, 10, "a");
		assertThat(this.history.token()).isEqualTo(30);
	}

	@Test
	void tokenStopsBeforeAnAppendOfAnotherNode() {
		own(20, 10, "a");
		own(40, 30, "b");
		assertThat(this.history.token()).isEqualTo(20);
	}

	@Test
	void tokenGoesOnWhenTheAppendOfAnotherNodeIsApplied() {
		own(40, 30, "b");
		this.history.apply(Records.hard(20, 10, "x"));
		assertThat(this.history.token()).isEqualTo(20);
		this.history.apply(Records.hard(30, 20, "x"));
		assertThat(this.history.token()).isEqualTo(40);
	}

	@Test
	void tokenDoesNotGoBackWhenOwnRecordsAreApplied() {
		own(20, 10, "a");
		own(30, 20, "b");
		this.history.apply(Records.mine(20, 10, "a"));
		assertThat(this.history.token()).isEqualTo(30);
	}

	@Test
	void tokenGoesOnFromAGapThroughOwnAppends() {
		own(60, 50, "a");
		this.history.gap(50);
		assertThat(this.history.token()).isEqualTo(60);
	}

	@Test
	void tokenDoesNotGoThroughOwnAppendsThatARepairStandsFor() {
		own(60, 50, "a");
		this.history.repaired(Records.append(Mode.HARD, "~"), 45, 45);
		this.history.gap(45);
		this.history.apply(Records.hard(50, 45, "x"));
		assertThat(this.history.token()).isEqualTo(50);
	}

	@Test
	void tooManyUnmetAppendsRaiseTheFloor() {
		for (int i = 0; i <= MAX_APPENDS; i++) {
			own(1000 + i, 500, "tag:" + i);
		}
		assertThat(this.history.floor()).isEqualTo(1000 + MAX_APPENDS);
		assertThat(this.history.judge(JudgedEntry.of(10, "a"))).isEqualTo(Verdict.UNKNOWN);
		assertThat(this.history.judge(JudgedEntry.of(10, "tag:1"))).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void tooManyNamesOfUnmetAppendsRaiseTheFloor() {
		for (int i = 0; i <= 100; i++) {
			String[] tags = new String[1000];
			for (int j = 0; j < tags.length; j++) {
				tags[j] = "tag:" + i + ":" + j;
			}
			own(1000 + i, 500, tags);
		}
		assertThat(this.history.floor()).isEqualTo(1100);
	}

	@Test
	void entriesAreKnownAgainWhenTheLogHasCaughtUp() {
		for (int i = 0; i <= MAX_APPENDS; i++) {
			own(1000 + i, 999 + i, "tag:" + i);
		}
		long floor = this.history.floor();
		this.history.gap(floor);
		this.history.apply(Records.hard(floor + 5, floor, "x"));
		assertThat(this.history.judge(JudgedEntry.of(floor, "a"))).isEqualTo(Verdict.VALID);
	}

	private void own(long version, long previous, String... tags) {
		this.history.learnOwn(Records.append(Mode.HARD, tags), Records.appended(version, previous));
	}

}
