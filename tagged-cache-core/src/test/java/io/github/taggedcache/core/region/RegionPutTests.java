package io.github.taggedcache.core.region;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PutCheck;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Putting explicitly.
 */
class RegionPutTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final long token = this.bench.register("a");

	@Test
	void valueIsPut() {
		assertThat(put()).isTrue();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void valueIsPutAlsoUnderATagThatNobodyKnows() {
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("text", "new")), null).join()).isTrue();
		assertThat(Workbench.read(this.region, "new")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void puttingTakesOneRoundTrip() {
		Held event = this.bench.store().hold(Call.APPEND);
		CompletableFuture<Boolean> put = this.region.put(entry(), this.token);
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET);
		event.release();
		assertThat(put).isCompletedWithValue(true);
		assertThat(this.bench.store().calls()).isEmpty();
	}

	/**
	 * So that the record of each slice names its keys.
	 */
	@Test
	void putOfMoreKeysThanASliceHasNoEntriesBesideItsEvents() {
		Map<EntryKey, NewEntry> entries = IntStream.rangeClosed(0, InvalidationLog.APPENDED_AT_ONCE)
			.boxed()
			.collect(Collectors.toMap((i) -> EntryKey.of(Workbench.REGION, "key " + i),
					(i) -> Workbench.entry("text", "a")));
		assertThat(this.region.put(entries, this.token).join()).isTrue();
		assertThat(this.bench.store().appends()).hasSize(2)
			.allSatisfy((append) -> assertThat(append.put()).isNull())
			.noneMatch(Append::isWide);
	}

	@Test
	void entryIsAsOfTheTokenAndNamesThePut() {
		put();
		PutCheck check = this.bench.store().appends().get(0).put();
		assertThat(check).isNotNull();
		assertThat(this.bench.stored().header()).extracting(Header::asOf, Header::written)
			.containsExactly(this.token, -check.id());
	}

	@Test
	void twoPutsHaveTwoIds() {
		put();
		put();
		assertThat(this.bench.store().appends()).extracting((append) -> append.put().id()).doesNotHaveDuplicates();
	}

	@Test
	void entryThatArrivesFirstIsAMissUntilItsKeyEventArrives() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.put(entry(), this.token)).isCompletedExceptionally();
		assertThat(this.bench.stored()).isNotNull();
		assertThat(Workbench.read(this.region, "a")).isNull();
		this.bench.memory().append(this.bench.store().appends().get(0)).join();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void entryIsAMissUntilItIsThere() {
		put();
		this.bench.store().before(Call.SET, () -> assertThat(Workbench.read(this.region, "a")).isNull());
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("new", "a")), this.bench.clock()).join();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("new");
	}

	@Test
	void entryOfAPutThatIsNotGoodIsNeverValid() {
		this.bench.invalidate("a");
		this.bench.store().before(Call.REMOVE, () -> {
			assertThat(this.bench.stored()).isNotNull();
			assertThat(Workbench.read(this.region, "a")).isNull();
		});
		assertRefused();
	}

	@Test
	void softInvalidationAfterTheTokenIsNotLost() {
		this.bench.softInvalidate("a");
		assertRefused();
	}

	@Test
	void tagThatIsForgottenRightBeforeTheKeyEventMayHaveChanged() {
		this.bench.store().before(Call.APPEND, () -> {
			this.bench.invalidate("b");
			this.bench.memory().forgetTag("a");
		});
		put();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void entryIsCurrentUpToItsKeyEvent() {
		put();
		this.bench.memory().forgetTag("a");
		this.bench.register("a");
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void entryWhoseBucketIsForgottenIsAMiss() {
		put();
		this.bench.memory().forgetBucket(Workbench.KEY);
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void withoutATokenTheEntryIsAsOfTheClockBefore() {
		long clock = this.bench.invalidate("a");
		this.region.put(entry(), null).join();
		assertThat(this.bench.stored().header()).extracting(Header::asOf, Header::written)
			.containsExactly(clock, this.bench.clock());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "~articles", "~" })
	void valueIsRefusedWhoseTagWasInvalidatedAfterTheToken(String tag) {
		this.bench.invalidate(tag);
		assertRefused();
	}

	@Test
	void valueIsRefusedIfAnotherKeyEventCameAfterTheToken() {
		this.bench.keyEvent(Workbench.KEY);
		assertRefused();
	}

	@Test
	void valueIsRefusedIfAnotherKeyEventCameRightBeforeOurs() {
		this.bench.store().before(Call.APPEND, () -> this.bench.keyEvent(Workbench.KEY));
		assertRefused();
	}

	@Test
	void valueIsRefusedIfTheBucketIsForgottenRightBeforeOurKeyEvent() {
		this.bench.store().before(Call.APPEND, () -> {
			this.bench.invalidate("b");
			this.bench.memory().forgetBucket(Workbench.KEY);
		});
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseTokenIsAboveTheClock() {
		assertThat(this.region.put(entry(), this.token + 10).join()).isFalse();
	}

	@Test
	void refusedValueRemovesTheEntryBefore() {
		put();
		this.bench.invalidate("a");
		this.bench.store().calls();
		put();
		assertThat(this.bench.store().calls()).containsExactly(Call.APPEND, Call.SET, Call.OBSERVE, Call.REMOVE);
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void putOfRegisteredNamesObservesNothing() {
		put();
		this.bench.store().calls();
		assertThat(this.region.put(entry(), this.bench.clock()).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.APPEND, Call.SET);
	}

	@Test
	void putWhoseObservationFailedHasRegisteredNothing() {
		this.bench.store().fail(Call.OBSERVE);
		this.region.put(entry(), this.token).exceptionally((ex) -> false).join();
		this.bench.store().calls();
		assertThat(this.region.put(entry(), this.bench.clock()).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET);
	}

	@Test
	void withoutATokenAPutOfRegisteredNamesIsAsOfTheClockBeforeItsEvent() {
		put();
		long clock = this.bench.invalidate("a");
		this.region.put(entry(), null).join();
		assertThat(this.bench.stored().header()).extracting(Header::asOf, Header::written)
			.containsExactly(clock, this.bench.clock());
	}

	@Test
	void withoutATokenAPutOfRegisteredNamesReadsTheClockFirst() {
		put();
		this.bench.store().calls();
		this.bench.store().before(Call.APPEND, () -> this.bench.keyEvent(Workbench.KEY));
		assertThat(this.region.put(entry(), null).join()).isFalse();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET, Call.OBSERVE,
				Call.REMOVE);
	}

	@Test
	void invalidationRightAfterTheKeyEventOfAPutThatIsNotGoodIsNotLost() {
		put();
		this.bench.invalidate("a");
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("a"));
		this.region.put(entry(), null).join();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void invalidationRightBeforeTheKeyEventIsNotLost() {
		this.bench.store().before(Call.APPEND, () -> this.bench.invalidate("a"));
		put();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void invalidationBetweenTheKeyEventAndTheWriteIsNotLost() {
		this.bench.store().before(Call.SET, () -> this.bench.invalidate("a"));
		put();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void keyEventBetweenOursAndTheWriteIsNotLost() {
		this.bench.store().before(Call.SET, () -> this.bench.keyEvent(Workbench.KEY));
		put();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void laterPutIsNotOverruledByAnEarlierOneThatWritesAfterIt() {
		this.bench.store()
			.before(Call.SET, () -> this.region.put(Map.of(Workbench.KEY, Workbench.entry("new", "a")), null).join());
		put();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void putMakesALoadThatRunsUnstorable() {
		put();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("loaded", "a"), this.token).join()).isFalse();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void severalValuesArePutInTwoRoundTrips() {
		assertThat(this.region.put(entries(3), null).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET, Call.SET, Call.SET);
	}

	@Test
	void eachOfSeveralValuesHasItsOwnTags() {
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("text", "a"), EntryKey.of("articles", "2"),
				Workbench.entry("other", "b")), null)
			.join();
		assertThat(this.bench.stored().header().tags()).containsExactly("a");
	}

	@Test
	void oneRefusedValueOfSeveralIsTold() {
		this.bench.register("b");
		long token = this.bench.clock();
		this.bench.invalidate("b");
		EntryKey other = EntryKey.of("articles", "2");
		this.bench.memory().observe(new ObservedNames(List.of(), List.of(other), 0, false)).join();
		assertThat(this.region
			.put(Map.of(Workbench.KEY, Workbench.entry("text", "a"), other, Workbench.entry("other", "b")), token)
			.join()).isFalse();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void manyValuesArePutInSlices() {
		this.region.put(entries(150), null).join();
		assertThat(this.bench.store().appends()).extracting((append) -> append.keys().size()).containsExactly(100, 50);
	}

	@Test
	void oneValueThatCannotBeEncodedSendsNothing() {
		Map<EntryKey, NewEntry> entries = new LinkedHashMap<>(entry());
		entries.put(EntryKey.of("articles", "2"), Workbench.entry(TextCodec.UNENCODABLE));
		assertThatIllegalStateException().isThrownBy(() -> this.region.put(entries, null));
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void putWhoseKeyEventFailsWritesNothing() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.put(entry(), null)).isCompletedExceptionally();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND);
	}

	@Test
	void severalValuesOfATokenArePutInOneRoundTrip() {
		assertThat(this.region.put(entries(3), this.bench.clock()).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET, Call.SET, Call.SET);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text1");
	}

	@Test
	void moreNamesThanOneAppendTakesArePutInTwoRoundTrips() {
		assertThat(this.region.put(entries(999), this.bench.clock()).join()).isTrue();
		assertThat(this.bench.store().appends()).extracting(Append::put).containsOnlyNulls();
	}

	private void assertRefused() {
		assertThat(put()).isFalse();
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.statistics().refused()).isOne();
	}

	private boolean put() {
		return this.region.put(entry(), this.token).join();
	}

	private static Map<EntryKey, NewEntry> entry() {
		return Map.of(Workbench.KEY, Workbench.entry("text", "a"));
	}

	private static Map<EntryKey, NewEntry> entries(int count) {
		Map<EntryKey, NewEntry> entries = new LinkedHashMap<>();
		IntStream.range(0, count)
			.forEach((i) -> entries.put(EntryKey.of("articles", "" + i), Workbench.entry("text" + i, "a")));
		return entries;
	}

}
