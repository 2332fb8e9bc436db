package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An entry serves a call only if no tag that the call declares was invalidated, whatever
 * the entry was tagged with.
 */
class DeclaredTagsTests {

	private static final CountedTags STORED = CountedTags.ofCall(7, "a");

	private static final long OTHER = 8;

	static Stream<Arguments> nodesAndCalls() {
		return nodes().flatMap((node) -> calls().map((call) -> Arguments.of(node, call)));
	}

	static Stream<Named<Supplier<Workbench>>> nodes() {
		return Stream.of(Named.of("strict", Workbench::new), Named.of("bounded", Workbench::following));
	}

	static Stream<Named<CountedTags>> calls() {
		return Stream.of(Named.of("tag of the call", CountedTags.ofCall(OTHER, "a", "b")),
				Named.of("tag of the result", CountedTags.ofResult(OTHER, "a", "b")),
				Named.of("templates without a fingerprint",
						CountedTags.ofCall(DeclaredTags.UNKNOWN_TEMPLATES, "a", "b")),
				Named.of("no tag in common", CountedTags.ofResult(OTHER, "b")));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("nodesAndCalls")
	void entryOfTheStoreIsAMissOnceATagOfTheCallIsInvalidated(Supplier<Workbench> node, CountedTags call) {
		Workbench bench = node.get();
		Region region = stored(bench, Workbench.SETTINGS);
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
		bench.invalidate("b");
		bench.follow();
		assertThat(read(region, call)).isNull();
		assertThat(region.statistics().misses(MissReason.TAG)).isOne();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("nodesAndCalls")
	void entryInMemoryIsAMissOnceATagOfTheCallIsInvalidated(Supplier<Workbench> node, CountedTags call) {
		Workbench bench = node.get();
		Region region = stored(bench, Workbench.NEAR);
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
		assertThat(region.statistics().nearHits()).isOne();
		bench.softInvalidate("b");
		bench.follow();
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, call)).isNull();
		assertThat(read(region, call)).isNull();
		assertThat(region.statistics().misses(MissReason.TAG)).isOne();
	}

