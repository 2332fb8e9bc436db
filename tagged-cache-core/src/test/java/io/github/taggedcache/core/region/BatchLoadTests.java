package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.BatchLoader;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reading several values, and loading those that are missing by one run of a loader.
 */
class BatchLoadTests {

	private static final EntryKey ONE = EntryKey.of(Workbench.REGION, "one");

	private static final EntryKey TWO = EntryKey.of(Workbench.REGION, "two");

	private static final EntryKey THREE = EntryKey.of(Workbench.REGION, "three");

	private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

	private final List<List<String>> runs = new ArrayList<>();

	private final LoadScope scope = new LoadScope();

	private Workbench bench = Workbench.following();

	private Runnable onLoad = () -> {
	};

	@Test
	void loaderRunsOnceForAllThatIsMissingInTheirOrder() throws Exception {
		Region region = this.bench.region(Workbench.NEAR);
		store(region, TWO, "2", "b");
		assertThat(get(region, THREE, TWO, ONE)).containsExactly("three!", "2", "one!");
		assertThat(this.runs).containsExactly(List.of("three", "one"));
		assertThat(get(region, ONE, TWO, THREE)).containsExactly("one!", "2", "three!");
		assertThat(this.runs).hasSize(1);
	}

	@Test
	void noLoaderRunsForHits() throws Exception {
		Region region = this.bench.region(Workbench.NEAR);
		store(region, ONE, "1", "a");
		assertThat(get(region, ONE)).containsExactly("1");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valueWhoseTagWasInvalidatedDuringTheLoadIsRefusedAlone(boolean strict) throws Exception {
		this.bench = strict ? Workbench.strict() : Workbench.following();
		// What the store meets for the first time counts as invalidated just now
		this.bench.register("tag:one", "tag:two", "tag:three");
		Region region = this.bench.region();
		this.onLoad = () -> this.bench.node().invalidate(List.of("tag:two"), Mode.HARD).join();
		assertThat(get(region, ONE, TWO, THREE)).containsExactly("one!", "two!", "three!");
		this.onLoad = () -> {
		};
		assertThat(get(region, ONE, TWO, THREE)).containsExactly("one!", "two!", "three!");
		assertThat(this.runs).containsExactly(List.of("one", "two", "three"), List.of("two"));
		assertThat(region.statistics().refused()).isOne();
	}

	@Test
	void keyEventDuringTheLoadRefusesItsValue() throws Exception {
		Region region = this.bench.region();
		this.onLoad = () -> region.evict(TWO).join();
		get(region, ONE, TWO);
		this.onLoad = () -> {
		};
		get(region, ONE, TWO);
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("two"));
	}

