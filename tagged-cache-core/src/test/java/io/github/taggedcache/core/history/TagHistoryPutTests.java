package io.github.taggedcache.core.history;

import java.util.List;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries that were sent beside their key event, as a history judges them.
 */
class TagHistoryPutTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final long PUT = 7;

	private final TagHistory history = new TagHistory(Records.ME, 3, 100_000);

	TagHistoryPutTests() {
		this.history.gap(100);
	}

	@Test
	void entryIsUnknownBeforeItsEventIsKnown() {
		assertThat(judge()).isEqualTo(Verdict.UNKNOWN);
	}

	/**
	 * Of the time before the first record that was read nothing is known, also if the
	 * clock was lost in between.
	 */
	@Test
	void historyThatHasReadNothingDoesNotReachItsOwnAppends() {
		TagHistory empty = new TagHistory(Records.ME, 3, 100_000);
		empty.learnOwn(Records.append(KEY), Records.appended(101, 0));
		assertThat(empty.token()).isZero();
		assertThat(empty.endsAt(101)).isFalse();
	}

	@Test
	void entryIsValidOnceItsEventIsApplied() {
		this.history.apply(event(101, 100, PUT));
		assertThat(judge()).isEqualTo(Verdict.VALID);
	}

	@Test
	void entryIsValidOnceItsEventIsAppended() {
		this.history.learnOwn(new Append(List.of(), List.of(KEY), Mode.HARD, 0, 0, Append.ALWAYS, Records.ME),
				new Appended(101, 100, List.of(100L), true, PUT));
		assertThat(judge()).isEqualTo(Verdict.VALID);
	}

	@Test
	void entryWhosePutIsNotGoodIsInvalid() {
		this.history.apply(event(101, 100, 0));
		assertThat(judge()).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void entryIsInvalidAfterAnotherEventOfItsKey() {
		this.history.apply(event(101, 100, PUT));
		this.history.apply(event(102, 101, 8));
		assertThat(judge()).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@Test
	void olderEventThatIsLearntLaterChangesNothing() {
		this.history.apply(event(102, 100, PUT));
		this.history.learnOwn(Records.append(KEY), Records.appended(101, 100));
		assertThat(judge()).isEqualTo(Verdict.VALID);
	}

	@Test
	void entryIsCurrentUpToItsEvent() {
		this.history.apply(Records.hard(101, 100, "a"));
		this.history.apply(event(102, 101, PUT));
		assertThat(judge()).isEqualTo(Verdict.VALID);
	}

	@Test
	void entryIsInvalidAfterAnInvalidationOfItsTag() {
		this.history.apply(event(101, 100, PUT));
		this.history.apply(Records.hard(102, 101, "a"));
		assertThat(judge()).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void entryIsUnknownWhoseEventLeftTheWindow() {
		this.history.apply(event(101, 100, PUT));
		for (long version = 102; version < 105; version++) {
			this.history.apply(Records.hard(version, version - 1, "other"));
		}
		assertThat(judge()).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void entryIsUnknownAfterAGap() {
		this.history.apply(event(101, 100, PUT));
		this.history.gap(110);
		assertThat(judge()).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void versionThatTwoEventsHadIsNoPut() {
		this.history.learnOwn(new Append(List.of(), List.of(KEY), Mode.HARD, 0, 0, Append.ALWAYS, Records.ME),
				new Appended(101, 100, List.of(100L), true, PUT));
		this.history.apply(event(101, 100, 8));
		assertThat(judge()).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	private Verdict judge() {
		return this.history.judge(KEY, List.of("a"), 100, -PUT);
	}

	private static LogRecord event(long version, long previous, long put) {
		return new LogRecord(version, previous, LogRecord.Kind.KEY, Mode.HARD, List.of(), List.of(KEY), "other", put);
	}

}