	/**
	 * Storing raises {@code asOf} for the tags that the entry carries, and for no others.
	 */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("nodesAndCalls")
	void invalidationDuringALoadThatDidNotDeclareTheTagIsSeen(Supplier<Workbench> node, CountedTags call) {
		Workbench bench = node.get();
		bench.register("a", "b");
		bench.follow();
		Region region = bench.region(Workbench.NEAR);
		long token = region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run).join().token();
		bench.invalidate("b");
		bench.follow();
		assertThat(store(region, token)).isTrue();
		assertThat(read(region, call)).isNull();
	}

	@ParameterizedTest
	@MethodSource("nodes")
	void putWithoutTagsIsAMissOnceATagOfTheCallIsInvalidated(Supplier<Workbench> node) {
		Workbench bench = node.get();
		bench.register("a", "b");
		Region region = bench.region(Workbench.NEAR);
		region.put(Map.of(Workbench.KEY, Workbench.entry("text")), null).join();
		bench.follow();
		CountedTags call = CountedTags.ofCall(OTHER, "b");
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
		bench.invalidate("b");
		bench.follow();
		assertThat(read(region, call)).isNull();
	}

	@Test
	void tagThatTheStoreHasNeverHeardOfIsAMissOnce() {
		Workbench bench = new Workbench();
		Region region = stored(bench, Workbench.SETTINGS);
		CountedTags call = CountedTags.ofResult(OTHER, "new");
		bench.invalidate("other");
		assertThat(read(region, call)).isNull();
		assertThat(store(region, bench.clock())).isTrue();
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void tagThatTheHistoryKnowsNothingOfIsGood() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.SETTINGS);
		bench.store().calls();
		assertThat(read(region, CountedTags.ofResult(OTHER, "new"))).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).containsExactly(Call.GET);
	}

	@Test
	void historyThatDoesNotReachBackToTheLoadAsksTheStore() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.NEAR);
		CountedTags call = CountedTags.ofResult(OTHER, "b");
		bench.invalidate("b");
		bench.gap();
		assertThat(read(region, call)).isNull();
	}

	/**
	 * Another node stored the entry, and had met an invalidation that this node meets
	 * later.
	 */
	@Test
	void entryInMemoryWithTagsOfACallIsCurrentUpToItsLoadTokenOnly() {
		Workbench bench = Workbench.following();
		bench.register("a", "b");
		long token = bench.history().position();
		long ahead = bench.invalidate("b");
		Header header = new Header(ahead, ahead, token, (byte) 1, Workbench.TEXT.fingerprint(), 7, 0, 0, 0,
				List.of("a"));
		bench.putBytes(Envelope.write(header, Payload.of("text".getBytes(StandardCharsets.UTF_8))));
		Region region = bench.region(Workbench.NEAR);
		CountedTags call = CountedTags.ofResult(OTHER, "a", "b");
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, call)).extracting(Hit::value)
			.isEqualTo("text");
		bench.follow();
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, call)).isNull();
		assertThat(read(region, call)).isNull();
	}

	@ParameterizedTest
	@MethodSource("nodes")
	void callThatDeclaresNothingIsServedByAnyEntry(Supplier<Workbench> node) {
		Workbench bench = node.get();
		Region region = stored(bench, Workbench.SETTINGS);
		bench.invalidate("b");
		assertThat(read(region, LiteralTags.NONE)).extracting(Hit::value).isEqualTo("text");
	}

	@ParameterizedTest
	@MethodSource("nodes")
	void templatesOfTheEntryAreNotEvaluated(Supplier<Workbench> node) {
		Workbench bench = node.get();
		Region region = stored(bench, Workbench.NEAR);
		CountedTags same = CountedTags.ofCall(7, "a");
		assertThat(read(region, same)).extracting(Hit::value).isEqualTo("text");
		assertThat(read(bench.region(Workbench.SETTINGS), same)).extracting(Hit::value).isEqualTo("text");
		assertThat(same.evaluations()).hasValue(0);
	}

	@Test
	void otherTemplatesAreEvaluatedOnceForAnEntryInMemory() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.NEAR);
		CountedTags call = CountedTags.ofResult(OTHER, "a", "b");
		assertThat(read(region, call)).extracting(Hit::value).isEqualTo("text");
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, call)).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, STORED)).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(call.evaluations()).hasValue(1);
	}

	@Test
	void templatesThatGiveNoFurtherTagAreEvaluatedOnceForAnEntryInMemory() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.NEAR);
		CountedTags renamed = CountedTags.ofResult(OTHER, "a");
		assertThat(read(region, renamed)).extracting(Hit::value).isEqualTo("text");
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, renamed)).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(renamed.evaluations()).hasValue(1);
	}

	@Test
	void tagsThatACallNamesItselfNeedNoFutureIfTheEntryCarriesThem() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.NEAR);
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, new LiteralTags("a"))).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(region.readNear(Workbench.KEY.local(), Workbench.TEXT, new LiteralTags("a", "b"))).isNull();
	}

	@Test
	void entryInMemoryTakesOverABoundedNumberOfTags() {
		Workbench bench = Workbench.following();
		Region region = stored(bench, Workbench.NEAR);
		for (int i = 0; i < 200; i++) {
			assertThat(read(region, new LiteralTags("user:" + i))).extracting(Hit::value).isEqualTo("text");
		}
		assertThat(region.near().get(Workbench.KEY.local()).tags()).hasSize(3 + 64);
		bench.invalidate("user:150");
		bench.follow();
		assertThat(read(region, new LiteralTags("user:150"))).isNull();
	}

	@Test
	void plainTagsOfACallCostNoRoundTripMore() {
		Workbench bench = new Workbench();
		Region region = stored(bench, Workbench.SETTINGS);
		bench.store().calls();
		assertThat(read(region, CountedTags.ofCall(OTHER, "a", "b"))).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void plainTagsOfACallCostNoRoundTripMoreForAnEntryInMemory() {
		Workbench bench = new Workbench();
		Region region = stored(bench, Workbench.NEAR);
		bench.store().calls();
		assertThat(read(region, CountedTags.ofCall(OTHER, "a", "b"))).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void tagsOfTheResultCostOneRoundTripMoreOnlyWhereTheyDiffer() {
		Workbench bench = new Workbench();
		Region region = stored(bench, Workbench.SETTINGS);
		bench.store().calls();
		assertThat(read(region, CountedTags.ofResult(OTHER, "b"))).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE, Call.OBSERVE);
		assertThat(read(region, CountedTags.ofResult(OTHER, "a"))).extracting(Hit::value).isEqualTo("text");
		assertThat(bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE);
	}

	@Test
	void templateThatFailsFailsTheRead() {
		Region region = stored(Workbench.following(), Workbench.NEAR);
		DeclaredTags failing = TextCall.taggedByResult((value) -> {
			throw new IllegalStateException("a template");
		});
		Lookup lookup = region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
		assertThatIllegalStateException().isThrownBy(() -> region.read(lookup, Workbench.TEXT, failing))
			.withMessage("a template");
	}

	@ParameterizedTest
	@MethodSource("nodes")
	void eachOfSeveralEntriesIsJudgedByTheTagsOfTheCall(Supplier<Workbench> node) {
		Workbench bench = node.get();
		Region region = stored(bench, Workbench.SETTINGS);
		CountedTags call = CountedTags.ofResult(OTHER, "b");
		assertThat(readAll(region, call)).extracting(Hit::value).isEqualTo("text");
		bench.invalidate("b");
		bench.follow();
		assertThat(readAll(region, call)).isNull();
	}

	private static @Nullable Hit readAll(Region region, DeclaredTags declared) {
		Lookup lookup = region.lookupAll(List.of(Workbench.KEY), Workbench.TEXT).join().get(0);
		return region.read(lookup, Workbench.TEXT, declared).join();
	}

	private static @Nullable Hit read(Region region, DeclaredTags declared) {
		Lookup lookup = region.lookup(Workbench.KEY, Workbench.TEXT, declared, Runnable::run).join();
		return region.read(lookup, Workbench.TEXT, declared).join();
	}

	private static Region stored(Workbench bench, RegionSettings settings) {
		bench.register("a", "b");
		bench.follow();
		Region region = bench.region(settings);
		assertThat(store(region, bench.clock())).isTrue();
		return region;
	}

	private static boolean store(Region region, long token) {
		return region.store(Workbench.KEY, Workbench.entry("text", "a").taggedBy(STORED), token).join();
	}

}
