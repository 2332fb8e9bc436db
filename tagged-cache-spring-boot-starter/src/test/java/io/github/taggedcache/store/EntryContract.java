package io.github.taggedcache.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Futures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading, writing and removing entries.
 */
interface EntryContract {

	EntryKey KEY = StoreFixture.key("entry");

	StoreFixture store();

	private byte[] get() {
		return Futures.await(store().entries().get(KEY));
	}

	private void set(byte[] envelope, Duration timeToLive) {
		Futures.await(store().entries().set(KEY, envelope, timeToLive.toMillis()));
	}

	private boolean remove() {
		return Futures.await(store().entries().remove(KEY));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	default void entryThatWasNeverWrittenIsAbsent() {
		assertThat(get()).isNull();
	}

	@Test
	default void entryIsReadAsItWasWritten() {
		byte[] envelope = new byte[100_000];
		new Random(1).nextBytes(envelope);
		set(envelope, Duration.ofHours(1));
		assertThat(get()).isEqualTo(envelope);
	}

	@Test
	default void emptyEntryIsNotAbsent() {
		set(new byte[0], Duration.ofHours(1));
		assertThat(get()).isEmpty();
	}

	@Test
	default void entryIsReplaced() {
		set(bytes("old"), Duration.ofHours(1));
		set(bytes("new"), Duration.ofHours(1));
		assertThat(get()).isEqualTo(bytes("new"));
	}

	@Test
	default void removingTellsWhetherThereWasAnEntry() {
		set(bytes("value"), Duration.ofHours(1));
		assertThat(remove()).isTrue();
		assertThat(remove()).isFalse();
	}

	@Test
	default void removedEntryIsAbsent() {
		set(bytes("value"), Duration.ofHours(1));
		remove();
		assertThat(get()).isNull();
	}

	@Test
	default void entryOfAnotherRegionIsAnother() {
		set(bytes("value"), Duration.ofHours(1));
		assertThat(Futures.await(store().entries().get(EntryKey.of("authors", KEY.text())))).isNull();
	}

	@Test
	default void entryIsKeptForItsTimeToLive() {
		set(bytes("value"), Duration.ofHours(2));
		assertThat(store().keepsEntry(KEY, Duration.ofHours(1))).isTrue();
	}

	@Test
	default void entryIsNotKeptLongerThanItsTimeToLive() {
		set(bytes("value"), Duration.ofMinutes(1));
		assertThat(store().keepsEntry(KEY, Duration.ofHours(1))).isFalse();
	}

	@Test
	default void entryWithoutTimeToLiveIsKept() {
		set(bytes("old"), Duration.ofMinutes(1));
		set(bytes("new"), Duration.ZERO);
		assertThat(store().keepsEntry(KEY, Duration.ofDays(10_000))).isTrue();
	}

	@Test
	default void timeToLiveMayBeLongerThanAnyTime() {
		Futures.await(store().entries().set(KEY, bytes("value"), Long.MAX_VALUE - 1));
		assertThat(get()).isEqualTo(bytes("value"));
	}

}
