package io.github.taggedcache.store;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.core.store.Appended;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions rise, whatever is lost.
 */
interface VersionContract {

	StoreFixture store();

	@Test
	default void eachVersionIsGreaterThanTheOneBefore() {
		List<Long> versions = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			versions.add(store().invalidate("a").version());
		}
		assertThat(versions).isSorted().doesNotHaveDuplicates();
	}

	@Test
	default void versionIsNotBelowTheServersTime() {
		long before = store().serverMicros();
		assertThat(store().invalidate("a").version()).isGreaterThanOrEqualTo(before);
	}

	@Test
	default void versionsRiseWhenTheClockIsLost() {
		long version = store().invalidate("a").version();
		store().forgetClock();
		assertThat(store().invalidate("a").version()).isGreaterThan(version);
	}

	@Test
	default void versionsRiseWhenTheLogIsLost() {
		long version = store().invalidate("a").version();
		store().forgetLog();
		assertThat(store().invalidate("a").version()).isGreaterThan(version);
	}

	@Test
	default void versionsRiseWhenTheServersTimeWasSetBack() {
		long future = store().setTimeBack();
		assertThat(store().invalidate("a").version()).isEqualTo(future + 1);
	}

	@Test
	default void versionsRiseWhenTheClockIsLostAfterTheServersTimeWasSetBack() {
		store().setTimeBack();
		long version = store().invalidate("a").version();
		store().forgetClock();
		assertThat(store().invalidate("a").version()).isEqualTo(version + 1);
	}

	@Test
	default void versionsRiseWhenTheLogIsLostAfterTheServersTimeWasSetBack() {
		store().setTimeBack();
		long version = store().invalidate("a").version();
		store().forgetLog();
		assertThat(store().invalidate("a").version()).isEqualTo(version + 1);
	}

	@Test
	default void versionsRiseAboveWhatTheCallerKnowsWhenEverythingIsLost() {
		long future = store().setTimeBack();
		store().forgetAll();
		assertThat(store().invalidateKnowing(future, "a").version()).isEqualTo(future + 1);
	}

	@Test
	default void versionsRiseWhenClockAndLogAreLost() {
		long version = store().invalidate("a").version();
		store().forgetClock();
		store().forgetLog();
		assertThat(store().invalidate("a").version()).isGreaterThan(version);
	}

	@Test
	default void previousIsTheVersionBefore() {
		long version = store().invalidate("a").version();
		Appended next = store().keyEvent(StoreFixture.key("1"));
		assertThat(next.previous()).isEqualTo(version);
		assertThat(store().softInvalidate("b").previous()).isEqualTo(next.version());
	}

	@Test
	default void previousIsTheClockThatWasObserved() {
		long clock = store().clock();
		assertThat(store().invalidate("a").previous()).isEqualTo(clock);
	}

	@Test
	default void previousIsZeroWhenTheClockIsMissing() {
		store().invalidate("a");
		store().forgetClock();
		assertThat(store().invalidate("a").previous()).isZero();
	}

	@Test
	default void observedClockIsTheNewestVersion() {
		long version = store().invalidate("a").version();
		assertThat(store().clock()).isEqualTo(version);
	}

	@Test
	default void observingDoesNotMoveTheClock() {
		long clock = store().clock();
		store().version("a");
		assertThat(store().clock()).isEqualTo(clock);
	}

	@Test
	default void lostClockIsNotMadeAgainBelowTheLog() {
		store().setTimeBack();
		long version = store().invalidate("a").version();
		store().forgetClock();
		assertThat(store().clock()).isEqualTo(version);
	}

	@Test
	default void lostClockIsNotMadeAgainBelowTheServersTime() {
		long before = store().serverMicros();
		assertThat(store().clock()).isGreaterThanOrEqualTo(before);
	}

}
