package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.Copying;
import io.github.taggedcache.core.near.NearSettings;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How long the memory of a node keeps entries, and how many.
 */
class NearBoundsTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Workbench bench = Workbench.following();

	@Test
	void nearEntryExpiresWithTheOneInTheStore() {
		Region region = this.bench.region(Workbench.NEAR);
		store(region);
		pass(HOUR.minusMillis(300));
		assertThat(isNear(region)).isTrue();
		pass(Duration.ofMillis(300));
		assertThat(isNear(region)).isFalse();
		assertThat(Workbench.read(region)).isNull();
	}

	@Test
	void nearEntryExpiresByWhenItWasSentToTheStore() {
		Region region = this.bench.region(Workbench.NEAR);
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = region.store(Workbench.KEY, Workbench.entry("text", "a"), region.token());
		this.bench.time().advance(Duration.ofMinutes(1));
		written.release();
		assertThat(stored).isCompletedWithValue(true);
		pass(HOUR.minusMinutes(1));
		assertThat(isNear(region)).isFalse();
	}

	@Test
	void nearEntryThatExpiredBeforeItWasWrittenIsNotKept() {
		Region region = this.bench.region(Workbench.NEAR);
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = region.store(Workbench.KEY, Workbench.entry("text", "a"), region.token());
		this.bench.time().advance(HOUR);
		written.release();
		assertThat(stored).isCompletedWithValue(true);
		assertThat(region.near().size()).isZero();
	}

	@Test
	void nearEntryThatWasReadExpiresWithTheOneInTheStore() {
		store(this.bench.region(Workbench.NEAR));
		pass(Duration.ofMinutes(40));
		Region reader = this.bench.region(Workbench.NEAR);
		Workbench.read(reader);
		pass(Duration.ofMinutes(19));
		assertThat(isNear(reader)).isTrue();
		pass(Duration.ofMinutes(1));
		assertThat(isNear(reader)).isFalse();
	}

	@Test
	void nearEntryOfAWriterWhoseClockIsAheadLivesForItsTimeToLive() {
		long now = this.bench.time().millis();
		long position = this.bench.history().position();
		Header header = new Header(position, position, position, (byte) 1, Workbench.TEXT.fingerprint(), 0,
				now + HOUR.toMillis(), 0, now + 2 * HOUR.toMillis(), List.of());
		this.bench.putBytes(Envelope.write(header, Compression.NONE.apply("text".getBytes(StandardCharsets.UTF_8))));
		Region reader = this.bench.region(Workbench.NEAR);
		assertThat(Workbench.read(reader)).extracting(Hit::value).isEqualTo("text");
		assertThat(isNear(reader)).isTrue();
		pass(HOUR);
		assertThat(isNear(reader)).isFalse();
	}

	@Test
	void nearEntryExpiresEarlierWhereTheNearCacheSaysSo() {
		Region region = this.bench.region(Workbench.near(new NearSettings(10, 0, Duration.ofMinutes(1), Copying.AUTO)));
		store(region);
		pass(Duration.ofSeconds(59));
		assertThat(isNear(region)).isTrue();
		pass(Duration.ofSeconds(1));
		assertThat(isNear(region)).isFalse();
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
		assertThat(region.statistics().remoteHits()).isOne();
	}

	@Test
	void nearEntryIsNotKeptLongerThanTheOneInTheStore() {
		Region region = this.bench.region(Workbench.near(new NearSettings(10, 0, Duration.ofHours(5), Copying.AUTO)));
		store(region);
		pass(HOUR);
		assertThat(isNear(region)).isFalse();
	}

	@Test
	void entryOfItsOwnTimeToLiveExpiresWithIt() {
		Region region = this.bench.region(Workbench.NEAR);
		NewEntry entry = NewEntry.of("text", Workbench.TEXT, List.of("a"), Duration.ofMinutes(1));
		assertThat(region.store(Workbench.KEY, entry, region.token()).join()).isTrue();
		pass(Duration.ofMinutes(1));
		assertThat(isNear(region)).isFalse();
	}

	@Test
	void entryWithoutExpiryStays() {
		Region region = this.bench.region(new RegionSettings(Duration.ZERO, 0, true, Compression.NONE, null,
				new NearSettings(10, 0, null, Copying.AUTO)));
		store(region);
		pass(Duration.ofDays(36_500));
		assertThat(isNear(region)).isTrue();
	}

	@Test
	void entryWithoutExpiryThatWasReadStays() {
		RegionSettings noExpiry = new RegionSettings(Duration.ZERO, 0, true, Compression.NONE, null,
				new NearSettings(10, 0, null, Copying.AUTO));
		store(this.bench.region(noExpiry));
		Region reader = this.bench.region(noExpiry);
		Workbench.read(reader);
		pass(Duration.ofDays(36_500));
		assertThat(isNear(reader)).isTrue();
	}

	@Test
	void expiredEntriesMakeRoom() {
		Region region = this.bench.region(Workbench.NEAR);
		storeMany(region, 50, "text");
		pass(HOUR);
		store(region);
		// The cache cleans up on a thread of its own
		Awaitility.await().until(() -> region.near().size() == 1);
		assertThat(region.near().evictions()).isEqualTo(50);
	}

	@Test
	void noMoreEntriesAreKeptThanWanted() {
		Region region = this.bench.region(Workbench.near(new NearSettings(20, 0, null, Copying.AUTO)));
		storeMany(region, 500, "text");
		// The cache cleans up on a thread of its own
		Awaitility.await().until(() -> region.near().size() <= 20);
		assertThat(region.near().evictions()).isEqualTo(500 - region.near().size());
	}

	@Test
	void noMoreBytesAreKeptThanWanted() {
		Region region = this.bench.region(Workbench.near(new NearSettings(1000, 100_000, null, Copying.AUTO)));
		storeMany(region, 100, "x".repeat(10_000));
		Awaitility.await().until(() -> region.near().size() < 10);
		assertThat(region.near().size()).isPositive();
	}

	@Test
	void noMoreEntriesAreKeptThanWantedWhereBytesAreBoundedToo() {
		Region region = this.bench.region(Workbench.near(new NearSettings(20, 1_000_000, null, Copying.AUTO)));
		storeMany(region, 500, "text");
		Awaitility.await().until(() -> region.near().size() <= 20);
		assertThat(region.near().size()).isPositive();
	}

	@Test
	void boundsOfTheNearCacheAreChecked() {
		assertRefused(0, 0, null);
		assertRefused(1, -1, null);
		assertRefused(1, 0, Duration.ZERO);
		assertRefused(1, 0, Duration.ofNanos(1));
	}

	private static void assertRefused(long size, long weight, @Nullable Duration timeToLive) {
		assertThatIllegalArgumentException().isThrownBy(() -> new NearSettings(size, weight, timeToLive, Copying.AUTO))
			.withMessageStartingWith("near-cache.");
	}

	/**
	 * Lets time pass, with the node caught up at the end of it.
	 */
	private void pass(Duration duration) {
		this.bench.time().advance(duration.minus(Workbench.MAX_STALENESS.dividedBy(4)));
		this.bench.follow();
	}

	private static void store(Region region) {
		assertThat(region.store(Workbench.KEY, Workbench.entry("text", "a"), region.token()).join()).isTrue();
	}

	private static void storeMany(Region region, int count, String text) {
		IntStream.range(0, count)
			.mapToObj((i) -> EntryKey.of(Workbench.REGION, "many:" + i))
			.forEach((key) -> assertThat(region.put(Map.of(key, Workbench.entry(text)), null).join()).isTrue());
	}

	private static boolean isNear(Region region) {
		return region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE) != null;
	}

}
