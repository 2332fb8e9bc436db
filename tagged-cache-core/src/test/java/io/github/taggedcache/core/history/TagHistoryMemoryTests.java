package io.github.taggedcache.core.history;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a history holds, and what it leaves to the garbage collector.
 */
class TagHistoryMemoryTests {

	private static final int MANY = 1_000_000;

	private static final int MAX_RECORDS = 10_000;

	private static final long MAX_BYTES = 1 << 20;

	private static final int MAX_EXPECTED = 10_001;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final TagHistory history = new TagHistory(Records.ME, MAX_RECORDS, MAX_BYTES);

	@Test
	void manyDifferentTagsStayWithinTheBounds() {
		int most = 0;
		this.history.gap(1);
		for (int version = 2; version <= MANY; version++) {
			this.history.apply(Records.hard(version, version - 1, "tag:" + version));
			most = Math.max(most, this.history.objects());
			assertThat(this.history.bytes()).isLessThanOrEqualTo(MAX_BYTES);
		}
		assertThat(this.history.size()).isBetween(1000, MAX_RECORDS);
		assertThat(most).isLessThanOrEqualTo(2 * MAX_RECORDS);
	}

	@Test
	void manyDifferentKeysStayWithinTheBounds() {
		this.history.gap(1);
		for (int version = 2; version <= MANY / 10; version++) {
			this.history.apply(Records.keyEvent(version, version - 1, EntryKey.of("articles", "" + version)));
		}
		assertThat(this.history.bytes()).isLessThanOrEqualTo(MAX_BYTES);
		assertThat(this.history.objects()).isEqualTo(2 * this.history.size());
	}

	@Test
	void manyOwnAppendsThatTheLogNeverShowsStayWithinTheBounds() {
		int most = 0;
		this.history.gap(1);
		for (int version = 10; version <= MANY; version++) {
			this.history.learnOwn(Records.append(Mode.HARD, "tag:" + version), Records.appended(version, version - 1));
			most = Math.max(most, this.history.objects());
		}
		// Each as an append, as a name of it, as a tag, and as what follows a clock
		assertThat(most).isBetween(MAX_EXPECTED, 4 * MAX_EXPECTED);
	}

	@Test
	void manyOwnRecordsWithoutAnAnswerStayWithinTheBounds() {
		this.history.gap(1);
		for (int version = 2; version <= MANY / 10; version++) {
			this.history.met(Records.unnamed(version, version - 1, Records.ME));
		}
		this.history.learnOwn(Records.append(Mode.HARD, "a"), Records.appended(2, 1));
		this.history.gap(2);
		assertThat(this.history.unmet(1)).hasSize(1);
	}

	@Test
	void verdictOnAConfirmedEntryAllocatesNothing() {
		this.history.gap(10);
		JudgedEntry entry = JudgedEntry.of(10, "a", "b", "c");
		assertThat(bytesOfVerdicts(entry)).isLessThan(MANY);
		assertThat(entry.looks()).isZero();
	}

	@Test
	void verdictThatLooksUpThreeTagsAllocatesNothing() {
		this.history.gap(10);
		this.history.apply(Records.hard(20, 10, "a", "b"));
		this.history.apply(Records.keyEvent(30, 20, JudgedEntry.KEY));
		// A version beyond the position, of what seems to be theirs, keeps each from
		// being short
		this.history.learnOwn(Records.append(Mode.HARD, "other"), Records.appended(1000, 900));
		JudgedEntry entry = JudgedEntry.colliding("other", 500, 600, List.of("a", "b", "c"));
		assertThat(bytesOfVerdicts(entry)).isLessThan(MANY);
		assertThat(entry.looks()).isGreaterThan(MANY);
	}

	/**
	 * Bytes that this thread allocates for a million verdicts, after as many. A few may
	 * come from the measurement and from the JIT; a million objects would not fit.
	 */
	private long bytesOfVerdicts(JudgedEntry entry) {
		valid(entry);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		int valid = valid(entry);
		long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
		assertThat(valid).isEqualTo(MANY);
		return bytes;
	}

	private int valid(JudgedEntry entry) {
		int valid = 0;
		for (int i = 0; i < MANY; i++) {
			valid += (this.history.judge(entry) == Verdict.VALID) ? 1 : 0;
		}
		return valid;
	}

}
