package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading where the node follows the log and keeps entries in its memory.
 */
class NearReadTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	@BeforeEach
	void storeEntry() {
		store(this.region, "text");
		this.bench.store().calls();
	}

	private void store(Region to, Object value) {
		assertThat(to.store(Workbench.KEY, Workbench.entry(value, "a"), to.token()).join()).isTrue();
	}

	@Test
	void nearHitAsksTheStoreNothing() {
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
		assertThat(this.region.statistics().nearHits()).isOne();
	}

	@Test
	void nearHitNeedsNoFuture() {
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).extracting(Hit::value)
			.isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
		assertThat(this.region.statistics().nearHits()).isOne();
	}

	@Test
	void entryOfTheStoreIsJudgedByTheHistoryInOneRoundTrip() {
		Region other = this.bench.region(Workbench.NEAR);
		assertThat(Workbench.read(other)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET);
		assertThat(other.statistics().remoteHits()).isOne();
	}

	@Test
	void entryOfTheStoreIsANearHitFromThenOn() {
		Region other = this.bench.region(Workbench.NEAR);
		Workbench.read(other);
		this.bench.store().calls();
		assertThat(Workbench.read(other)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void nullValueIsANearHit() {
		store(this.region, null);
		this.bench.store().calls();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isNull();
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).extracting(Hit::value)
			.isNull();
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void entryOfAnotherTypeIsNoNearHit() {
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.NUMBER, LiteralTags.NONE)).isNull();
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
		assertThat(this.region.read(lookup, Workbench.NUMBER, LiteralTags.NONE).join()).isNull();
		assertThat(this.region.statistics().misses(MissReason.UNDECODABLE)).isOne();
	}

	@Test
	void readersShareOneObject() {
		assertThat(nearValue(this.region)).isSameAs(nearValue(this.region));
	}

	@Test
	void readersOfWhatTheStoreGaveShareOneObject() {
		Region other = this.bench.region(Workbench.NEAR);
		Object first = Workbench.read(other).value();
		assertThat(nearValue(other)).isSameAs(first);
	}

	@Test
	void readersGetTheirOwnObjectsWhereTheyAreToBeCopied() {
		Region copying = this.bench.region(Workbench.near(new NearSettings(10, 0, null, Copying.ALWAYS)));
		store(copying, "text");
		this.bench.store().calls();
		Object first = nearValue(copying);
		assertThat(nearValue(copying)).isEqualTo("text").isEqualTo(first).isNotSameAs(first);
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void readersOfWhatTheStoreGaveGetTheirOwnObjectsWhereTheyAreToBeCopied() {
		Region copying = this.bench.region(Workbench.near(new NearSettings(10, 0, null, Copying.ALWAYS)));
		Object first = Workbench.read(copying).value();
		assertThat(nearValue(copying)).isEqualTo("text").isEqualTo(first).isNotSameAs(first);
	}

	@Test
	void entryOfAnotherTypeIsNoNearHitWhereValuesAreCopied() {
		Region copying = this.bench.region(Workbench.near(new NearSettings(10, 0, null, Copying.ALWAYS)));
		store(copying, "1");
		assertThat(copying.readNear(Workbench.KEY.local(), Workbench.NUMBER, LiteralTags.NONE)).isNull();
	}

	@Test
	void nullValueIsANearHitWhereValuesAreCopied() {
		Region copying = this.bench.region(Workbench.near(new NearSettings(10, 0, null, Copying.ALWAYS)));
		store(copying, null);
		assertThat(copying.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).extracting(Hit::value)
			.isNull();
	}

	@Test
	void invalidationMadeHereIsSeenAtOnce() {
		this.bench.node().invalidate(List.of("a"), Mode.HARD).join();
		assertMiss(MissReason.TAG);
	}

	@Test
	void softInvalidationMadeHereIsSeenAtOnce() {
		this.bench.node().invalidate(List.of("a"), Mode.SOFT).join();
		assertMiss(MissReason.TAG);
	}

	@Test
	void clearMadeHereIsSeenAtOnce() {
		this.region.clear().join();
		assertMiss(MissReason.TAG);
	}

	@Test
	void evictMadeHereIsSeenAtOnce() {
		this.region.evict(Workbench.KEY).join();
		assertMiss(MissReason.ABSENT);
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void invalidationWithManyNamesMadeHereIsSeenAtOnce() {
		this.bench.node()
			.invalidate(Stream.concat(Stream.of("a"), Stream.iterate(1, (i) -> i + 1).limit(200).map((i) -> "t" + i))
				.toList(), Mode.HARD)
			.join();
		assertMiss(MissReason.TAG);
	}

	static Stream<Named<Consumer<Workbench>>> invalidations() {
		return Stream.of(Named.of("tag", (bench) -> bench.invalidate("a")),
				Named.of("soft", (bench) -> bench.softInvalidate("a")), Named.of("region", Workbench::clearRegion),
				Named.of("namespace", Workbench::clearNamespace),
				Named.of("key", (bench) -> bench.keyEvent(Workbench.KEY)));
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void invalidationElsewhereIsSeenWhenTheFollowerHasAppliedIt(Consumer<Workbench> invalidation) {
		invalidation.accept(this.bench);
		this.bench.follow();
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(this.region)).isNull();
		assertThat(this.bench.store().calls()).containsExactly(Call.GET);
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void invalidationElsewhereIsSeenWhereTheNodeIsNotCaughtUp(Consumer<Workbench> invalidation) {
		this.bench.time().advance(Workbench.MAX_STALENESS);
		invalidation.accept(this.bench);
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(this.region)).isNull();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void invalidationElsewhereIsSeenAfterAGap(Consumer<Workbench> invalidation) {
		invalidation.accept(this.bench);
		this.bench.memory().forgetLog();
		this.bench.gap();
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(this.region)).isNull();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void invalidationBetweenTheAnswerAndAGapIsSeen(Consumer<Workbench> invalidation) {
		Region other = this.bench.region(Workbench.NEAR);
		Held answer = this.bench.store().hold(Call.GET);
		CompletableFuture<Lookup> lookup = other.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"),
				Runnable::run);
		invalidation.accept(this.bench);
		this.bench.gap();
		answer.release();
		assertThat(lookup.join().isFound()).isFalse();
		assertThat(Workbench.read(other)).isNull();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void invalidationIsSeenWhereTheProofEndedBeforeTheAnswer(Consumer<Workbench> invalidation) {
		Region other = this.bench.region(Workbench.NEAR);
		Held answer = this.bench.store().hold(Call.GET);
		CompletableFuture<Lookup> lookup = other.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"),
				Runnable::run);
		invalidation.accept(this.bench);
		this.bench.time().advance(Workbench.MAX_STALENESS);
		answer.release();
		assertThat(lookup.join().isFound()).isFalse();
	}

	@Test
	void putElsewhereIsSeenWhenTheFollowerHasAppliedIt() {
		Workbench.read(this.region);
		this.bench.keyEvent(Workbench.KEY);
		this.bench.follow();
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
	}

	@Test
	void keyEventOfTheSameBucketLeavesTheEntry() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.follow();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void unrelatedInvalidationsLeaveTheEntry() {
		this.bench.invalidate("b");
		this.bench.follow();
		this.bench.node().invalidate(List.of("c"), Mode.HARD).join();
		this.bench.store().calls();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void nearEntryIsJudgedByTheStoreInOneRoundTripWhereTheNodeIsNotCaughtUp() {
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
		assertThat(this.region.statistics().nearHits()).isOne();
	}

	@Test
	void nearEntryIsJudgedByTheStoreWhereTheNodeDoesNotFollowTheLog() {
		Workbench strict = new Workbench();
		Region judged = strict.region(Workbench.NEAR);
		assertThat(judged.store(Workbench.KEY, Workbench.entry("text", "a"), strict.register("a")).join()).isTrue();
		strict.store().calls();
		assertThat(judged.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(judged)).extracting(Hit::value).isEqualTo("text");
		assertThat(strict.store().calls()).containsExactly(Call.OBSERVE);
		strict.invalidate("a");
		assertThat(Workbench.read(judged)).isNull();
	}

	@Test
	void unknownNearEntryIsJudgedByTheStoreOnce() {
		this.bench.gap();
		this.bench.store().calls();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void unknownVerdictsAreCounted() {
		this.bench.gap();
		Workbench.read(this.region);
		assertThat(this.region.statistics().unknownVerdicts()).isEqualTo(2);
	}

	@Test
	void unknownNearEntryLeavesTheMemory() {
		this.bench.gap();
		this.bench.memory().forgetEntry(Workbench.KEY);
		assertThat(Workbench.read(this.region)).isNull();
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void invalidNearEntryLeavesTheMemory() {
		this.bench.invalidate("a");
		this.bench.follow();
		Workbench.read(this.region);
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void repairEmptiesTheMemory() {
		this.bench.memory()
			.append(new Append(List.of("x"), List.of(), Mode.HARD, Long.MAX_VALUE >> 12, 0, Append.ALWAYS, "other"))
			.join();
		this.bench.follow();
		this.bench.memory().forgetAll();
		this.bench.follow();
		assertThat(this.bench.node().repairs()).isOne();
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void tokenOfACallIsThePosition() {
		assertThat(this.region.token()).isEqualTo(this.bench.history().position());
	}

	@Test
	void callHasNoTokenWhereTheNodeIsNotCaughtUp() {
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertThat(this.region.token()).isEqualTo(LoadCall.NO_TOKEN);
	}

	@Test
	void tokenOfAMissIsThePositionAtItsArrival() {
		long position = this.bench.history().position();
		this.bench.memory().forgetEntry(Workbench.KEY);
		Held answer = this.bench.store().hold(Call.GET);
		Region other = this.bench.region(Workbench.NEAR);
		CompletableFuture<Lookup> lookup = other.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run);
		this.bench.invalidate(TagName.NAMESPACE);
		this.bench.follow();
		answer.release();
		assertThat(lookup.join().token()).isEqualTo(position);
	}

	private Object nearValue(Region from) {
		return from.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE).value();
	}

	private void assertMiss(MissReason reason) {
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(Workbench.read(this.region)).isNull();
		assertThat(this.region.statistics().misses(reason)).isOne();
	}

}
