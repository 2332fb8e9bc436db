package io.github.taggedcache.core.region;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.region.JoinerRuleTests.Starter;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads, and what the log shows while they run.
 */
@Timeout(30)
class FollowedLoadsTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	static Stream<Arguments> invalidationsAndLeaders() {
		return invalidations()
			.flatMap((invalidation) -> JoinerRuleTests.callers().map((leader) -> Arguments.of(invalidation, leader)));
	}

	static Stream<Arguments> invalidationsLeadersAndJoiners() {
		return invalidations().flatMap((invalidation) -> leadersAndJoiners()
			.map((callers) -> Arguments.of(invalidation, callers.get()[0], callers.get()[1])));
	}

	static Stream<Arguments> leadersAndJoiners() {
		return JoinerRuleTests.callers()
			.flatMap((leader) -> JoinerRuleTests.callers().map((joiner) -> Arguments.of(leader, joiner)));
	}

	/**
	 * Without that of a bucket: here the very key counts.
	 */
	private static Stream<Named<Consumer<Workbench>>> invalidations() {
		return Stream.of(Named.of("tag of the result", (bench) -> bench.invalidate("result")),
				Named.of("soft", (bench) -> bench.softInvalidate("result")), Named.of("region", Workbench::clearRegion),
				Named.of("namespace", Workbench::clearNamespace),
				Named.of("key", (bench) -> bench.keyEvent(Workbench.KEY)));
	}

	static Stream<Named<Starter>> callers() {
		return JoinerRuleTests.callers();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("invalidationsAndLeaders")
	void valueIsNotStoredWhereARecordOfItsNamesWasAppliedDuringTheLoad(Consumer<Workbench> invalidation, Starter leader)
			throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> call = leader.start(this.region, loader);
		loader.awaitStarted();
		invalidation.accept(this.bench);
		this.bench.follow();
		loader.finish("old");
		assertThat(call.call()).isEqualTo("old");
		assertNotStored();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("invalidationsAndLeaders")
	void valueIsNotStoredWhereTheFollowerStoppedDuringTheLoad(Consumer<Workbench> invalidation, Starter leader)
			throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> call = leader.start(this.region, loader);
		loader.awaitStarted();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		invalidation.accept(this.bench);
		loader.finish("old");
		assertThat(call.call()).isEqualTo("old");
		assertNotStored();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("invalidationsAndLeaders")
	void valueIsNotStoredWhereTheFollowerStoppedAndWentOnDuringTheLoad(Consumer<Workbench> invalidation, Starter leader)
			throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> call = leader.start(this.region, loader);
		loader.awaitStarted();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		invalidation.accept(this.bench);
		this.bench.restartFollower();
		this.bench.follow();
		assertThat(this.region.token()).isNotEqualTo(LoadCall.NO_TOKEN);
		loader.finish("old");
		assertThat(call.call()).isEqualTo("old");
		assertNotStored();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("invalidationsAndLeaders")
	void valueIsNotStoredWhereTheFollowerStoppedAndMissedRecordsDuringTheLoad(Consumer<Workbench> invalidation,
			Starter leader) throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> call = leader.start(this.region, loader);
		loader.awaitStarted();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		invalidation.accept(this.bench);
		this.bench.memory().forgetLog();
		this.bench.invalidate("unrelated");
		this.bench.restartFollower();
		this.bench.follow();
		this.bench.follow();
		assertThat(this.region.token()).isNotEqualTo(LoadCall.NO_TOKEN);
		loader.finish("old");
		assertThat(call.call()).isEqualTo("old");
		assertNotStored();
	}

	@ParameterizedTest
	@MethodSource("callers")
	void valueIsStoredWhereTheFollowerStoppedAndNothingHappenedToIt(Starter leader) throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> call = leader.start(this.region, loader);
		loader.awaitStarted();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		this.bench.invalidate("unrelated");
		this.bench.restartFollower();
		this.bench.follow();
		loader.finish("text");
		assertThat(call.call()).isEqualTo("text");
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.region.statistics().nearHits()).isOne();
	}

	@ParameterizedTest(name = "{0}: {1} load, {2} joiner")
	@MethodSource("invalidationsLeadersAndJoiners")
	void joinerWhoCameAfterARecordWasAppliedGetsTheNewValue(Consumer<Workbench> invalidation, Starter leader,
			Starter joiner) throws Exception {
		HeldLoader old = new HeldLoader();
		Callable<Object> first = leader.start(this.region, old);
		old.awaitStarted();
		invalidation.accept(this.bench);
		this.bench.follow();
		HeldLoader loader = new HeldLoader();
		Callable<Object> second = joiner.start(this.region, loader);
		loader.finish("new");
		old.finish("old");
		assertThat(first.call()).isEqualTo("old");
		assertThat(second.call()).isEqualTo("new");
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("new");
	}

	@ParameterizedTest(name = "{0}: {1} load, {2} joiner")
	@MethodSource("invalidationsLeadersAndJoiners")
	void joinerWhoCameAfterAGapGetsTheNewValue(Consumer<Workbench> invalidation, Starter leader, Starter joiner)
			throws Exception {
		HeldLoader old = new HeldLoader();
		Callable<Object> first = leader.start(this.region, old);
		old.awaitStarted();
		invalidation.accept(this.bench);
		this.bench.memory().forgetLog();
		this.bench.gap();
		HeldLoader loader = new HeldLoader();
		Callable<Object> second = joiner.start(this.region, loader);
		loader.finish("new");
		old.finish("old");
		assertThat(first.call()).isEqualTo("old");
		assertThat(second.call()).isEqualTo("new");
	}

	@ParameterizedTest(name = "{0} load, {1} joiner")
	@MethodSource("leadersAndJoiners")
	void joinerIsJudgedByTheHistory(Starter leader, Starter joiner) throws Exception {
		HeldLoader loader = new HeldLoader();
		Callable<Object> first = leader.start(this.region, loader);
		loader.awaitStarted();
		this.bench.invalidate("unrelated");
		this.bench.follow();
		Callable<Object> second = joiner.start(this.region, loader);
		loader.finish("text");
		assertThat(first.call()).isEqualTo("text");
		assertThat(second.call()).isEqualTo("text");
		assertThat(loader.runs()).isOne();
		assertThat(this.bench.store().calls()).filteredOn(Call.OBSERVE::equals).hasSize(1);
		assertThat(this.region.statistics().coalesced()).isOne();
	}

	private void assertNotStored() {
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.near().size()).isZero();
		assertThat(this.region.statistics().refused()).isOne();
		assertThat(this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join().isFound())
			.isFalse();
	}

}
