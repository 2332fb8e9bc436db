package io.github.taggedcache.core.store.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.SettableTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What only this store does; what it has in common with others stands in the contract
 * tests of the ports.
 */
class MemoryStoreTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final byte[] BYTES = "text".getBytes(StandardCharsets.UTF_8);

	private final SettableTime time = new SettableTime();

	private final MemoryStore store = new MemoryStore(this.time, 10);

	@Test
	void entryIsThereUntilItsTimeToLiveIsOver() {
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofMillis(999));
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void entryIsGoneWhenItsTimeToLiveIsOver() {
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.store.get(KEY).join()).isNull();
	}

	@Test
	void expiredEntryIsNotThereToBeRemoved() {
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.store.remove(KEY).join()).isFalse();
	}

	@Test
	void entryWithoutExpiryStays() {
		this.store.set(KEY, BYTES, 0).join();
		this.time.advance(Duration.ofDays(36_500));
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void longestTimeToLiveIsOne() {
		this.store.set(KEY, BYTES, Duration.ofDays(73_000).toMillis()).join();
		this.time.advance(Duration.ofDays(365));
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void secondWriteSetsTheTimeToLiveAnew() {
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofMillis(900));
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofMillis(900));
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void readingDoesNotProlongAnEntry() {
		this.store.set(KEY, BYTES, 1000).join();
		this.time.advance(Duration.ofMillis(900));
		this.store.get(KEY).join();
		this.time.advance(Duration.ofMillis(100));
		assertThat(this.store.get(KEY).join()).isNull();
	}

	@Test
	void bytesThatWereReadAreTheCallersOwn() {
		this.store.set(KEY, BYTES, 0).join();
		this.store.get(KEY).join()[0] = 0;
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void bytesThatWereWrittenAreTheStoresOwn() {
		byte[] bytes = BYTES.clone();
		this.store.set(KEY, bytes, 0).join();
		bytes[0] = 0;
		assertThat(this.store.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void tagIsForgottenAfterItsRetention() {
		long version = invalidate("a", 1000);
		long later = invalidate("b", 0);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(hard("a")).isEqualTo(later).isGreaterThan(version);
	}

	@Test
	void tagIsRememberedWithinItsRetention() {
		long version = invalidate("a", 1000);
		invalidate("b", 0);
		this.time.advance(Duration.ofMillis(999));
		assertThat(hard("a")).isEqualTo(version);
	}

	@Test
	void shorterRetentionDoesNotShortenALongerOne() {
		invalidate("a", 5000);
		long version = invalidate("a", 1000);
		invalidate("b", 0);
		this.time.advance(Duration.ofSeconds(4));
		assertThat(hard("a")).isEqualTo(version);
	}

	@Test
	void implicitTagIsNeverForgotten() {
		long version = invalidate(TagName.NAMESPACE, 1000);
		invalidate("b", 0);
		this.time.advance(Duration.ofDays(365));
		assertThat(hard(TagName.NAMESPACE)).isEqualTo(version);
	}

	@Test
	void forgottenEntryIsGone() {
		this.store.set(KEY, BYTES, 0).join();
		this.store.forgetEntry(KEY);
		assertThat(this.store.get(KEY).join()).isNull();
	}

	@Test
	void forgottenTagIsRegisteredAtTheClock() {
		invalidate("a", 0);
		long clock = invalidate("b", 0);
		this.store.forgetTag("a");
		assertThat(hard("a")).isEqualTo(clock);
	}

	@Test
	void forgottenBucketIsRegisteredAtTheClock() {
		this.store.append(new Append(List.of(), List.of(KEY), Mode.HARD, 0, 0, Append.ALWAYS, "node-1")).join();
		long clock = invalidate("b", 0);
		this.store.forgetBucket(KEY);
		ObservedNames names = new ObservedNames(List.of(), List.of(KEY), 0, false);
		assertThat(this.store.observe(names).join().keyEvents()).containsEntry(KEY, clock);
	}

	@Test
	void forgottenClockIsMadeFromTheLog() {
		long version = invalidate("a", this.time.micros() + 1_000_000, 0);
		this.store.forgetClock();
		assertThat(clock()).isEqualTo(version);
	}

	@Test
	void versionIsAboveTheLastRecordWhereTheClockIsForgotten() {
		long version = invalidate("a", this.time.micros() + 1_000_000, 0);
		this.store.forgetClock();
		assertThat(invalidate("a", 0)).isGreaterThan(version);
	}

	@Test
	void versionIsNotBelowTime() {
		invalidate("a", 0);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(invalidate("a", 0)).isEqualTo(this.time.micros());
	}

	@Test
	void forgottenClockAndLogAreMadeFromTime() {
		invalidate("a", 0);
		this.store.forgetClock();
		this.store.forgetLog();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(clock()).isEqualTo(this.time.micros());
	}

	@Test
	void forgottenLogDoesNotMoveTheClock() {
		long version = invalidate("a", 0);
		this.store.forgetLog();
		assertThat(clock()).isEqualTo(version);
	}

	@Test
	void forgettingAllForgetsEntries() {
		this.store.set(KEY, BYTES, 0).join();
		this.store.forgetAll();
		assertThat(this.store.get(KEY).join()).isNull();
	}

	@Test
	void forgettingAllForgetsVersions() {
		long version = invalidate("a", 0);
		this.store.forgetAll();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(hard("a")).isEqualTo(this.time.micros()).isGreaterThan(version);
	}

	@Test
	void forgettingAllForgetsTheClockBefore() {
		invalidate("a", 0);
		this.store.forgetAll();
		Appended appended = this.store
			.append(new Append(List.of("a"), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1"))
			.join();
		assertThat(appended.previous()).isZero();
	}

	@Test
	void logOfNoRecordsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MemoryStore(this.time, 0))
			.withMessage("The log keeps at least one record, not 0");
	}

	private long invalidate(String tag, long retention) {
		return invalidate(tag, 0, retention);
	}

	private long invalidate(String tag, long known, long retention) {
		return this.store
			.append(new Append(List.of(tag), List.of(), Mode.HARD, known, retention, Append.ALWAYS, "node-1"))
			.join()
			.version();
	}

	private long hard(String tag) {
		return this.store.observe(new ObservedNames(List.of(tag), List.of(), 0, false)).join().tag(tag).hard();
	}

	private long clock() {
		return this.store.observe(new ObservedNames(List.of(), List.of(), 0, false)).join().clock();
	}

}
