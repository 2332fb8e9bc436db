package io.github.taggedcache.core.history;

import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.store.Mode;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * A reader and a writer whose steps Lincheck interleaves. Two things must hold in every
 * order: who has seen the position at or above the version of a tag gets no older entry
 * with that tag for valid; and no confirmation hides a version from later readers.
 */
class TagHistoryConcurrencyTests {

	private static final int ORDERS = 100;

	@Test
	void readerMeetsARecord() {
		check(10, (history) -> history.apply(Records.hard(30, 20, "a")));
	}

	@Test
	void readerOfAConfirmedEntryMeetsARecord() {
		check(20, (history) -> history.apply(Records.hard(30, 20, "a")));
	}

	@Test
	void readerMeetsARecordThatIsDropped() {
		Lincheck.runConcurrentTest(ORDERS, () -> {
			TagHistory history = historyAtTwenty(1);
			history.apply(Records.hard(30, 20, "a"));
			JudgedEntry entry = JudgedEntry.of(20, "a");
			Thread writer = started(() -> history.apply(Records.hard(40, 30, "x")));
			if (history.judge(entry) == Verdict.VALID) {
				throw new AssertionError("Valid, since neither the record nor the floor was seen");
			}
			join(writer);
		});
	}

	@Test
	void readerMeetsAGap() {
		check(20, (history) -> history.gap(30));
	}

	@Test
	void readerMeetsARecordAndAGap() {
		check(10, (history) -> {
			history.apply(Records.hard(30, 20, "a"));
			history.gap(50);
		});
	}

	@Test
	void readerMeetsAnOwnAppendBeyondARecordThatIsStillToCome() {
		check(10, (history) -> {
			history.learnOwn(Records.append(Mode.HARD, "x"), Records.appended(40, 30));
			history.apply(Records.hard(30, 20, "a"));
		});
	}

	@Test
	void whoHasSeenARecordByOneEntryDoesNotMissItByAnother() {
		Lincheck.runConcurrentTest(ORDERS, () -> {
			TagHistory history = historyAtTwenty(2);
			JudgedEntry looked = lookedUp(10);
			JudgedEntry confirmed = JudgedEntry.of(20, "a");
			Thread writer = started(() -> history.apply(Records.hard(30, 20, "a")));
			if (history.judge(looked) == Verdict.INVALID_BY_TAG && history.judge(confirmed) == Verdict.VALID) {
				throw new AssertionError("One is invalid, the other one valid");
			}
			join(writer);
		});
	}

	@Test
	void valueOfALoadIsNotRaisedAboveARecordThatItMissed() {
		Lincheck.runConcurrentTest(ORDERS, () -> {
			TagHistory history = historyAtTwenty(2);
			Thread writer = started(() -> history.apply(Records.hard(30, 20, "a")));
			// The steps of a store, for a value that was loaded before the record
			long token = 20;
			long current = Math.max(token, history.position());
			boolean isStored = history.judge(JudgedEntry.KEY, List.of("a"), token, token) == Verdict.VALID;
			join(writer);
			if (isStored && history.judge(JudgedEntry.of(current, "a")) == Verdict.VALID) {
				throw new AssertionError("Stored as of " + current);
			}
		});
	}

	private static void check(long asOf, Writer steps) {
		check(() -> JudgedEntry.of(asOf, "a"), steps);
		check(() -> lookedUp(asOf), steps);
	}

	private static void check(Supplier<JudgedEntry> entries, Writer steps) {
		Lincheck.runConcurrentTest(ORDERS, () -> {
			TagHistory history = historyAtTwenty(2);
			JudgedEntry entry = entries.get();
			Thread writer = started(() -> steps.write(history));
			boolean isApplied = history.position() >= 30;
			if (history.judge(entry) == Verdict.VALID && isApplied) {
				throw new AssertionError("Valid after the position had passed it");
			}
			join(writer);
			if (history.judge(entry) == Verdict.VALID) {
				throw new AssertionError("Hidden by confirmation up to " + entry.confirmed());
			}
		});
	}

	/**
	 * For which the filter has always something newer than version 10.
	 */
	private static JudgedEntry lookedUp(long asOf) {
		return JudgedEntry.colliding("x", asOf, asOf, List.of("a"));
	}

	private static TagHistory historyAtTwenty(int maxRecords) {
		TagHistory history = new TagHistory(Records.ME, maxRecords, 1_000_000);
		history.gap(10);
		history.apply(Records.hard(20, 10, "x"));
		return history;
	}

	private static Thread started(Runnable task) {
		Thread thread = new Thread(task);
		thread.start();
		return thread;
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	private interface Writer {

		void write(TagHistory history);

	}

}
