package io.github.taggedcache.core.history;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to a history while a reader is between two of its steps. The reader takes
 * no lock, so it is stopped by what its entry answers.
 */
class TagHistoryOrderTests {

	private final TagHistory history = new TagHistory(Records.ME, 2, 1_000_000);

	@BeforeEach
	void beginAtTwenty() {
		this.history.gap(10);
		this.history.apply(Records.hard(20, 10, "x"));
	}

	@Test
	void recordThatIsAppliedBeforeTheTagsAreReadIsHonoured() {
		JudgedEntry entry = beforeTags(() -> this.history.apply(Records.hard(30, 20, "a")));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void recordThatIsAppliedAfterTheTagsWereReadIsNotHidden() {
		JudgedEntry entry = afterTags(() -> this.history.apply(Records.hard(30, 20, "a")));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.VALID);
		assertThat(entry.confirmed()).isEqualTo(20);
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void unrelatedRecordThatIsAppliedAfterTheTagsWereReadIsNotConfirmed() {
		JudgedEntry entry = afterTags(() -> this.history.apply(Records.hard(30, 20, "b")));
		this.history.judge(entry);
		assertThat(entry.confirmed()).isEqualTo(20);
	}

	@Test
	void keyEventThatIsAppliedAfterTheTagsWereReadIsHonoured() {
		JudgedEntry entry = afterTags(() -> this.history.apply(Records.keyEvent(30, 20, JudgedEntry.KEY)));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void recordThatIsDroppedBeforeItsTagIsReadLeavesTheFloor() {
		this.history.apply(Records.hard(30, 20, "a"));
		this.history.apply(Records.hard(40, 30, "x"));
		JudgedEntry entry = entry(25, new InterruptedTags(0, () -> this.history.apply(Records.hard(50, 40, "x"))));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void keyEventThatIsDroppedBeforeItIsReadLeavesTheFloor() {
		this.history.apply(Records.keyEvent(30, 20, JudgedEntry.KEY));
		this.history.apply(Records.hard(40, 30, "x"));
		JudgedEntry entry = entry(25, new InterruptedTags(1, () -> this.history.apply(Records.hard(50, 40, "x"))));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void gapBeforeTheTagsAreReadLeavesTheFloor() {
		JudgedEntry entry = beforeTags(() -> this.history.gap(50));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
		assertThat(entry.confirmed()).isEqualTo(15);
	}

	@Test
	void gapAfterTheTagsWereReadLeavesTheFloor() {
		JudgedEntry entry = afterTags(() -> this.history.gap(50));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
		assertThat(entry.confirmed()).isEqualTo(15);
	}

	@Test
	void ownAppendBeforeTheTagsAreReadIsHonoured() {
		JudgedEntry entry = beforeTags(
				() -> this.history.learnOwn(Records.append(Mode.HARD, "a"), Records.appended(30, 20)));
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void ownAppendAfterTheTagsWereReadIsNotHidden() {
		JudgedEntry entry = afterTags(
				() -> this.history.learnOwn(Records.append(Mode.HARD, "a"), Records.appended(30, 20)));
		this.history.judge(entry);
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void tooManyOwnAppendsAfterTheTagsWereReadLeaveTheFloor() {
		JudgedEntry entry = afterTags(() -> {
			for (int i = 0; i <= 10_000; i++) {
				this.history.learnOwn(Records.append(Mode.HARD, "x"), Records.appended(1000 + i, 500));
			}
		});
		assertThat(this.history.judge(entry)).isEqualTo(Verdict.UNKNOWN);
	}

	/**
	 * The filter alone does not tell that nothing has happened to this entry.
	 */
	private static JudgedEntry entry(long asOf, List<String> tags) {
		return JudgedEntry.colliding("x", asOf, asOf, tags);
	}

	private static JudgedEntry beforeTags(Runnable action) {
		return entry(15, new InterruptedTags(0, action));
	}

	private static JudgedEntry afterTags(Runnable action) {
		return entry(15, new InterruptedTags(1, action));
	}

	/**
	 * One tag, and something that happens once: when the reader asks whether there is a
	 * tag, or whether there is another one.
	 */
	private static final class InterruptedTags extends AbstractList<String> implements RandomAccess {

		private static final List<String> TAGS = List.of("a");

		private int sizesBefore;

		private final Runnable action;

		InterruptedTags(int sizesBefore, Runnable action) {
			this.sizesBefore = sizesBefore;
			this.action = action;
		}

		@Override
		public String get(int index) {
			return TAGS.get(index);
		}

		@Override
		public int size() {
			if (this.sizesBefore-- == 0) {
				this.action.run();
			}
			return TAGS.size();
		}

	}

}
