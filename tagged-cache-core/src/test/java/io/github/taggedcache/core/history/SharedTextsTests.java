package io.github.taggedcache.core.history;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts that a reader of the log makes anew for each record, and a history keeps once.
 */
class SharedTextsTests {

	private final SharedTexts texts = new SharedTexts();

	private final TagHistory history = new TagHistory(Records.ME, 10, 10_000);

	@Test
	void recordStaysEqual() {
		LogRecord record = new LogRecord(2, 1, Kind.KEY, Mode.HARD, List.of(), List.of(EntryKey.of("articles", "1")),
				"other", 7);
		assertThat(this.texts.share(record)).isEqualTo(record);
	}

	@Test
	void recordsShareOriginsAndRegions() {
		this.history.gap(1);
		this.history.apply(read(2));
		this.history.apply(read(3));
		List<LogRecord> records = this.history.newestRecords(2);
		assertThat(records.get(0).origin()).isSameAs(records.get(1).origin());
		assertThat(records.get(0).keys().get(0).region()).isSameAs(records.get(1).keys().get(0).region());
	}

	@Test
	void ownRecordKeepsTheNamesOfItsAppend() {
		EntryKey key = EntryKey.of("articles", "1");
		this.history.gap(1);
		this.history.learnOwn(Records.append(key), Records.appended(2, 1));
		this.history.apply(read(2));
		assertThat(this.history.newestRecords(1).get(0).keys().get(0)).isSameAs(key);
	}

	@Test
	void recordOfAnotherAppendUnderAnOwnVersionKeepsItsNames() {
		this.history.gap(1);
		this.history.learnOwn(Records.append(EntryKey.of("articles", "2")), Records.appended(2, 1));
		this.history.apply(read(2));
		assertThat(this.history.newestRecords(1).get(0).keys()).containsExactly(EntryKey.of("articles", "1"));
	}

	@Test
	void manyTextsStayWithinTheBound() {
		for (int version = 2; version < 10_000; version++) {
			this.texts.share(Records.unnamed(version, version - 1, "node " + version));
			assertThat(this.texts.size()).isLessThanOrEqualTo(1000);
		}
	}

	private static LogRecord read(long version) {
		return new LogRecord(version, version - 1, Kind.KEY, Mode.HARD, List.of(),
				List.of(EntryKey.of(String.valueOf("articles".toCharArray()), "1")),
				String.valueOf("other".toCharArray()));
	}

}
