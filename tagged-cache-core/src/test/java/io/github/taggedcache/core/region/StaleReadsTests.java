package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.stale.StaleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is served though it is stale, and what is not.
 */
class StaleReadsTests {

	private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

	private static final Duration MEANWHILE = Duration.ofMinutes(10);

	private static final Duration ON_ERROR = Duration.ofMinutes(30);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Callable<String> FAILING = () -> {
		throw new NumberFormatException("no database");
	};

	private final Deque<Runnable> background = new ArrayDeque<>();

	/**
	 * Where reads are judged, and by what.
	 */
	enum Mode {

		NEAR(true, false), REMOTE(false, false), STRICT(false, true), STRICT_NEAR(true, true);

		private final boolean near;

		private final boolean strict;

		Mode(boolean near, boolean strict) {
			this.near = near;
			this.strict = strict;
		}

	}

	private Place place(Mode mode) {
		return place(mode, new StaleSettings(MEANWHILE, ON_ERROR, PAUSE, List.of(UnsupportedOperationException.class)),
				RefreshAhead.NEVER);
	}

	private Place place(Mode mode, StaleSettings stale, RefreshAhead ahead) {
		Workbench bench = mode.strict ? Workbench.strict() : Workbench.following();
		RegionSettings settings = mode.near ? Workbench.near(new NearSettings(1000, 0, null, Copying.AUTO))
				: Workbench.SETTINGS;
		return new Place(bench,
				bench.region(settings.with(stale, ahead), bench.codec(), (task) -> this.background.add(task)));
	}

