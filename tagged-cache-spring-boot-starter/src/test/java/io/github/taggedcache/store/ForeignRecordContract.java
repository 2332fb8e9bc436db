package io.github.taggedcache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that later releases, or others, write into the log.
 */
interface ForeignRecordContract {

	RedisFixture store();

	private String log() {
		return store().layout().log();
	}

	private void write(String id, Object... fields) {
		List<Object> command = new ArrayList<>(List.of("XADD", log(), id));
		command.addAll(List.of(fields));
		store().call(log(), command.toArray());
	}

	private List<LogRecord> read(long after) {
		try (LogConnection connection = Futures.await(store().log().connect())) {
			return Futures.await(connection.read(after, 1000, 0));
		}
	}

	@Test
	default void recordOfAnUnknownKindNamesNothing() {
		write("7-0", "prev", "5", "kind", "range", "mode", "hard", "names", "1:a", "origin", "x");
		assertThat(read(0)).containsExactly(new LogRecord(7, 5, Kind.UNNAMED, Mode.HARD, List.of(), List.of(), "x"));
	}

	@Test
	default void fieldsThatALaterReleaseAddsAreIgnored() {
		write("7-0", "reason", "", "prev", "5", "kind", "tag", "mode", "soft", "names", "1:a", "origin", "x", "more",
				"1");
		assertThat(read(0)).containsExactly(new LogRecord(7, 5, Kind.TAG, Mode.SOFT, List.of("a"), List.of(), "x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", ":", "1", "1:", "2:a", "1:ab", "-1:a", "+1:a", "1:a2", "1:a2:", "1:a:", "0x1:a",
			"99999999999999999999:a", "9007199254740991:a", "2147483647:a", " 1:a", "1 :a" })
	default void recordWhoseNamesDoNotParseNamesNothing(String names) {
		write("7-0", "prev", "5", "kind", "tag", "mode", "hard", "names", names, "origin", "x");
		assertThat(read(0)).containsExactly(new LogRecord(7, 5, Kind.UNNAMED, Mode.HARD, List.of(), List.of(), "x"));
	}

	@Test
	default void recordWhoseNamesAreNotUtf8NamesNothing() {
		write("7-0", "prev", "5", "kind", "tag", "mode", "hard", "names",
				new byte[] { '2', ':', (byte) 0xc3, (byte) 0x28 }, "origin", "x");
		assertThat(read(0)).extracting(LogRecord::kind).containsExactly(Kind.UNNAMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1:a", "2::a", "4:a{:b" })
	default void keyWithoutARegionNamesNothing(String names) {
		write("7-0", "prev", "5", "kind", "key", "mode", "hard", "names", names, "origin", "x");
		assertThat(read(0)).extracting(LogRecord::kind).containsExactly(Kind.UNNAMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-5", "5-0", "9007199254740992", "99999999999999999999" })
	default void recordWhosePreviousVersionIsNoneNamesNothing(String previous) {
		write("7-0", "prev", previous, "kind", "tag", "mode", "hard", "names", "1:a", "origin", "x");
		assertThat(read(0)).containsExactly(new LogRecord(7, 0, Kind.UNNAMED, Mode.HARD, List.of(), List.of(), "x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "prev", "kind", "mode", "names", "origin" })
	default void recordThatLacksAFieldNamesNothing(String missing) {
		List<String> fields = List.of("prev", "5", "kind", "tag", "mode", "hard", "names", "1:a", "origin", "x");
		write("7-0",
				IntStream.range(0, fields.size())
					.filter((i) -> !fields.get(i - i % 2).equals(missing))
					.mapToObj(fields::get)
					.toArray());
		assertThat(read(0)).singleElement().satisfies((log) -> {
			assertThat(log.version()).isEqualTo(7);
			assertThat(log.kind()).isEqualTo(Kind.UNNAMED);
		});
	}

	@Test
	default void unknownModeNamesNothing() {
		write("7-0", "prev", "5", "kind", "tag", "mode", "lukewarm", "names", "1:a", "origin", "x");
		write("8-0", "prev", "7", "kind", "key", "mode", "soft", "names", "3:a:b", "origin", "x");
		assertThat(read(0)).extracting(LogRecord::kind).containsExactly(Kind.UNNAMED, Kind.UNNAMED);
	}

	@Test
	default void recordsOfOneVersionAreReadOnce() {
		write("7-0", "field", "value");
		write("7-1", "field", "value");
		assertThat(read(0)).hasSize(2);
		assertThat(read(7)).isEmpty();
	}

	@Test
	default void recordsWhoseIdsAreNoVersionsAreSkipped() {
		write("7-0", "field", "value");
		write("9007199254740992-0", "field", "value");
		write("18446744073709551615-1", "field", "value");
		assertThat(read(0)).extracting(LogRecord::version).containsExactly(7L);
		assertThat(read(7)).isEmpty();
	}

	@Test
	default void readerThatFindsOnlySuchRecordsIsNotKeptBusy() {
		write("18446744073709551615-1", "field", "value");
		try (LogConnection connection = Futures.await(store().log().connect())) {
			CompletableFuture<List<LogRecord>> read = connection.read(0, 10, 60_000);
			assertThat(Futures.await(connection.read(0, 10, 0))).isEmpty();
			assertThat(read).isNotDone();
		}
	}

	@Test
	default void logOfAnotherTypeFailsAReadAndNoBeat() {
		store().call(log(), "SET", log(), "garbage");
		try (LogConnection connection = Futures.await(store().log().connect())) {
			assertThat(connection.read(0, 10, 0)).failsWithin(LogContract.SOON)
				.withThrowableThat()
				.withMessageContaining("WRONGTYPE");
			assertThat(Futures.await(connection.beat(BeatContract.beat())).last()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "0", "-5", "9007199254740992" })
	default void beatMakesAClockAgainThatIsNoVersion(String garbage) {
		long version = store().invalidate("a").version();
		String clock = store().layout().clock();
		store().call(clock, "SET", clock, garbage);
		try (LogConnection connection = Futures.await(store().log().connect())) {
			assertThat(Futures.await(connection.beat(BeatContract.beat())).clock()).isGreaterThanOrEqualTo(version);
		}
	}

}