	@Test
	void oldTokenOfACallRefusesItsValue() throws Exception {
		Region region = this.bench.region();
		long arrived = region.token();
		this.bench.node().invalidate(List.of("tag:one"), Mode.HARD).join();
		List<TextCall> calls = List.of(call(ONE).arrivedAt(arrived), call(TWO).arrivedAt(arrived));
		region.getAll(calls, this::load);
		assertThat(get(region, ONE, TWO)).containsExactly("one!", "two!");
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("one"));
	}

	@Test
	void valuesAreJudgedByOneObservationWhereTheStoreJudges() throws Exception {
		this.bench = Workbench.strict();
		get(this.bench.region(), ONE, TWO, THREE);
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET, Call.GET, Call.OBSERVE, Call.OBSERVE,
				Call.SET, Call.SET, Call.SET);
	}

	@Test
	void nothingIsAskedBetweenTheLoadAndTheWritesWhereTheHistoryJudges() throws Exception {
		this.bench.register("tag:one", "tag:two");
		Region region = this.bench.region();
		get(region, ONE, TWO);
		assertThat(this.bench.store().calls()).startsWith(Call.GET, Call.GET, Call.SET).doesNotContain(Call.APPEND);
	}

	@Test
	void nearEntriesAreNotSentForWhereTheStoreJudges() throws Exception {
		this.bench = Workbench.strict();
		Region region = this.bench.region(Workbench.NEAR);
		get(region, ONE, TWO);
		this.bench.store().calls();
		assertThat(get(region, ONE, TWO, THREE)).containsExactly("one!", "two!", "three!");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE, Call.SET);
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("three"));
	}

	@Test
	void keyThatIsLeftOutHasNoValueAndIsNotCached() throws Exception {
		Region region = this.bench.region();
		BatchLoader onlyTwo = (missing) -> {
			this.runs.add(texts(missing));
			return missing.stream().map((call) -> call.key().equals(TWO) ? new Loaded("2", true) : null).toList();
		};
		assertThat(region.getAll(calls(ONE, TWO), onlyTwo)).containsExactly(null, new HandedOver("2"));
		region.getAll(calls(ONE, TWO), onlyTwo);
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("one"));
	}

	@Test
	void nullIsAValue() throws Exception {
		Region region = this.bench.region();
		BatchLoader nulls = (missing) -> {
			this.runs.add(texts(missing));
			return Collections.nCopies(missing.size(), new Loaded(null, true));
		};
		region.getAll(calls(ONE), nulls);
		assertThat(region.getAll(calls(ONE), nulls)).containsExactly(new HandedOver(null));
		assertThat(this.runs).hasSize(1);
	}

	@Test
	void valueThatIsForTheCallerOnlyIsNotStored() throws Exception {
		Region region = this.bench.region();
		BatchLoader unless = (missing) -> {
			this.runs.add(texts(missing));
			return List.of(new Loaded("1", false), new Loaded("2", true));
		};
		region.getAll(calls(ONE, TWO), unless);
		get(region, ONE, TWO);
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("one"));
	}

	@Test
	void scopeOfTheLoaderHoldsForAllValues() throws Exception {
		Region region = this.bench.region();
		this.onLoad = () -> LoadScope.current().addTags(List.of("all"));
		get(region, ONE, TWO);
		this.onLoad = () -> {
		};
		this.bench.node().invalidate(List.of("all"), Mode.HARD).join();
		get(region, ONE, TWO);
		assertThat(this.runs).hasSize(2);
	}

	@Test
	void exceptionOfTheLoaderIsThatOfTheCall() {
		Region region = this.bench.region();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> region.getAll(calls(ONE), (missing) -> {
			throw new NumberFormatException("no database");
		})).withCauseInstanceOf(NumberFormatException.class);
	}

	@Test
	void loaderThatGivesTooFewIsAnError() {
		Region region = this.bench.region();
		assertThatExceptionOfType(LoadFailedException.class)
			.isThrownBy(() -> region.getAll(calls(ONE, TWO), (missing) -> List.of()))
			.withStackTraceContaining("made 0 values for 2 keys of region 'articles'");
	}

	@Test
	void staleValuesStandInIfAllThatIsMissingHasOne() throws Exception {
		Region region = staleRegion();
		get(region, ONE, TWO);
		this.bench.time().advance(TIME_TO_LIVE);
		this.bench.follow();
		BatchLoader failing = (missing) -> {
			this.runs.add(texts(missing));
			throw new NumberFormatException("no database");
		};
		assertThat(region.getAll(calls(TWO, ONE), failing)).containsExactly(new HandedOver("two!"),
				new HandedOver("one!"));
		assertThatExceptionOfType(LoadFailedException.class)
			.isThrownBy(() -> region.getAll(calls(ONE, THREE), failing));
	}

	@Test
	void staleValuesAreLoadedWithThoseThatAreMissing() throws Exception {
		Region region = staleRegion();
		get(region, ONE);
		this.bench.time().advance(TIME_TO_LIVE);
		this.bench.follow();
		get(region, ONE, TWO);
		assertThat(this.runs).containsExactly(List.of("one"), List.of("one", "two"));
	}

	@Test
	void failureOfOneValueLetsTheOthersBeStored() throws Exception {
		Region region = this.bench.region();
		TextCall failing = new TextCall(ONE, List.of(), (value) -> {
			throw new NumberFormatException("no tags");
		});
		assertThatExceptionOfType(NumberFormatException.class)
			.isThrownBy(() -> region.getAll(List.of(failing, call(TWO)), this::load));
		get(region, ONE, TWO);
		assertThat(this.runs).containsExactly(List.of("one", "two"), List.of("one"));
	}

	@Test
	void valueWhoseTagsAreNotKnownMakesNoneThatIsStored() {
		Dependencies made = new Dependencies();
		TextCall failing = new TextCall(ONE, List.of(), (value) -> {
			throw new NumberFormatException("no tags");
		}).madeFor(made);
		assertThatExceptionOfType(NumberFormatException.class)
			.isThrownBy(() -> this.bench.region().getAll(List.of(failing), this::load));
		assertThat(made.inherited().isWhole()).isFalse();
	}

	@Test
	void keyWithoutAValueIsHandedOver() throws Exception {
		Dependencies made = new Dependencies();
		this.bench.region().getAll(List.of(call(ONE).madeFor(made)), (missing) -> {
			LoadScope.collector().add(TWO, List.of("list"), this.bench.clock());
			return Collections.singletonList(null);
		});
		assertThat(made.inherited().names()).contains(TagName.ofKey(ONE), "list");
	}

	@Test
	void whatAFailedLoadObtainedIsHandedOver() {
		Dependencies made = new Dependencies();
		assertThatExceptionOfType(LoadFailedException.class)
			.isThrownBy(() -> this.bench.region().getAll(List.of(call(ONE).madeFor(made)), (missing) -> {
				LoadScope.collector().add(TWO, List.of("list"), this.bench.clock());
				throw new NumberFormatException("no database");
			}));
		assertThat(made.inherited().names()).contains("list");
	}

	@Test
	void eachMissingKeyIsALoadWithItsShareOfTheTime() throws Exception {
		List<Long> nanos = new ArrayList<>();
		this.bench.listen(new RegionEvents() {

			@Override
			public void loaded(EntryKey key, long took, @Nullable Throwable failure) {
				nanos.add(took);
			}

		});
		Region region = this.bench.region();
		this.onLoad = () -> this.bench.time().advance(Duration.ofMillis(30));
		get(region, ONE, TWO, THREE);
		assertThat(nanos).containsExactly(10_000_000L, 10_000_000L, 10_000_000L);
		assertThat(region.statistics().loads()).isEqualTo(3);
	}

	@Test
	void loadTakesOnePlaceOfTheRegionAndGivesItBack() throws Exception {
		Region region = this.bench.region(Workbench.waiting(false, new LoadSettings(null, new LimitSettings(1))));
		get(region, ONE, TWO);
		get(region, THREE);
		assertThat(this.runs).hasSize(2);
	}

	@Test
	void loadOfOneKeyInsideTheLoadDoesNotWaitForIt() throws Exception {
		Region region = this.bench.region(Workbench.waiting(false, new LoadSettings(null, new LimitSettings(1))));
		List<Object> inner = new ArrayList<>();
		BatchLoader nested = (missing) -> {
			inner.add(region.get(call(ONE), () -> "inner"));
			return missing.stream().map((call) -> new Loaded("outer", true)).toList();
		};
		assertThat(region.getAll(calls(ONE), nested)).containsExactly(new HandedOver("outer"));
		assertThat(inner).containsExactly("inner");
	}

	@Test
	void nothingIsDoneForNoCalls() throws Exception {
		assertThat(this.bench.region().getAll(List.of(), this::load)).isEmpty();
		assertThat(this.runs).isEmpty();
	}

	private Region staleRegion() {
		return this.bench.region(Workbench.SETTINGS.with(
				new StaleSettings(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ZERO, List.of()),
				RefreshAhead.NEVER));
	}

	private List<Object> get(Region region, EntryKey... keys) throws LoadFailedException {
		return region.getAll(calls(keys), this::load)
			.stream()
			.map((value) -> (value != null) ? value.value() : null)
			.toList();
	}

	private List<@Nullable Loaded> load(List<? extends LoadCall> missing) {
		this.runs.add(texts(missing));
		this.onLoad.run();
		return missing.stream().map((call) -> new Loaded(call.key().text() + "!", true)).toList();
	}

	private static List<String> texts(List<? extends LoadCall> calls) {
		return calls.stream().map((call) -> call.key().text()).toList();
	}

	private List<TextCall> calls(EntryKey... keys) {
		return Stream.of(keys).map(this::call).toList();
	}

	@Test
	void errorOfOneValueKeepsNoOtherOneWaiting() {
		this.bench = new Workbench();
		Region behind = this.bench.region(Workbench.behind(null));
		TextCall failing = new TextCall(TWO, List.of(), (value) -> {
			throw new NoClassDefFoundError("No");
		}).in(this.scope);
		assertThatExceptionOfType(NoClassDefFoundError.class)
			.isThrownBy(() -> behind.getAll(List.of(call(ONE), failing), this::load));
		assertThat(this.bench.writes().entries()).isZero();
		assertThat(this.bench.memory().get(ONE).join()).isNotNull();
	}

	private TextCall call(EntryKey key) {
		return new TextCall(key, List.of(), (value) -> List.of("tag:" + key.text())).in(this.scope);
	}

	private void store(Region to, EntryKey key, String value, String tag) {
		assertThat(to.put(Map.of(key, Workbench.entry(value, tag)), null).join()).isTrue();
		this.bench.store().calls();
	}

}