	@ParameterizedTest
	@EnumSource
	void expiredValueIsServedWhileOneCallerRefreshes(Mode mode) throws Exception {
		Place place = place(mode);
		assertThat(place.get("old")).isEqualTo("old");
		place.pass(TIME_TO_LIVE);
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(place.get("newer")).isEqualTo("old");
		assertThat(this.background).hasSize(1);
		runBackground();
		assertThat(place.get("newest")).isEqualTo("new");
		assertThat(place.stale(StaleReason.EXPIRED)).isEqualTo(2);
		assertThat(place.refreshes(RefreshOutcome.LOADED)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void softInvalidatedValueIsServedWhileOneCallerRefreshes(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.bench.softInvalidate("a");
		place.bench.follow();
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(place.get("newer")).isEqualTo("old");
		assertThat(this.background).hasSize(1);
		runBackground();
		assertThat(place.get("newest")).isEqualTo("new");
		assertThat(place.stale(StaleReason.INVALIDATED)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void staleValueIsServedNoLongerThanItsTime(Mode mode) throws Exception {
		Place expired = place(mode);
		expired.get("old");
		expired.pass(TIME_TO_LIVE.plus(MEANWHILE));
		assertThat(expired.get("new")).isEqualTo("new");
		Place invalidated = place(mode);
		invalidated.get("old");
		invalidated.bench.softInvalidate("a");
		invalidated.pass(MEANWHILE.plusSeconds(1));
		assertThat(invalidated.get("new")).isEqualTo("new");
		assertThat(this.background).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void invalidatedValueIsNotServed(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.bench.softInvalidate("a");
		place.bench.invalidate("a");
		place.bench.follow();
		assertThat(place.get("new")).isEqualTo("new");
		assertThat(place.stale(StaleReason.INVALIDATED)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void expiredValueWhoseKeyWasEvictedIsNotServed(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.bench.keyEvent(Workbench.KEY);
		place.bench.follow();
		assertThat(place.get("new")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void valueIsNotServedIfATagOfTheCallWasInvalidated(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.bench.register("b");
		place.bench.invalidate("b");
		place.bench.follow();
		TextCall call = TextCall.tagged("a", "b");
		assertThat(place.region.get(call.reloaded(place.region, () -> "reloaded"), () -> "new")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void staleValueThatWasServedForAnotherTagDoesNotBecomeCurrentForIt(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.bench.register("b");
		place.bench.follow();
		TextCall call = TextCall.tagged("a", "b");
		assertThat(place.region.get(call.reloaded(place.region, FAILING), () -> "new")).isEqualTo("old");
		place.bench.invalidate("b");
		place.bench.follow();
		assertThat(place.region.get(call.reloaded(place.region, FAILING), () -> "new")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void callThatCannotBeMadeAgainIsServedNothingStale(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		assertThat(place.region.get(TextCall.tagged("a"), () -> "new")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void invalidationDuringARefreshWins(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.get(() -> {
			place.bench.invalidate("a");
			place.bench.follow();
			return "read before the invalidation";
		});
		runBackground();
		assertThat(place.get("new")).isEqualTo("new");
		assertThat(place.region.statistics().refused()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void invalidationBeforeARefreshDoesNotMakeItsValueOld(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		assertThat(place.get("new")).isEqualTo("old");
		place.bench.invalidate("a");
		place.bench.follow();
		runBackground();
		assertThat(place.get("newer")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void refreshTakesWhatAnotherNodeHasStored(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.get("unused");
		place.storeElsewhere("of another node");
		runBackground();
		assertThat(place.get("unused")).isEqualTo("of another node");
		assertThat(place.refreshes(RefreshOutcome.FOUND)).isOne();
		assertThat(place.refreshes(RefreshOutcome.LOADED)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void staleValueStandsInForALoadThatFails(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE.plus(MEANWHILE));
		assertThat(place.get(FAILING)).isEqualTo("old");
		assertThat(place.stale(StaleReason.ERROR)).isOne();
		place.pass(ON_ERROR.minus(MEANWHILE));
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> place.get(FAILING))
			.havingCause()
			.isInstanceOf(NumberFormatException.class);
	}

	@ParameterizedTest
	@EnumSource
	void sourceThatFailedIsLeftAloneForAWhile(Mode mode) throws Exception {
		Place place = place(mode, new StaleSettings(Duration.ZERO, ON_ERROR, PAUSE, List.of()), RefreshAhead.NEVER);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		assertThat(place.get(FAILING)).isEqualTo("old");
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(this.background).isEmpty();
		place.pass(PAUSE);
		assertThat(place.get("new")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void refreshThatFailsIsNotTriedAgainForAWhile(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.get(FAILING);
		runBackground();
		assertThat(place.refreshes(RefreshOutcome.FAILED)).isOne();
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(this.background).isEmpty();
		place.pass(PAUSE);
		assertThat(place.get("new")).isEqualTo("old");
		runBackground();
		assertThat(place.get("newer")).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void staleValueThatIsInvalidatedDuringTheLoadDoesNotStandIn(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE.plus(MEANWHILE));
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> place.get(() -> {
			place.bench.invalidate("a");
			place.bench.follow();
			return FAILING.call();
		}));
		assertThat(place.stale(StaleReason.ERROR)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void staleValueWhoseTagOfTheCallIsInvalidatedDuringTheLoadDoesNotStandIn(Mode mode) throws Exception {
		Place place = place(mode);
		place.bench.register("b");
		place.get("old");
		place.pass(TIME_TO_LIVE.plus(MEANWHILE));
		TextCall call = TextCall.tagged("a", "b").reloaded(place.region, FAILING);
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> place.region.get(call, () -> {
			place.bench.invalidate("b");
			place.bench.follow();
			return FAILING.call();
		}));
		assertThat(place.stale(StaleReason.ERROR)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void staleEntryOfAnotherNodeStaysStale(Mode mode) throws Exception {
		Place place = place(mode);
		place.storeElsewhere("old");
		place.bench.softInvalidate("a");
		place.bench.follow();
		assertThat(place.get(FAILING)).isEqualTo("old");
		assertThat(place.get(FAILING)).isEqualTo("old");
		assertThat(place.stale(StaleReason.INVALIDATED)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void callersThatJoinedALoadWhichFailsDoNotLoadAgain(Mode mode) throws Exception {
		Place place = place(mode);
		place.get("old");
		place.pass(TIME_TO_LIVE.plus(MEANWHILE));
		CompletableFuture<String> slow = new CompletableFuture<>();
		List<CompletableFuture<Object>> callers = Stream
			.generate(() -> place.region.retrieve(TextCall.tagged("a"), () -> slow))
			.limit(3)
			.toList();
		runBackground();
		slow.completeExceptionally(new NumberFormatException("no database"));
		runBackground();
		assertThat(callers).allSatisfy((caller) -> assertThat(caller).isCompletedWithValue("old"));
		assertThat(place.region.statistics().loads()).isEqualTo(2);
		assertThat(place.stale(StaleReason.ERROR)).isEqualTo(3);
	}

	@Test
	void answerOfALoaderIsNotReplaced() throws Exception {
		Place place = place(Mode.NEAR,
				new StaleSettings(Duration.ZERO, ON_ERROR, PAUSE, List.of(NumberFormatException.class)),
				RefreshAhead.NEVER);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> place.get(FAILING));
	}

	@Test
	void staleNearEntryIsServedWithoutARoundTrip() throws Exception {
		Place place = place(Mode.NEAR);
		place.get("old");
		place.pass(TIME_TO_LIVE);
		place.bench.store().calls();
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(place.bench.store().calls()).isEmpty();
	}

	@Test
	void nearEntryWithATimeToLiveOfItsOwnIsAskedForInTheStore() throws Exception {
		Workbench bench = Workbench.following();
		RegionSettings settings = Workbench.near(new NearSettings(1000, 0, Duration.ofMinutes(1), Copying.AUTO));
		Region region = bench.region(
				settings.with(new StaleSettings(MEANWHILE, Duration.ZERO, PAUSE, List.of()), RefreshAhead.NEVER),
				bench.codec(), this.background::add);
		Place place = new Place(bench, region);
		place.get("old");
		place.pass(Duration.ofMinutes(1));
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(place.stale(StaleReason.EXPIRED)).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void hitNearItsEndHasTheEntryLoadedAgain(Mode mode) throws Exception {
		Place place = place(mode, StaleSettings.NONE, new RefreshAhead(0.5));
		place.get("old");
		place.pass(TIME_TO_LIVE.dividedBy(4));
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(this.background).isEmpty();
		place.pass(TIME_TO_LIVE.dividedBy(2));
		assertThat(place.get("new")).isEqualTo("old");
		assertThat(this.background).hasSize(1);
		runBackground();
		assertThat(place.get("newer")).isEqualTo("new");
		assertThat(place.refreshes(RefreshOutcome.LOADED)).isOne();
		assertThat(this.background).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void hitNearItsEndIsContentWithWhatAnotherNodeHasLoaded(Mode mode) throws Exception {
		Place place = place(mode, StaleSettings.NONE, new RefreshAhead(0.5));
		place.get("old");
		place.pass(TIME_TO_LIVE.multipliedBy(3).dividedBy(4));
		place.get("unused");
		place.storeElsewhere("of another node");
		runBackground();
		assertThat(place.get("unused")).isEqualTo("of another node");
		assertThat(place.refreshes(RefreshOutcome.FOUND)).isOne();
	}

	private void runBackground() {
		for (Runnable task = this.background.poll(); task != null; task = this.background.poll()) {
			task.run();
		}
	}

	/**
	 * A region on its bench.
	 *
	 * @param bench the bench
	 * @param region the region
	 */
	private record Place(Workbench bench, Region region) {

		Place {
			bench.register("a");
			bench.follow();
		}

		Object get(String loaded) throws LoadFailedException {
			return get(() -> loaded);
		}

		Object get(Callable<String> loader) throws LoadFailedException {
			return this.region.get(TextCall.tagged("a").reloaded(this.region, loader), loader);
		}

		void pass(Duration time) {
			this.bench.time().advance(time);
			this.bench.follow();
		}

		/**
		 * Stores an entry by another node.
		 */
		void storeElsewhere(String value) {
			this.bench.storeElsewhere(value);
		}

		long stale(StaleReason reason) {
			return this.region.statistics().stale(reason);
		}

		long refreshes(RefreshOutcome outcome) {
			return this.region.statistics().refreshes(outcome);
		}

	}

}
