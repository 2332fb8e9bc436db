package io.github.taggedcache.store;

import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What key events do to the versions of buckets.
 */
interface KeyEventContract {

	EntryKey ONE = StoreFixture.key("1");

	EntryKey TWO = StoreFixture.key("2");

	StoreFixture store();

	@Test
	default void missingBucketIsRegisteredAtTheClock() {
		Observation seen = store().observeKeys(ONE);
		assertThat(seen.keyEvents()).containsEntry(ONE, seen.clock());
	}

	@Test
	default void bucketThatWasLostIsRegisteredAtTheClock() {
		store().keyEvent(ONE);
		long clock = store().invalidate("a").version();
		store().forgetBucket(ONE);
		assertThat(store().bucketVersion(ONE)).isEqualTo(clock);
	}

	@Test
	default void keyEventSetsTheVersionOfItsBucket() {
		long version = store().keyEvent(ONE).version();
		assertThat(store().bucketVersion(ONE)).isEqualTo(version);
	}

	@Test
	default void keyEventLeavesOtherBucketsAndTagsAlone() {
		long two = store().bucketVersion(TWO);
		TagVersion tag = store().version("a");
		store().keyEvent(ONE);
		assertThat(store().bucketVersion(TWO)).isEqualTo(two);
		assertThat(store().version("a")).isEqualTo(tag);
	}

	@Test
	default void keysOfOneTextInTwoRegionsHaveTwoBuckets() {
		EntryKey other = EntryKey.of("authors", "1");
		long before = store().bucketVersion(other);
		store().keyEvent(ONE);
		assertThat(store().bucketVersion(other)).isEqualTo(before);
	}

	@Test
	default void keyEventTellsTheVersionsOfTheBucketsBefore() {
		long one = store().keyEvent(ONE).version();
		long two = store().keyEvent(TWO).version();
		assertThat(store().keyEvent(TWO, ONE).before()).containsExactly(two, one);
	}

	@Test
	default void missingBucketBeforeCountsAsTheClock() {
		long clock = store().invalidate("a").version();
		assertThat(store().keyEvent(ONE).before()).containsExactly(clock);
	}

	@Test
	default void missingBucketBeforeCountsAsTheVersionWhenTheClockIsMissingToo() {
		Appended appended = store().keyEvent(ONE);
		assertThat(appended.before()).containsExactly(appended.version());
	}

	@Test
	default void twoKeysOfOneBucketSeeTheSameVersionBefore() {
		EntryKey other = collision(ONE);
		long before = store().keyEvent(ONE).version();
		Appended appended = store().keyEvent(ONE, other);
		assertThat(appended.before()).containsExactly(before, before);
		assertThat(store().bucketVersion(other)).isEqualTo(appended.version());
	}

	@Test
	default void oneKeyEventTakesAsManyKeysAsTheLogAllows() {
		EntryKey[] keys = IntStream.range(0, InvalidationLog.MAX_NAMES)
			.mapToObj((number) -> StoreFixture.key("k" + number))
			.toArray(EntryKey[]::new);
		Appended appended = store().keyEvent(keys);
		assertThat(appended.before()).hasSize(InvalidationLog.MAX_NAMES);
		assertThat(store().observeKeys(keys).keyEvents().values()).hasSize(InvalidationLog.MAX_NAMES)
			.containsOnly(appended.version());
	}

	@Test
	default void keyEventIsRefusedWhenTheBucketIsNewer() {
		long token = store().clock();
		long version = store().keyEvent(ONE).version();
		Appended refused = store().keyEventUnlessAfter(token, ONE);
		assertThat(refused.isDone()).isFalse();
		assertThat(refused.before()).containsExactly(version);
	}

	@Test
	default void refusedKeyEventChangesNothing() {
		long version = store().keyEvent(ONE).version();
		long two = store().bucketVersion(TWO);
		store().keyEventUnlessAfter(version - 1, TWO, ONE);
		assertThat(store().clock()).isEqualTo(version);
		assertThat(store().bucketVersion(ONE)).isEqualTo(version);
		assertThat(store().bucketVersion(TWO)).isEqualTo(two);
	}

	@Test
	default void keyEventIsDoneWhenTheBucketIsNotNewer() {
		long version = store().keyEvent(ONE).version();
		Appended done = store().keyEventUnlessAfter(version, ONE);
		assertThat(done.isDone()).isTrue();
		assertThat(store().bucketVersion(ONE)).isEqualTo(done.version()).isGreaterThan(version);
	}

	@Test
	default void lostBucketCountsAsTheClockWhenAKeyEventIsConditional() {
		long token = store().clock();
		assertThat(store().keyEventUnlessAfter(token, ONE).isDone()).isTrue();
		store().invalidate("a");
		assertThat(store().keyEventUnlessAfter(token, TWO).isDone()).isFalse();
	}

	@Test
	default void conditionalKeyEventIsRefusedWhenClockAndBucketAreLost() {
		long token = store().clock();
		store().forgetAll();
		assertThat(store().keyEventUnlessAfter(token, ONE).isDone()).isFalse();
	}

	private static EntryKey collision(EntryKey key) {
		return IntStream.iterate(0, (number) -> number + 1)
			.mapToObj((number) -> EntryKey.of(key.region(), "other" + number))
			.filter((other) -> other.bucket() == key.bucket())
			.findFirst()
			.orElseThrow();
	}

}
