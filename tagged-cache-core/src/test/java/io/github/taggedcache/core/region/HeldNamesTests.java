package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that a node takes for invalidated before their invalidation is recorded.
 */
@Timeout(30)
class HeldNamesTests {

	static Stream<Named<Supplier<Workbench>>> benches() {
		return Stream.of(Named.of("follows the log", Workbench::following),
				Named.of("asks the store", () -> registered(new Workbench())));
	}

	private static Workbench registered(Workbench bench) {
		bench.register("a");
		return bench;
	}

	private static Region stored(Workbench bench) {
		Region region = bench.region(Workbench.NEAR);
		long token = Math.max(region.token(), bench.clock());
		assertThat(region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
		return region;
	}

	@ParameterizedTest
	@MethodSource("benches")
	void entryWithAHeldTagIsAMiss(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of("a"), List.of());
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(region)).isNull();
		assertThat(Workbench.read(bench.region())).isNull();
		assertThat(region.lookupAll(List.of(Workbench.KEY), Workbench.TEXT).join()).noneMatch(Lookup::isFound);
	}

	@ParameterizedTest
	@MethodSource("benches")
	void entryOfAHeldKeyIsAMiss(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of(), List.of(EntryKey.of(Workbench.REGION, Workbench.KEY.text())));
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(region)).isNull();
	}

	@ParameterizedTest
	@MethodSource("benches")
	void inspectedCopyWithAHeldTagIsInvalidAlsoIfTheStoreHasNoVersionOfTheTag(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.memory().forgetTag("a");
		bench.node().hold(List.of("a"), List.of());
		Inspection found = region.inspect(Workbench.KEY, Workbench.TEXT);
		assertThat(found.seen().tag("a").hard()).isEqualTo(Long.MAX_VALUE);
		assertThat(found.near().byStore()).isEqualTo(Verdict.INVALID_BY_TAG);
		assertThat(found.stored().byStore()).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@ParameterizedTest
	@MethodSource("benches")
	void inspectedCopyOfAHeldKeyIsInvalidAlsoIfTheStoreHasNoVersionOfItsBucket(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.memory().forgetBucket(Workbench.KEY);
		bench.node().hold(List.of(), List.of(Workbench.KEY));
		Inspection found = region.inspect(Workbench.KEY, Workbench.TEXT);
		assertThat(found.near().byStore()).isEqualTo(Verdict.INVALID_BY_KEY);
		assertThat(found.stored().byStore()).isEqualTo(Verdict.INVALID_BY_KEY);
	}

	@ParameterizedTest
	@MethodSource("benches")
	void entryWithoutAHeldNameIsAHit(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of("b"), List.of(Workbench.NEIGHBOUR));
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@MethodSource("benches")
	void loadedValueWithAHeldTagIsNotStored(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = bench.region(Workbench.NEAR);
		bench.node().hold(List.of("a"), List.of());
		assertThat(region.store(Workbench.KEY, Workbench.entry("text", "a"), bench.clock()).join()).isFalse();
		assertThat(region.put(Map.of(Workbench.KEY, Workbench.entry("text", "a")), null).join()).isFalse();
		assertThat(bench.stored()).isNull();
	}

	@ParameterizedTest
	@MethodSource("benches")
	void loadWithAHeldTagIsNotHandedToAJoiner(Supplier<Workbench> benches) throws Exception {
		Workbench bench = benches.get();
		Region region = bench.region();
		HeldLoader old = new HeldLoader();
		Caller first = Caller.start(() -> region.get(call(), old));
		old.awaitStarted();
		bench.node().hold(List.of("a"), List.of());
		HeldLoader loader = new HeldLoader();
		Caller second = Caller.start(() -> region.get(call(), loader));
		second.awaitParked();
		loader.finish("new");
		old.finish("old");
		assertThat(result(first::result)).isEqualTo("old");
		assertThat(result(second::result)).isEqualTo("new");
	}

	private static TextCall call() {
		return TextCall.taggedByResult((value) -> List.of("a"));
	}

	private static Object result(Callable<Object> caller) throws Exception {
		return caller.call();
	}

	@ParameterizedTest
	@MethodSource("benches")
	void entryIsAHitAgainAfterTheRelease(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of("a"), List.of());
		bench.node().release(List.of("a"), List.of());
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.node().held()).isZero();
	}

	@ParameterizedTest
	@MethodSource("benches")
	void entryIsAMissAfterARecordedInvalidationAndTheRelease(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of("a"), List.of());
		bench.node().invalidate(List.of("a"), Mode.HARD).join();
		bench.node().release(List.of("a"), List.of());
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(region)).isNull();
	}

	@ParameterizedTest
	@MethodSource("benches")
	void tagThatIsHeldTwiceIsHeldUntilTheSecondRelease(Supplier<Workbench> benches) {
		Workbench bench = benches.get();
		Region region = stored(bench);
		bench.node().hold(List.of("a"), List.of());
		bench.node().hold(List.of("a"), List.of());
		bench.node().release(List.of("a"), List.of());
		assertThat(Workbench.read(region)).isNull();
	}

	@Test
	void nearHitAfterTheReleaseAsksTheStoreNothing() {
		Workbench bench = Workbench.following();
		Region region = stored(bench);
		bench.node().hold(List.of("b"), List.of());
		bench.follow();
		assertThat(bench.node().trusted()).isNull();
		bench.node().release(List.of("b"), List.of());
		assertThat(bench.node().trusted()).isNotNull();
		bench.store().calls();
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).isEmpty();
	}

}
