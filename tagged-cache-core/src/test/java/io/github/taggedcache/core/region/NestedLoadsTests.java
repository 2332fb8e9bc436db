package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values that are made from the value of {@link Workbench#KEY}.
 */
class NestedLoadsTests {

	private static final EntryKey OUTER = EntryKey.of(Workbench.REGION, "outer");

	private Workbench bench = Workbench.following();

	private Region region = this.bench.region(Workbench.NEAR);

	private final Dependencies made = new Dependencies();

	private void storeInner(String... tags) {
		this.region.store(Workbench.KEY, Workbench.entry("inner", tags), this.bench.clock()).join();
	}

	/**
	 * Loads the outer value from a hit of the inner one.
	 */
	private Object outer(Runnable meanwhile) {
		try {
			return this.region.get(new TextCall(OUTER, List.of("outer"), (value) -> List.of("outer")), () -> {
				Hit hit = this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE);
				meanwhile.run();
				return (hit != null) ? "made from " + hit.value() : "made alone";
			});
		}
		catch (LoadFailedException ex) {
			throw new AssertionError(ex);
		}
	}

	private boolean isStored() {
		return this.region.lookup(OUTER, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join().isFound();
	}

	private void serveStale(Duration meanwhile, Duration onError) {
		StaleSettings settings = new StaleSettings(meanwhile, onError, Duration.ZERO, List.of());
		this.region = this.bench.region(Workbench.SETTINGS.with(settings, RefreshAhead.NEVER), this.bench.codec(),
				(task) -> {
				});
	}

	private Hit readStale(Lookup lookup) {
		return this.region.stale()
			.read(lookup, Workbench.TEXT, LiteralTags.NONE, () -> (replaced) -> new CompletableFuture<>(),
					Runnable::run)
			.join();
	}

	private Lookup lookupOuter() {
		return this.region.lookup(OUTER, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
	}

	private static TextCall outerCall() {
		return new TextCall(OUTER, List.of("outer"), (value) -> List.of("outer"));
	}

	@Test
	void outerValueCarriesTheNamesOfTheInnerOne() {
		storeInner("a", "b");
		Dependencies collector = new Dependencies();
		Workbench.read(this.region).addTo(collector);
		assertThat(collector.inherited().names()).containsExactlyInAnyOrder("a", "b", "~articles", "~:articles:1");
	}

	@Test
	void hitThatTheHistoryJudgedIsKnownUpToOwnAppends() {
		storeInner("a");
		this.bench.follow();
		long own = this.bench.node().invalidate(List.of("outer"), Mode.HARD).join().get(0).version();
		assertThat(this.bench.node().history().position()).isLessThan(own);
		assertThat(outer(() -> {
		})).isEqualTo("made from inner");
		assertThat(isStored()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "~articles" })
	void outerValueIsNotStoredIfANameIsInvalidatedWhileItIsMade(String name) {
		storeInner("a");
		outer(() -> this.bench.node().invalidate(List.of(name), Mode.HARD).join());
		assertThat(isStored()).isFalse();
	}

	@Test
	void outerValueIsNotStoredIfTheInnerKeyIsEvictedWhileItIsMade() {
		storeInner("a");
		outer(() -> this.region.evict(Workbench.KEY).join());
		assertThat(isStored()).isFalse();
	}

	@Test
	void evictionOfTheInnerKeyReachesTheOuterEntry() {
		storeInner("a");
		outer(() -> {
		});
		assertThat(isStored()).isTrue();
		this.region.evict(Workbench.KEY).join();
		assertThat(isStored()).isFalse();
	}

	@Test
	void evictionOfAnotherKeyOfTheBucketDoesNotReachTheOuterEntry() {
		storeInner("a");
		outer(() -> {
		});
		this.region.evict(Workbench.NEIGHBOUR).join();
		assertThat(isStored()).isTrue();
	}

	@Test
	void storeIsNeverAskedForTheNameOfAKey() {
		this.bench = Workbench.strict();
		this.region = this.bench.region(Workbench.SETTINGS);
		storeInner("a");
		Dependencies collector = new Dependencies();
		Workbench.read(this.region).addTo(collector);
		Inherited inherited = collector.inherited();
		this.region.store(OUTER, Workbench.entry("outer", "outer").madeFrom(inherited), this.bench.clock()).join();
		assertThat(isStored()).isTrue();
		assertThat(this.bench.memory().peek(List.of(TagName.ofKey(Workbench.KEY)), List.of()).join().tags()).isEmpty();
		this.bench.keyEvent(Workbench.KEY);
		assertThat(isStored()).isFalse();
	}

	@Test
	void valueThatNobodyCanProveMakesNoneThatIsStored() {
		this.bench.serveNearFor(Duration.ofSeconds(30));
		this.region = this.bench.region(Workbench.NEAR);
		storeInner("a");
		assertThat(Workbench.read(this.region).isProven()).isTrue();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		this.bench.store().fail(Call.OBSERVE);
		Hit unproven = Workbench.read(this.region);
		assertThat(unproven.isProven()).isFalse();
		Dependencies collector = new Dependencies();
		unproven.addTo(collector);
		assertThat(collector.inherited().isWhole()).isFalse();
	}

	@Test
	void valueThatIsNotWholeIsNotStored() {
		Dependencies collector = new Dependencies();
		collector.addUnknown();
		assertThat(
				this.region.store(OUTER, Workbench.entry("outer").madeFrom(collector.inherited()), this.bench.clock()))
			.isCompletedWithValue(false);
		assertThat(isStored()).isFalse();
	}

	@Test
	void heldInnerKeyMakesTheOuterEntryInvalid() {
		storeInner("a");
		outer(() -> {
		});
		this.bench.node().hold(List.of(), List.of(Workbench.KEY));
		assertThat(isStored()).isFalse();
		assertThat(this.bench.node().holds(List.of(TagName.ofKey(Workbench.KEY)), OUTER)).isTrue();
	}

	/**
	 * Not only its soft end says so: whoever judges its tags finds it stale.
	 */
	@Test
	void valueMadeFromASoftlyInvalidatedOneIsAsOldAsThat() {
		serveStale(Duration.ofMinutes(10), Duration.ZERO);
		storeInner("a");
		this.bench.softInvalidate("a");
		this.bench.follow();
		Lookup inner = this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
		Dependencies collector = new Dependencies();
		readStale(inner).addTo(collector);
		Inherited inherited = collector.inherited();
		assertThat(inherited.isStale()).isTrue();
		long token = Math.min(this.bench.clock(), inherited.asOf());
		assertThat(this.region.store(OUTER, Workbench.entry("outer").madeFrom(inherited), token))
			.isCompletedWithValue(true);
		assertThat(this.region.lookup(OUTER, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join())
			.isInstanceOfSatisfying(Lookup.Stale.class,
					(stale) -> assertThat(stale.reason()).isEqualTo(MissReason.TAG));
	}

	/**
	 * Its own asOf was raised for its own tags only.
	 */
	@Test
	void staleValueServedByFurtherTagsIsAsOfItsLoadToken() {
		serveStale(Duration.ofMinutes(10), Duration.ZERO);
		long token = this.bench.clock();
		long soft = this.bench.softInvalidate("b");
		this.bench.follow();
		this.region.store(Workbench.KEY, Workbench.entry("inner", "a"), token).join();
		this.bench.softInvalidate("a");
		this.bench.follow();
		LiteralTags declared = new LiteralTags("a", "b");
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, declared, Runnable::run).join();
		assertThat(lookup).isInstanceOfSatisfying(Lookup.Stale.class,
				(stale) -> assertThat(stale.found().asOf()).isGreaterThanOrEqualTo(soft));
		Hit hit = this.region.stale()
			.read(lookup, Workbench.TEXT, declared, () -> (replaced) -> new CompletableFuture<>(), Runnable::run)
			.join();
		assertThat(hit.tags()).contains("b");
		assertThat(hit.asOf()).isEqualTo(token);
		assertThat(hit.staleSince()).isNotEqualTo(Long.MAX_VALUE);
	}

	@Test
	void whatAnInnerValueTookOverIsTakenOver() {
		Inherited inner = new Inherited(List.of("a", "~articles"), 7, 9, false, true);
		this.made.add(inner);
		assertThat(this.made.inherited()).isEqualTo(inner);
	}

	@Test
	void whatAFailedLoadObtainedIsTakenOver() {
		storeInner("a");
		assertThatExceptionOfType(LoadFailedException.class)
			.isThrownBy(() -> this.region.get(outerCall().madeFor(this.made), () -> {
				this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE);
				throw new NumberFormatException("no database");
			}));
		assertThat(this.made.inherited().names()).contains("a");
	}

	@Test
	void valueWhoseTagsAreNotKnownMakesNoneThatIsStored() {
		TextCall call = TextCall.taggedByResult((value) -> {
			throw new NumberFormatException("no tags");
		}).madeFor(this.made);
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> this.region.get(call, () -> "text"));
		assertThat(this.made.inherited().isWhole()).isFalse();
	}

	@Test
	void loadedValueThatIsNotWholeMakesNoneThatIsStored() throws Exception {
		this.region.get(outerCall().madeFor(this.made), () -> {
			LoadScope.collector().addUnknown();
			return "text";
		});
		assertThat(this.made.inherited().isWhole()).isFalse();
	}

	@Test
	void staleValueThatStandsInIsTakenOver() throws Exception {
		serveStale(Duration.ZERO, Duration.ofMinutes(30));
		storeInner("a");
		this.bench.time().advance(Duration.ofHours(1));
		this.bench.follow();
		Object served = this.region.get(TextCall.tagged("a").madeFor(this.made), () -> {
			throw new NumberFormatException("no database");
		});
		assertThat(served).isEqualTo("inner");
		assertThat(this.made.inherited().names()).contains("a");
		assertThat(this.made.inherited().isStale()).isTrue();
	}

	/**
	 * Not only its soft end says so, as above.
	 */
	@Test
	void loadedValueIsNoNewerThanTheStaleOneThatItIsMadeFrom() throws Exception {
		serveStale(Duration.ofMinutes(10), Duration.ZERO);
		long asOf = this.bench.register("a");
		this.bench.softInvalidate("a");
		this.bench.follow();
		this.region.get(outerCall(), () -> {
			LoadScope.collector().addStale(Workbench.KEY, List.of("a"), asOf, this.bench.time().millis());
			return "outer";
		});
		assertThat(lookupOuter()).isInstanceOfSatisfying(Lookup.Stale.class,
				(stale) -> assertThat(stale.reason()).isEqualTo(MissReason.TAG));
	}

	@Test
	void whoJoinedGetsNoValueThatIsMadeFromAStaleOne() {
		this.region = this.bench.region();
		long asOf = this.bench.register("a");
		this.bench.softInvalidate("a");
		this.bench.follow();
		assertThatTheJoinerLoadsAlone(
				(collector) -> collector.addStale(Workbench.KEY, List.of("a"), asOf, this.bench.time().millis()));
	}

	@Test
	void whoJoinedGetsNoValueThatIsNotWhole() {
		assertThatTheJoinerLoadsAlone(Dependencies::addUnknown);
	}

	private void assertThatTheJoinerLoadsAlone(Consumer<Dependencies> obtained) {
		CompletableFuture<String> loading = new CompletableFuture<>();
		CompletableFuture<Object> first = this.region.retrieve(outerCall(), () -> {
			obtained.accept(LoadScope.collector());
			return loading;
		});
		CompletableFuture<Object> second = this.region.retrieve(outerCall(),
				() -> CompletableFuture.completedFuture("alone"));
		assertThat(second).isNotDone();
		loading.complete("text");
		assertThat(first).isCompletedWithValue("text");
		assertThat(second).isCompletedWithValue("alone");
	}

	@Test
	void staleValuesInARowDoNotAddUpTheirTimes() throws Exception {
		serveStale(Duration.ofMinutes(10), Duration.ZERO);
		long since = this.bench.time().millis();
		this.bench.time().advance(Duration.ofMinutes(6));
		this.bench.follow();
		this.region.get(outerCall(), () -> {
			LoadScope.collector().addStale(Workbench.KEY, List.of("a"), this.bench.clock(), since);
			return "outer";
		});
		assertThat(readStale(lookupOuter()).staleSince()).isEqualTo(since);
		assertThat(this.bench.store().timesToLive()).last()
			.asInstanceOf(InstanceOfAssertFactories.LONG)
			.isLessThanOrEqualTo(Duration.ofMinutes(4).toMillis());
	}

}
