package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explicit puts of a node that follows the log, whether its reads are judged by the store
 * or not. What came between the token and the put counts only if it was an event of the
 * put's own key or tags.
 */
class PutByHistoryTests {

	private static Workbench bench(boolean strict) {
		return strict ? Workbench.strict() : Workbench.following();
	}

	/**
	 * Puts a value whose method was called before something happened.
	 */
	private static boolean put(Workbench bench, Consumer<Workbench> meanwhile) {
		long token = bench.history().token();
		meanwhile.accept(bench);
		bench.follow();
		return put(bench.region(), token).join();
	}

	private static CompletableFuture<Boolean> put(Region region, long token) {
		return region.put(Map.of(EntryKey.of(region.name(), "1"), Workbench.entry("text", "new")), token);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void newKeyAndTagAreStoredWhereAnotherTagWasInvalidated(boolean strict) {
		Workbench bench = bench(strict);
		assertThat(put(bench, (any) -> any.invalidate("other"))).isTrue();
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueThatTheStoreDoesNotFindGoodIsCurrentUpToItsOwnEvent(boolean strict) {
		Workbench bench = bench(strict);
		bench.store().before(Call.OBSERVE, () -> bench.keyEvent(Workbench.NEIGHBOUR));
		Held answer = bench.store().hold(Call.APPEND);
		CompletableFuture<Boolean> put = put(bench.region(), bench.history().token());
		bench.follow();
		answer.release();
		assertThat(put).isCompletedWithValue(true);
		assertThat(bench.stored().header()).extracting(Header::asOf, Header::written)
			.containsExactly(bench.clock(), bench.clock());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void putOfNamesThatNobodyKnowsTakesOneRoundTripWhereTheHistoryEndsAtTheClock(boolean strict) {
		Workbench bench = bench(strict);
		assertThat(put(bench, (any) -> any.invalidate("other"))).isTrue();
		assertThat(bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET);
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void putWithoutATokenTakesOneRoundTripWhereTheHistoryEndsAtTheClock(boolean strict) {
		Workbench bench = bench(strict);
		assertThat(bench.region().put(Map.of(Workbench.KEY, Workbench.entry("text", "new")), null).join()).isTrue();
		assertThat(bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET);
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void putWithoutATokenThatTheStoreDoesNotFindGoodIsWrittenOnceMore(boolean strict) {
		Workbench bench = bench(strict);
		bench.invalidate("new");
		assertThat(bench.region().put(Map.of(Workbench.KEY, Workbench.entry("text", "new")), null).join()).isTrue();
		assertThat(bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND, Call.SET, Call.SET);
		bench.follow();
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void putWhoseHistoryDoesNotEndAtTheClockIsNotGoodBecauseOfIt(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		bench.store().before(Call.APPEND, () -> {
			bench.keyEvent(Workbench.KEY);
			bench.invalidate("other");
		});
		assertThat(put(bench.region(), token).join()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void putThatIsHeldIsJudgedByItsAnswer(boolean strict) {
		Workbench bench = bench(strict);
		bench.node().hold(List.of(), List.of(Workbench.KEY));
		put(bench.region(), bench.history().token()).join();
		assertThat(bench.store().appends()).extracting(Append::put).containsOnlyNulls();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsStoredWhereAnotherKeyOfTheBucketWasPut(boolean strict) {
		assertThat(put(bench(strict), (bench) -> bench.keyEvent(Workbench.NEIGHBOUR))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsStoredWhereTheSameKeyOfAnotherRegionWasPut(boolean strict) {
		assertThat(put(bench(strict), (bench) -> bench.keyEvent(EntryKey.of("others", Workbench.KEY.text())))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsStoredWhereTheStoreForgotTheTagOfItsRegion(boolean strict) {
		assertThat(put(bench(strict), (bench) -> {
			bench.invalidate("other");
			bench.memory().forgetTag(TagName.ofRegion(Workbench.REGION));
		})).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsRefusedWhereItsKeyWasPut(boolean strict) {
		assertThat(put(bench(strict), (bench) -> bench.keyEvent(Workbench.KEY))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsRefusedWhereItsTagWasInvalidated(boolean strict) {
		assertThat(put(bench(strict), (bench) -> bench.invalidate("new"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsRefusedWhereItsKeyWasPutRightBefore(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		bench.store().before(Call.APPEND, () -> bench.keyEvent(Workbench.KEY));
		assertThat(put(bench.region(), token).join()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsAMissWhoseTagWasInvalidatedRightBefore(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		bench.store().before(Call.APPEND, () -> bench.invalidate("new"));
		put(bench.region(), token).join();
		bench.follow();
		assertThat(Workbench.read(bench.region(), "new")).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void valueIsRefusedWhoseTokenIsBelowTheFloor(boolean strict) {
		assertThat(put(bench(strict), Workbench::gap)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bothOfTwoRegionsStoreAValueOfOneMethod(boolean strict) {
		Workbench bench = bench(strict);
		Region other = bench.region("others", Workbench.SETTINGS, bench.codec(), Runnable::run);
		long token = bench.history().token();
		assertThat(put(bench.region(), token).join()).isTrue();
		assertThat(put(other, token).join()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void recordThatIsMetBeforeTheAnswerCostsNothing(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		bench.invalidate("other");
		bench.follow();
		Held answer = bench.store().hold(Call.APPEND);
		CompletableFuture<Boolean> put = put(bench.region(), token);
		bench.follow();
		answer.release();
		assertThat(put).isCompletedWithValue(true);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownEventThatIsKnownBeforeTheObservationArrivesCostsNothing(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		Held observed = holdTheObservationOfAPut(bench);
		CompletableFuture<Boolean> put = put(bench.region(), token);
		observed.release();
		assertThat(put).isCompletedWithValue(true);
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownRecordThatIsMetBeforeTheObservationArrivesCostsNothing(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.history().token();
		Held observed = holdTheObservationOfAPut(bench);
		CompletableFuture<Boolean> put = put(bench.region(), token);
		bench.invalidate("other");
		bench.follow();
		observed.release();
		assertThat(put).isCompletedWithValue(true);
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ownEventThatIsKnownBeforeTheObservationArrivesDoesNotHinderAPutIfAbsent(boolean strict) {
		Workbench bench = bench(strict);
		long token = bench.register("new");
		Held observed = bench.store().hold(Call.OBSERVE);
		CompletableFuture<Boolean> put = bench.region()
			.putUnlessAfter(Workbench.KEY, Workbench.entry("text", "new"), token);
		bench.follow();
		observed.release();
		assertThat(put).isCompletedWithValue(true);
		assertThat(Workbench.read(bench.region(), "new")).extracting(Hit::value).isEqualTo("text");
	}

	/**
	 * Keeps the observation of the next put until its key event is known. A name that is
	 * held has the put judged by its answer. An invalidation between the two takes the
	 * history's word from it: the put is judged by the observation.
	 */
	private static Held holdTheObservationOfAPut(Workbench bench) {
		bench.node().hold(List.of("held"), List.of());
		bench.store().before(Call.APPEND, () -> bench.invalidate("other"));
		return bench.store().hold(Call.OBSERVE);
	}

}
