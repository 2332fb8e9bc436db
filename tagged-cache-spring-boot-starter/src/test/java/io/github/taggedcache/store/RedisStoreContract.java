package io.github.taggedcache.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract, and what only a store in Redis can meet: keys of others, and readers of
 * its log.
 */
abstract class RedisStoreContract extends StoreContract implements ForeignRecordContract {

	private static final EntryKey KEY = StoreFixture.key("1");

	@Override
	public abstract RedisFixture store();

	private String clockKey() {
		return store().layout().clock();
	}

	private String logKey() {
		return store().layout().log();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%sx:articles:1", "x%s:articles:1", "%s:articles", "%s:articles:1:version:form:more",
			"%s:articles:{1}", "%s:articles:%%41", "{%s}:articles:1", "%s::1" })
	void keyOfSomebodyElseIsNoEntry(String name) {
		String key = name.formatted(store().layout().namespace());
		store().call(key, "SET", key, "value");
		assertThat(scanned()).isEmpty();
	}

	@Test
	void keyOfAnotherTypeIsAnEntryThatCannotBeRead() {
		String key = store().layout().entry(KEY);
		store().call(key, "SADD", key, "member");
		assertThat(scanned()).containsExactly(KEY);
		assertThat(Futures.await(store().redis().head(KEY, 10))).isEmpty();
	}

	private List<EntryKey> scanned() {
		List<EntryKey> found = new ArrayList<>();
		String cursor = EntryScan.START;
		do {
			ScanStep step = Futures.await(store().redis().scan(null, KeyPattern.ANY, cursor, 1000));
			found.addAll(step.keys());
			cursor = step.cursor();
		}
		while (!cursor.equals(EntryScan.START));
		return found;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-5", "0", "1.5", "1e15", "0x7f", " 5", "5 ", "5\n", "9007199254740992",
			"99999999999999999999999999", "5:5", "nan", "inf" })
	void clockThatIsNoVersionIsMadeAgain(String garbage) {
		long version = store().invalidate("a").version();
		store().call(clockKey(), "SET", clockKey(), garbage);
		assertThat(store().clock()).isGreaterThanOrEqualTo(version);
		store().call(clockKey(), "SET", clockKey(), garbage);
		assertThat(store().invalidate("a").version()).isGreaterThan(version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-5", "-5:0", "5:-5", ":", "5:", ":5", "5:5:5", "1.5:0", "9007199254740992:0",
			"0:9007199254740992", "0x1:0", " 5:0", "5:0 " })
	void tagThatHoldsNoVersionsCountsAsMissing(String garbage) {
		String key = store().layout().tag("a");
		store().call(key, "SET", key, garbage);
		long clock = store().clock();
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, 0));
		store().call(key, "SET", key, garbage);
		long soft = store().softInvalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, soft));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-5", "5:0", "9007199254740992" })
	void bucketThatHoldsNoVersionCountsAsMissing(String garbage) {
		String key = store().layout().bucket(KEY);
		store().call(key, "SET", key, garbage);
		long clock = store().clock();
		assertThat(store().bucketVersion(KEY)).isEqualTo(clock);
		store().call(key, "SET", key, garbage);
		assertThat(store().keyEvent(KEY).before()).containsExactly(clock);
	}

	@Test
	void controlKeysOfAnotherTypeCountAsMissing() {
		long version = store().invalidate("a").version();
		for (String key : List.of(clockKey(), store().layout().tag("a"), store().layout().bucket(KEY))) {
			store().forget(key);
			store().call(key, "SADD", key, "member");
		}
		Observation seen = store().observe(new ObservedNames(List.of("a"), List.of(KEY), 1000, true));
		assertThat(seen.clock()).isGreaterThanOrEqualTo(version);
		assertThat(seen.tags()).containsEntry("a", new TagVersion(seen.clock(), 0));
		assertThat(seen.keyEvents()).containsEntry(KEY, seen.clock());
	}

	@Test
	void controlKeysOfAnotherTypeAreReplacedByAnInvalidation() {
		for (String key : List.of(clockKey(), store().layout().tag("a"))) {
			store().call(key, "RPUSH", key, "element");
		}
		long version = store().invalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(version, 0));
		assertThat(store().clock()).isEqualTo(version);
	}

	@Test
	void logOfAnotherTypeIsAClearErrorAndChangesNothing() {
		long clock = store().clock();
		store().call(logKey(), "SET", logKey(), "garbage");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store().invalidate("a"))
			.withMessageContaining("append of 1 tag(s)")
			.withMessageContaining(logKey() + " is not a stream");
		assertThat(store().clock()).isEqualTo(clock);
	}

	@Test
	void logOfAnotherTypeDoesNotKeepTheClockFromBeingMade() {
		store().call(logKey(), "SET", logKey(), "garbage");
		assertThat(store().clock()).isPositive();
	}

	@Test
	void logWithIdsThatAreNoVersionsIsReplaced() {
		store().call(logKey(), "XADD", logKey(), "18446744073709551615-1", "field", "value");
		long version = store().invalidate("a").version();
		assertThat(records()).singleElement().satisfies((log) -> assertThat(log.version()).isEqualTo(version));
	}

	@Test
	void logWithIdsThatAreNoVersionsIsReplacedAlsoWhereThereIsAClock() {
		long clock = store().clock();
		for (String id : List.of("18446744073709551615-1", "18446744073709551615-18446744073709551615")) {
			store().forget(logKey());
			store().call(logKey(), "XADD", logKey(), id, "field", "value");
			long version = store().invalidate("a").version();
			assertThat(version).isGreaterThan(clock);
			assertThat(records()).singleElement().satisfies((log) -> assertThat(log.version()).isEqualTo(version));
		}
	}

	@Test
	void versionIsAboveALogThatIsAheadOfTheClock() {
		long clock = store().clock();
		long ahead = store().setTimeBack() + 1;
		assertThat(store().invalidate("a").version()).isEqualTo(ahead);
		store().call(clockKey(), "SET", clockKey(), Long.toString(clock));
		Appended next = store().invalidate("a", "b");
		assertThat(next.version()).isEqualTo(ahead + 1);
		assertThat(next.previous()).isEqualTo(clock);
		assertThat(store().clock()).isEqualTo(ahead + 1);
		assertThat(store().version("a").hard()).isEqualTo(ahead + 1);
		assertThat(records()).extracting(LogRecord::version).containsExactly(ahead, ahead + 1);
	}

	@Test
	void keyEventWhoseConditionHoldsIsAboveALogThatIsAheadOfTheClock() {
		long ahead = store().setTimeBack() + 1;
		store().invalidate("a");
		store().call(clockKey(), "SET", clockKey(), "5");
		Appended next = store().keyEventUnlessAfter(5, KEY);
		assertThat(next.version()).isEqualTo(ahead + 1);
		assertThat(next.before()).containsExactly(5L);
	}

	@Test
	void conditionIsDecidedBeforeALogAheadOfTheClockIsLookedAt() {
		store().setTimeBack();
		store().invalidate("a");
		store().call(clockKey(), "SET", clockKey(), "5");
		assertThat(store().keyEventUnlessAfter(4, KEY).isDone()).isFalse();
		assertThat(store().clock()).isEqualTo(5);
		assertThat(records()).hasSize(1);
	}

	@Test
	void logThatUsedUpTheVersionsIsAClearErrorAndChangesNothing() {
		long clock = store().clock();
		store().call(logKey(), "XADD", logKey(), "9007199254740991-0", "field", "value");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store().invalidate("a"))
			.withMessageContaining("No version is left below 2^53")
			.withMessageContaining(logKey());
		assertThat(store().clock()).isEqualTo(clock);
		assertThat(records()).hasSize(1);
	}

	@Test
	void lastIdOfTheLogCountsWhenItsRecordIsGone() {
		store().setTimeBack();
		long version = store().invalidate("a").version();
		store().call(logKey(), "XTRIM", logKey(), "MAXLEN", "0");
		store().forget(clockKey());
		assertThat(store().clock()).isEqualTo(version);
		store().forget(clockKey());
		assertThat(store().invalidate("a").version()).isEqualTo(version + 1);
	}

	@Test
	void versionsThatAreUsedUpAreAClearError() {
		store().call(clockKey(), "SET", clockKey(), "9007199254740991");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store().invalidate("a"))
			.withMessageContaining("No version is left below 2^53")
			.withMessageContaining(clockKey());
	}

	@Test
	void recordOfAnInvalidationIsAsDocumented() {
		long clock = store().clock();
		long version = store().append(store().tags(Mode.SOFT, 1000, "ä:b", "~articles")).version();
		assertThat(records()).containsExactly(new LogRecord(version, Map.of("prev", Long.toString(clock), "kind", "tag",
				"mode", "soft", "names", "4:ä:b9:~articles", "origin", RedisFixture.ORIGIN)));
	}

	@Test
	void recordOfAKeyEventNamesRegionAndKey() {
		long version = store().keyEvent(KEY, StoreFixture.key("2:x")).version();
		assertThat(records()).containsExactly(new LogRecord(version, Map.of("prev", "0", "kind", "key", "mode", "hard",
				"names", "10:articles:112:articles:2:x", "origin", RedisFixture.ORIGIN)));
	}

	@Test
	void recordsAreChained() {
		for (int i = 0; i < 20; i++) {
			store().invalidate("a");
		}
		List<LogRecord> records = records();
		for (int i = 1; i < records.size(); i++) {
			assertThat(records.get(i).fields()).containsEntry("prev", Long.toString(records.get(i - 1).version()));
		}
	}

	@Test
	void recordOfAsManyNamesAsFitNamesThem() {
		store().invalidate(names(InvalidationLog.WIDE));
		assertThat(records().get(0).fields()).containsEntry("kind", "tag")
			.hasEntrySatisfying("names", (names) -> assertThat(names).startsWith("1:0").endsWith("2:99"));
	}

	@Test
	void recordOfTooManyNamesIsWideAndNamesNone() {
		store().invalidate(names(InvalidationLog.WIDE + 1));
		assertThat(records().get(0).fields()).containsEntry("kind", "wide").containsEntry("names", "");
	}

	@Test
	void recordOfTooManyKeyEventsIsWide() {
		store().keyEvent(Stream.of(names(InvalidationLog.WIDE + 1)).map(StoreFixture::key).toArray(EntryKey[]::new));
		assertThat(records().get(0).fields()).containsEntry("kind", "wide").containsEntry("names", "");
	}

	@Test
	void refusedKeyEventLeavesNoRecord() {
		store().keyEvent(KEY);
		store().keyEventUnlessAfter(0, KEY);
		assertThat(records()).hasSize(1);
	}

	@Test
	void logIsTrimmedToAboutItsLength() {
		for (int i = 0; i < 3 * RedisFixture.LOG_LENGTH; i++) {
			store().invalidate("a");
		}
		// Redis drops whole nodes of the stream, of a hundred records each
		assertThat(records().size()).isBetween(RedisFixture.LOG_LENGTH, RedisFixture.LOG_LENGTH + 100);
	}

	@Test
	void clockAndLogNeverExpire() {
		store().invalidate("a");
		assertThat(store().timeToLive(clockKey())).isEqualTo(-1);
		assertThat(store().timeToLive(logKey())).isEqualTo(-1);
	}

	@Test
	void clockThatWasGivenAnExpiryLosesIt() {
		store().invalidate("a");
		store().call(clockKey(), "PEXPIRE", clockKey(), 100_000);
		store().clock();
		assertThat(store().timeToLive(clockKey())).isEqualTo(-1);
	}

	@Test
	void bucketsAndTagsExpireWithTheirRetention() {
		store().keyEvent(KEY);
		store().invalidate("a");
		store().observe(new ObservedNames(List.of("b", TagName.NAMESPACE), List.of(StoreFixture.key("2")),
				StoreFixture.HOUR, false));
		assertThat(Stream.of(store().layout().bucket(KEY), store().layout().tag("a"), store().layout().tag("b"),
				store().layout().bucket(StoreFixture.key("2"))))
			.allSatisfy((key) -> assertThat(store().timeToLive(key)).isBetween(StoreFixture.HOUR - 60_000,
					StoreFixture.HOUR));
		assertThat(store().timeToLive(store().layout().tag(TagName.NAMESPACE))).isEqualTo(-1);
	}

	@Test
	void retentionIsLeftAloneWhileThreeQuartersOfItRemain() {
		store().invalidate("a");
		String key = store().layout().tag("a");
		store().call(key, "PEXPIRE", key, StoreFixture.HOUR * 8 / 10);
		store().observe(new ObservedNames(List.of("a"), List.of(), StoreFixture.HOUR, true));
		assertThat(store().timeToLive(key)).isLessThanOrEqualTo(StoreFixture.HOUR * 8 / 10);
	}

	@Test
	void tagWithoutSoftVersionTakesNoMoreThanANumber() {
		store().invalidate("a");
		store().version("b");
		for (String tag : List.of("a", "b")) {
			String key = store().layout().tag(tag);
			assertThat(store().text(key, "OBJECT", "ENCODING", key)).isEqualTo("int");
		}
	}

	@Test
	void softVersionStaysBesideANewerHardOne() {
		long soft = store().softInvalidate("a").version();
		long hard = store().invalidate("a").version();
		String key = store().layout().tag("a");
		assertThat(store().text(key, "GET", key)).isEqualTo(hard + ":" + soft);
	}

	@Test
	void softVersionOfZeroIsNone() {
		long clock = store().clock();
		String key = store().layout().tag("a");
		store().call(key, "SET", key, clock + ":0");
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, 0));
		long soft = store().softInvalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, soft));
	}

	@Test
	void versionsHaveNoFractionAndNoExponent() {
		long version = store().invalidate("a").version();
		assertThat(store().text(clockKey(), "GET", clockKey())).isEqualTo(Long.toString(version));
		assertThat(store().text(clockKey(), "GET", store().layout().tag("a"))).isEqualTo(String.valueOf(version));
	}

	@Test
	void entryOfAnotherTypeIsBytesThatAreNoEntry() {
		String key = store().layout().entry(KEY);
		store().call(key, "SADD", key, "member");
		assertThat(Futures.await(store().entries().get(KEY))).isEmpty();
	}

	@Test
	void entryOfAnotherTypeIsReplaced() {
		String key = store().layout().entry(KEY);
		store().call(key, "SADD", key, "member");
		Futures.await(store().entries().set(KEY, new byte[] { 1 }, 1000));
		assertThat(Futures.await(store().entries().get(KEY))).containsExactly(1);
	}

	@Test
	void scriptsThatTheServerForgotAreSentAgain() {
		long version = store().invalidate("a").version();
		store().callAll("SCRIPT", "FLUSH");
		assertThat(store().invalidate("a").version()).isGreaterThan(version);
		store().callAll("SCRIPT", "FLUSH");
		assertThat(store().version("a").hard()).isGreaterThan(version);
	}

	@Test
	void slicesThatFindNoScriptAreAllDone() {
		store().callAll("SCRIPT", "FLUSH");
		var sent = IntStream.range(0, 10)
			.mapToObj((slice) -> store().log().append(store().tags(Mode.HARD, 1000, "tag" + slice)))
			.toList();
		List<Long> versions = new ArrayList<>(sent.stream().map((answer) -> Futures.await(answer).version()).toList());
		assertThat(versions).doesNotHaveDuplicates();
		for (int i = 0; i < 10; i++) {
			assertThat(store().version("tag" + i).hard()).isEqualTo(versions.get(i));
		}
	}

	@Test
	void preparedStoreRunsItsScripts() {
		store().callAll("SCRIPT", "FLUSH");
		Futures.await(store().redis().prepare());
		assertThat(store().text(clockKey(), "EXISTS", clockKey())).isEqualTo("1");
	}

	private static String[] names(int count) {
		return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
	}

	private List<LogRecord> records() {
		List<?> records = (List<?>) store().call(logKey(), "XRANGE", logKey(), "-", "+");
		return records.stream().map((entry) -> LogRecord.of((List<?>) entry)).toList();
	}

	private record LogRecord(long version, Map<String, String> fields) {

		static LogRecord of(List<?> entry) {
			String id = text(entry.get(0));
			assertThat(id).endsWith("-0");
			Map<String, String> fields = new HashMap<>();
			List<?> flat = (List<?>) entry.get(1);
			for (int i = 0; i < flat.size(); i += 2) {
				fields.put(text(flat.get(i)), text(flat.get(i + 1)));
			}
			return new LogRecord(Long.parseLong(id.substring(0, id.length() - 2)), fields);
		}

		private static String text(Object bytes) {
			return new String((byte[]) bytes, StandardCharsets.UTF_8);
		}

	}

}
