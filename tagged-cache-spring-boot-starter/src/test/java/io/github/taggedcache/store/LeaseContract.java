package io.github.taggedcache.store;

import java.time.Duration;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Acquiring and releasing leases of entries.
 */
interface LeaseContract {

	EntryKey KEY = StoreFixture.key("leased");

	StoreFixture store();

	private boolean acquire(EntryKey key, String owner) {
		return Futures.await(store().leases().acquire(key, owner, StoreFixture.HOUR));
	}

	private boolean free() {
		return Futures.await(store().leases().free(KEY));
	}

	private boolean release(String owner) {
		return Futures.await(store().leases().release(KEY, owner));
	}

	@Test
	default void freeLeaseIsAcquired() {
		assertThat(acquire(KEY, "one")).isTrue();
	}

	@Test
	default void heldLeaseIsNotAcquired() {
		acquire(KEY, "one");
		assertThat(acquire(KEY, "other")).isFalse();
		assertThat(acquire(KEY, "one")).isFalse();
	}

	@Test
	default void releasedLeaseIsFree() {
		acquire(KEY, "one");
		assertThat(release("one")).isTrue();
		assertThat(acquire(KEY, "other")).isTrue();
	}

	@Test
	default void leaseOfAnotherIsNotReleased() {
		acquire(KEY, "one");
		assertThat(release("other")).isFalse();
		assertThat(acquire(KEY, "other")).isFalse();
	}

	@Test
	default void leaseIsFreedWhoeverHoldsIt() {
		acquire(KEY, "one");
		assertThat(free()).isTrue();
		assertThat(acquire(KEY, "other")).isTrue();
	}

	@Test
	default void leaseThatNobodyHoldsIsNotFreed() {
		assertThat(free()).isFalse();
	}

	@Test
	default void leaseThatNobodyHoldsIsNotReleased() {
		assertThat(release("one")).isFalse();
	}

	@Test
	default void leaseEndsByItself() {
		Futures.await(store().leases().acquire(KEY, "one", Duration.ofMinutes(1).toMillis()));
		assertThat(store().keepsLease(KEY, Duration.ofMinutes(2))).isFalse();
	}

	@Test
	default void leaseLastsAsLongAsItSays() {
		acquire(KEY, "one");
		assertThat(store().keepsLease(KEY, Duration.ofMinutes(59))).isTrue();
	}

	@Test
	default void entriesInDifferentFormsHaveLeasesOfTheirOwn() {
		acquire(KEY, "one");
		assertThat(acquire(KEY.as("9f3c5a7e"), "other")).isTrue();
	}

	@Test
	default void entriesOfDifferentRegionsHaveLeasesOfTheirOwn() {
		acquire(KEY, "one");
		assertThat(acquire(EntryKey.of("authors", KEY.text()), "other")).isTrue();
	}

	@Test
	default void leaseIsNoEntry() {
		acquire(KEY, "one");
		assertThat(Futures.await(store().entries().get(KEY))).isNull();
	}

}
