package io.github.taggedcache.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What those who follow the log read.
 */
interface LogContract {

	int MANY = 1000;

	long A_MINUTE = 60_000;

	Duration SOON = Duration.ofSeconds(10);

	StoreFixture store();

	private LogConnection connect() {
		return Futures.await(store().log().connect());
	}

	private List<LogRecord> read(long after, int max) {
		try (LogConnection connection = connect()) {
			return Futures.await(connection.read(after, max, 0));
		}
	}

	private List<Long> versions(List<LogRecord> records) {
		return records.stream().map(LogRecord::version).toList();
	}

	private static String[] names(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
	}

	@Test
	default void emptyLogHasNoRecords() {
		assertThat(read(0, MANY)).isEmpty();
	}

	@Test
	default void allRecordsAreReadOldestFirst() {
		List<Long> versions = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			versions.add(store().invalidate("a").version());
		}
		assertThat(versions(read(0, MANY))).isEqualTo(versions);
	}

	@Test
	default void newestRecordsAreReadNewestFirst() {
		store().invalidate("a");
		long second = store().invalidate("b").version();
		long third = store().invalidate("c").version();
		assertThat(versions(Futures.await(store().log().newest(2)))).containsExactly(third, second);
	}

	@Test
	default void peekRegistersNothing() {
		long version = store().invalidate("a").version();
		EntryKey key = EntryKey.of("articles", "1");
		for (int i = 0; i < 2; i++) {
			Observation seen = Futures.await(store().log().peek(List.of("a", "b"), List.of(key)));
			assertThat(seen.clock()).isEqualTo(version);
			assertThat(seen.tags()).containsOnlyKeys("a");
			assertThat(seen.tags().get("a").hard()).isEqualTo(version);
			assertThat(seen.keyEvents()).isEmpty();
		}
	}

	@Test
	default void recordsAfterAVersionAreRead() {
		store().invalidate("a");
		long second = store().invalidate("b").version();
		long third = store().invalidate("c").version();
		long fourth = store().invalidate("d").version();
		assertThat(versions(read(second, MANY))).containsExactly(third, fourth);
	}

	@Test
	default void versionThatHasNoRecordIsReadFromAllTheSame() {
		long clock = store().clock();
		long version = store().invalidate("a").version();
		assertThat(versions(read(clock, MANY))).containsExactly(version);
	}

	@Test
	default void nothingComesAfterTheNewestRecord() {
		long version = store().invalidate("a").version();
		assertThat(read(version, MANY)).isEmpty();
	}

	@Test
	default void noMoreRecordsAreReadThanAskedFor() {
		long first = store().invalidate("a").version();
		long second = store().invalidate("b").version();
		store().invalidate("c");
		assertThat(versions(read(0, 2))).containsExactly(first, second);
	}

	@Test
	default void recordOfTagsNamesThem() {
		long clock = store().clock();
		long version = store().invalidate("a", "b", TagName.ofRegion("articles")).version();
		assertThat(read(0, MANY)).singleElement()
			.satisfies(
					(log) -> assertThat(log.tags()).containsExactlyInAnyOrder("a", "b", TagName.ofRegion("articles")))
			.isEqualTo(
					new LogRecord(version, clock, Kind.TAG, Mode.HARD, read(0, 1).get(0).tags(), List.of(), "node-1"));
	}

	@Test
	default void recordOfASoftInvalidationIsSoft() {
		store().softInvalidate("a");
		assertThat(read(0, MANY)).extracting(LogRecord::mode).containsExactly(Mode.SOFT);
	}

	@Test
	default void recordOfAKeyEventNamesItsKeys() {
		EntryKey one = StoreFixture.key("1");
		EntryKey two = EntryKey.of("authors", "2");
		long version = store().keyEvent(one, two).version();
		assertThat(read(0, MANY))
			.containsExactly(new LogRecord(version, 0, Kind.KEY, Mode.HARD, List.of(), List.of(one, two), "node-1"));
	}

	@Test
	default void oddTagsAreReadAsTheyWereWritten() {
		List<String> tags = NameContract.NAMES;
		store().invalidate(tags.toArray(String[]::new));
		assertThat(read(0, MANY)).singleElement()
			.satisfies((log) -> assertThat(log.tags()).containsExactlyInAnyOrderElementsOf(tags));
	}

	@Test
	default void oddKeysAreReadAsTheyWereWritten() {
		List<EntryKey> keys = Stream.concat(NameContract.NAMES.stream(), Stream.of(""))
			.map((text) -> EntryKey.of("régîon %", text))
			.toList();
		store().keyEvent(keys.toArray(EntryKey[]::new));
		assertThat(read(0, MANY)).singleElement().satisfies((log) -> assertThat(log.keys()).isEqualTo(keys));
	}

	@Test
	default void recordOfAsManyNamesAsFitIsReadWhole() {
		store().invalidate(names(InvalidationLog.WIDE));
		assertThat(read(0, MANY)).singleElement()
			.satisfies((log) -> assertThat(log.tags()).containsExactly(names(InvalidationLog.WIDE)));
	}

	@Test
	default void wideRecordNamesNothing() {
		long version = store().invalidate(names(InvalidationLog.WIDE + 1)).version();
		assertThat(read(0, MANY))
			.containsExactly(new LogRecord(version, 0, Kind.UNNAMED, Mode.HARD, List.of(), List.of(), "node-1"));
	}

	@Test
	default void eachRecordTellsTheClockBefore() {
		long clock = store().clock();
		long first = store().invalidate("a").version();
		long second = store().keyEvent(StoreFixture.key("1")).version();
		store().softInvalidate("b");
		assertThat(read(0, MANY)).extracting(LogRecord::previous).containsExactly(clock, first, second);
	}

	@Test
	default void recordTellsThatTheClockWasLost() {
		long first = store().invalidate("a").version();
		store().forgetClock();
		store().invalidate("b");
		assertThat(read(first, MANY)).extracting(LogRecord::previous).containsExactly(0L);
	}

	@Test
	default void refusedAppendIsNotInTheLog() {
		EntryKey key = StoreFixture.key("1");
		long version = store().keyEvent(key).version();
		store().keyEventUnlessAfter(0, key);
		assertThat(versions(read(0, MANY))).containsExactly(version);
	}

	@Test
	default void recordsThatWereLostAreNotRead() {
		long first = store().invalidate("a").version();
		store().invalidate("b");
		store().forgetLog();
		long third = store().invalidate("c").version();
		assertThat(versions(read(first, MANY))).containsExactly(third);
	}

	@Test
	default void readThatNeedNotWaitDoesNot() {
		long version = store().invalidate("a").version();
		try (LogConnection connection = connect()) {
			assertThat(connection.read(0, MANY, A_MINUTE)).succeedsWithin(SOON)
				.satisfies((records) -> assertThat(versions(records)).containsExactly(version));
		}
	}

	@Test
	default void waitingReadIsWokenByAnAppend() {
		long before = store().invalidate("a").version();
		try (LogConnection connection = connect()) {
			CompletableFuture<List<LogRecord>> read = connection.read(before, MANY, A_MINUTE);
			assertThat(read).isNotDone();
			long version = store().invalidate("b").version();
			assertThat(read).succeedsWithin(SOON)
				.satisfies((records) -> assertThat(versions(records)).containsExactly(version));
		}
	}

	@Test
	default void readOfALogThatIsNotThereYetIsWokenByTheFirstAppend() {
		try (LogConnection connection = connect()) {
			CompletableFuture<List<LogRecord>> read = connection.read(0, MANY, A_MINUTE);
			long version = store().invalidate("a").version();
			assertThat(read).succeedsWithin(SOON)
				.satisfies((records) -> assertThat(versions(records)).containsExactly(version));
		}
	}

	@Test
	default void readThatWaitsInVainIsEmpty() {
		long version = store().invalidate("a").version();
		try (LogConnection connection = connect()) {
			assertThat(connection.read(version, MANY, 20)).succeedsWithin(SOON)
				.satisfies((records) -> assertThat(records).isEmpty());
			assertThat(versions(Futures.await(connection.read(0, MANY, 20)))).containsExactly(version);
		}
	}

	@Test
	default void otherCallsDoNotWaitForAWaitingRead() {
		try (LogConnection connection = connect()) {
			CompletableFuture<List<LogRecord>> read = connection.read(Long.MAX_VALUE, MANY, A_MINUTE);
			assertThat(store().log().observe(StoreFixture.tagNames("a"))).succeedsWithin(SOON);
			assertThat(read).isNotDone();
		}
	}

	@Test
	default void closingFailsAWaitingRead() {
		LogConnection connection = connect();
		CompletableFuture<List<LogRecord>> read = connection.read(0, MANY, A_MINUTE);
		connection.close();
		assertThat(read).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(StoreException.class);
	}

	@Test
	default void closedConnectionAnswersNothing() {
		LogConnection connection = connect();
		connection.close();
		connection.close();
		assertThat(connection.read(0, MANY, A_MINUTE)).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class);
		assertThat(connection.beat(BeatContract.beat())).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class);
	}

	@Test
	default void closingOneConnectionLeavesOthersOpen() {
		try (LogConnection other = connect()) {
			connect().close();
			long version = store().invalidate("a").version();
			assertThat(versions(Futures.await(other.read(0, MANY, 0)))).containsExactly(version);
		}
	}

}
