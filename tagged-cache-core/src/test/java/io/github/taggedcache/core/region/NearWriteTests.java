package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Storing and putting where the node follows the log and keeps entries in its memory.
 */
class NearWriteTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	@Test
	void storedValueIsANearHit() {
		store("text");
		assertNearHit("text");
	}

	@Test
	void putValueIsANearHit() {
		put("text");
		assertNearHit("text");
	}

	@Test
	void valueThatWasPutOverAnotherOneIsTheNearHit() {
		store("old");
		put("new");
		assertNearHit("new");
	}

	@Test
	void valueThatWasPutIfAbsentIsANearHit() {
		long token = this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join().token();
		assertThat(this.region.putUnlessAfter(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		assertNearHit("text");
	}

	@Test
	void valueThatWasPutIsStillThereWhenItsOwnRecordsWereApplied() {
		put("text");
		this.bench.follow();
		assertNearHit("text");
	}

	@Test
	void valueThatCouldNotBeWrittenIsNotKept() {
		this.bench.store().fail(Call.SET);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token())).isCompletedExceptionally();
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void valueWhosePutCameTooLateIsNotKept() {
		store("old");
		long token = token();
		this.bench.keyEvent(Workbench.KEY);
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("new", "a")), token).join()).isFalse();
		assertThat(this.region.near().size()).isZero();
	}

	@Test
	void lateStoreDoesNotReviveWhatWasEvictedHere() {
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token());
		this.region.evict(Workbench.KEY).join();
		written.release();
		assertThat(stored).isCompletedWithValue(true);
		assertThat(Workbench.read(this.region)).isNull();
	}

	@Test
	void firstStoreRegistersItsNamesAndDoesNotWaitForThat() {
		Held registered = this.bench.store().hold(Call.OBSERVE);
		CompletableFuture<Boolean> stored = this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token());
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
		assertThat(stored).isCompletedWithValue(true);
		registered.release();
		store("other");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET);
	}

	@Test
	void storeTakesOneCommandWhereItsNamesAreRegistered() {
		store("text");
		this.bench.store().calls();
		store("other");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET);
	}

	@Test
	void onlyNewNamesAreRegistered() {
		store("text");
		this.bench.store().observed().clear();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a", "b"), token()).join()).isTrue();
		assertThat(this.bench.store().observed()).singleElement().satisfies((names) -> {
			assertThat(names.tags()).containsExactly("b");
			assertThat(names.keys()).isEmpty();
			assertThat(names.prolong()).isTrue();
		});
	}

	@Test
	void registrationIsMadeAgainInTime() {
		store("text");
		this.bench.time().advance(Duration.ofMinutes(10));
		this.bench.follow();
		this.bench.store().calls();
		store("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
	}

	@Test
	void registrationIsMadeAgainAfterAQuarterOfAShortRetention() {
		Workbench other = Workbench.following();
		Region shortLived = other.region(new RegionSettings(Duration.ofSeconds(40), 0, true,
				Workbench.SETTINGS.compression(), null, Workbench.NEAR.near()));
		NewEntry entry = Workbench.entry("text", "a");
		shortLived.store(Workbench.KEY, entry, shortLived.token()).join();
		other.time().advance(Duration.ofSeconds(20));
		other.follow();
		other.store().calls();
		shortLived.store(Workbench.KEY, entry, shortLived.token()).join();
		assertThat(other.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
	}

	@Test
	void registrationIsMadeAgainForALongerTimeToLive() {
		store("text");
		this.bench.store().calls();
		NewEntry longer = NewEntry.of("text", Workbench.TEXT, List.of("a"), Duration.ofHours(2));
		assertThat(this.region.store(Workbench.KEY, longer, token()).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
	}

	@Test
	void namesThatAreBeingRegisteredAreNotSentAgain() {
		Held registered = this.bench.store().hold(Call.OBSERVE);
		store("text");
		store("other");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE, Call.SET);
		registered.release();
	}

	@Test
	void namesBesideThoseThatAreBeingRegisteredAreSentAlone() {
		Held registered = this.bench.store().hold(Call.OBSERVE);
		store("text");
		this.bench.store().observed().clear();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a", "b"), token()).join()).isTrue();
		assertThat(this.bench.store().observed()).singleElement()
			.satisfies((names) -> assertThat(names.tags()).containsExactly("b"));
		registered.release();
	}

	@Test
	void namesWhoseRegistrationFailsLateAreSentAgain() {
		Held registered = this.bench.store().hold(Call.OBSERVE);
		store("text");
		store("other");
		registered.fail();
		assertThat(this.region.statistics().storeErrors()).isOne();
		this.bench.store().calls();
		store("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
	}

	@Test
	void noMoreThanSomeRegistrationsAreUnderWay() {
		this.bench.store().observed().clear();
		List<Held> underWay = Stream.generate(() -> this.bench.store().hold(Call.OBSERVE))
			.limit(Registrations.MAX_UNDER_WAY)
			.toList();
		IntStream.rangeClosed(0, Registrations.MAX_UNDER_WAY).forEach(this::storeWithOwnTag);
		assertThat(this.bench.store().observed()).hasSize(Registrations.MAX_UNDER_WAY);
		underWay.get(0).release();
		storeWithOwnTag(Registrations.MAX_UNDER_WAY);
		assertThat(this.bench.store().observed()).hasSize(Registrations.MAX_UNDER_WAY + 1);
		underWay.forEach(Held::release);
	}

	private void storeWithOwnTag(int number) {
		NewEntry entry = Workbench.entry("text", "tag:" + number);
		assertThat(this.region.store(Workbench.KEY, entry, token())).isCompletedWithValue(true);
	}

	@Test
	void registrationThatFailsForAnotherReasonIsNotCountedAsTheStores() {
		this.bench.store().fail(Call.OBSERVE, new IllegalStateException("Not the store"));
		store("text");
		assertThat(this.region.statistics().storeErrors()).isZero();
	}

	@Test
	void registrationThatFailedIsCountedAndMadeAgain() {
		this.bench.store().fail(Call.OBSERVE);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token())).isCompletedWithValue(true);
		assertThat(this.region.statistics().storeErrors()).isOne();
		this.bench.store().calls();
		store("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.SET, Call.OBSERVE);
	}

	@Test
	void storeTakesTwoRoundTripsWhereTheNodeIsNotCaughtUp() {
		long token = token();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.SET);
	}

	@Test
	void storedValueIsCurrentUpToThePosition() {
		long token = token();
		long position = this.bench.invalidate("unrelated");
		this.bench.follow();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		assertThat(this.bench.stored().header().asOf()).isEqualTo(position);
		assertThat(this.bench.stored().header().written()).isEqualTo(position);
	}

	static Stream<Named<Consumer<Workbench>>> invalidations() {
		return NearReadTests.invalidations();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void valueIsRefusedWhereARecordOfItsNamesWasAppliedAfterTheToken(Consumer<Workbench> invalidation) {
		long token = token();
		invalidation.accept(this.bench);
		this.bench.follow();
		assertRefused(token);
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void valueIsRefusedWhoseTokenIsBelowTheFloor(Consumer<Workbench> invalidation) {
		long token = token();
		invalidation.accept(this.bench);
		this.bench.memory().forgetLog();
		this.bench.gap();
		assertRefused(token);
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void valueIsRefusedByTheStoreWhereTheNodeIsNotCaughtUp(Consumer<Workbench> invalidation) {
		long token = token();
		invalidation.accept(this.bench);
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertRefused(token);
	}

	@ParameterizedTest
	@MethodSource("invalidations")
	void valueThatWasLoadedBeforeAnUnseenInvalidationIsNotServedAfterIt(Consumer<Workbench> invalidation) {
		long token = token();
		invalidation.accept(this.bench);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		this.bench.follow();
		assertThat(Workbench.read(this.region)).isNull();
		assertThat(Workbench.read(this.bench.region(Workbench.NEAR))).isNull();
	}

	@Test
	void valueIsRefusedAfterAnOwnInvalidationOfItsTag() {
		long token = token();
		this.bench.node().invalidate(List.of("a"), Mode.HARD).join();
		assertRefused(token);
	}

	@Test
	void valueThatWasLoadedAfterAnOwnInvalidationIsStored() {
		this.bench.node().invalidate(List.of("a"), Mode.HARD).join();
		store("text");
		assertNearHit("text");
	}

	@Test
	void valueThatWasLoadedAfterAnOwnInvalidationBehindAnUnseenOneIsRefused() {
		this.bench.invalidate("a");
		this.bench.node().invalidate(List.of("a"), Mode.HARD).join();
		assertRefused(token());
		this.bench.follow();
		store("text");
		assertNearHit("text");
	}

	@Test
	void putIsRefusedWhoseTagWasInvalidatedAfterItsToken() {
		long token = token();
		this.bench.invalidate("a");
		this.bench.follow();
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("text", "a")), token).join()).isFalse();
		assertThat(Workbench.read(this.region)).isNull();
	}

	@Test
	void putIsKeptWhoseNewTagTheStoreHasNeverHeardOf() {
		long token = token();
		this.bench.invalidate("unrelated");
		this.bench.follow();
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("text", "new")), token).join()).isTrue();
		assertNearHit("text");
	}

	private long token() {
		return this.region.token();
	}

	private void store(Object value) {
		assertThat(this.region.store(Workbench.KEY, Workbench.entry(value, "a"), token()).join()).isTrue();
	}

	private void put(Object value) {
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry(value, "a")), null).join()).isTrue();
	}

	private void assertNearHit(Object value) {
		this.bench.store().calls();
		assertThat(Workbench.read(this.region)).extracting(Hit::value).isEqualTo(value);
		assertThat(this.bench.store().calls()).isEmpty();
	}

	private void assertRefused(long token) {
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isFalse();
		assertThat(this.region.statistics().refused()).isOne();
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.near().size()).isZero();
	}

}
