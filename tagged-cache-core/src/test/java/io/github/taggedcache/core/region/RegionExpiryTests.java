package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

import io.github.taggedcache.core.envelope.Compression;
import io.github.taggedcache.core.envelope.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How long entries and versions are kept.
 */
class RegionExpiryTests {

	private static final long HOUR = Duration.ofHours(1).toMillis();

	private final Workbench bench = new Workbench();

	@Test
	void entryIsKeptForTheTimeToLiveOfItsRegion() {
		put(region(Duration.ofHours(1), 0), null);
		assertThat(this.bench.store().timesToLive()).containsExactly(HOUR);
	}

	@Test
	void entryIsKeptForItsOwnTimeToLive() {
		put(region(Duration.ofHours(1), 0), Duration.ofMinutes(5));
		assertThat(this.bench.store().timesToLive()).containsExactly(300_000L);
	}

	@Test
	void zeroMeansNoExpiry() {
		put(region(Duration.ZERO, 0.5), null);
		assertThat(this.bench.store().timesToLive()).containsExactly(0L);
	}

	@Test
	void ownTimeToLiveOfZeroMeansNoExpiry() {
		put(region(Duration.ofHours(1), 0.5), Duration.ZERO);
		assertThat(this.bench.store().timesToLive()).containsExactly(0L);
	}

	@Test
	void expiryStandsInTheEntry() {
		put(region(Duration.ofHours(1), 0), null);
		long now = this.bench.time().millis();
		assertThat(this.bench.stored().header()).extracting(Header::createdAt, Header::softExpiry, Header::hardExpiry)
			.containsExactly(now, now + HOUR, now + HOUR);
	}

	@Test
	void noExpiryIsZeroInTheEntry() {
		put(region(Duration.ZERO, 0), null);
		assertThat(this.bench.stored().header()).extracting(Header::softExpiry, Header::hardExpiry)
			.containsExactly(0L, 0L);
	}

	@Test
	void jitterMakesEntriesExpireEarlierByItsShareAtMost() {
		LongSummaryStatistics times = jittered(region(Duration.ofHours(1), 0.1), null);
		assertThat(times.getMin()).isBetween(HOUR * 9 / 10, HOUR * 91 / 100);
		assertThat(times.getMax()).isBetween(HOUR * 99 / 100, HOUR);
	}

	@Test
	void jitterSpreadsEvenly() {
		assertThat(jittered(region(Duration.ofHours(1), 0.1), null).getAverage()).isBetween(HOUR * 0.945, HOUR * 0.955);
	}

	@Test
	void jitterNeverMakesATimeToLiveZero() {
		assertThat(jittered(region(Duration.ofMillis(2), 0.999), null).getMin()).isOne();
	}

	@Test
	void jitterSpreadsAnEntrysOwnTimeToLive() {
		assertThat(jittered(region(Duration.ofHours(1), 0.5), Duration.ofSeconds(10)).getMin()).isBetween(5000L, 5100L);
	}

	@Test
	void entryIsNotReadAfterItsTimeToLive() {
		Region region = region(Duration.ofHours(1), 0);
		put(region, null);
		this.bench.time().advance(Duration.ofHours(1));
		assertThat(Workbench.read(region)).isNull();
	}

	@Test
	void versionsAreRememberedTwiceAsLongAsEntriesLive() {
		put(region(Duration.ofHours(1), 0), null);
		assertThat(this.bench.store().observed()).extracting((names) -> names.retention()).containsOnly(2 * HOUR);
	}

	@Test
	void versionsAreRememberedLongerForAnEntryThatLivesLonger() {
		put(region(Duration.ofHours(1), 0), Duration.ofHours(3));
		assertThat(this.bench.store().observed()).extracting((names) -> names.retention()).containsExactly(6 * HOUR);
	}

	@Test
	void versionsAreRememberedForEverForAnEntryWithoutExpiry() {
		put(region(Duration.ofHours(1), 0), Duration.ZERO);
		assertThat(this.bench.store().observed()).extracting((names) -> names.retention()).containsExactly(0L);
	}

	@Test
	void entryOutlivesAsManyInvalidationsOfOthersAsThereAre() {
		Region region = region(Duration.ofHours(1), 0);
		put(region, null);
		for (int i = 0; i < 59; i++) {
			this.bench.time().advance(Duration.ofMinutes(1));
			this.bench.invalidate("other");
		}
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void negativeTimeToLiveIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> region(Duration.ofSeconds(-1), 0))
			.withMessage("time-to-live must not be negative (0 means no expiry), not PT-1S");
	}

	@Test
	void timeToLiveBelowAMillisecondIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> region(Duration.ofNanos(999_999), 0))
			.withMessage("time-to-live must be at least 1ms (0 means no expiry), not PT0.000999999S");
	}

	@Test
	void timeToLiveBeyondACenturyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> region(Duration.ofDays(36_500).plusMillis(1), 0))
			.withMessageStartingWith("time-to-live must not exceed 36500 days");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY })
	void jitterOutsideOfItsBoundsIsRefused(double jitter) {
		assertThatIllegalArgumentException().isThrownBy(() -> region(Duration.ofHours(1), jitter))
			.withMessage("time-to-live-jitter must be at least 0 and less than 1, not " + jitter);
	}

	@Test
	void ownTimeToLiveThatIsNoneIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> NewEntry.of("text", Workbench.TEXT, List.of(), Duration.ofMillis(-5)))
			.withMessage("time-to-live must not be negative (0 means no expiry), not PT-0.005S");
	}

	private Region region(Duration timeToLive, double jitter) {
		return this.bench.region(new RegionSettings(timeToLive, jitter, true, Compression.NONE, null));
	}

	private static void put(Region region, Duration timeToLive) {
		region.put(Map.of(Workbench.KEY, NewEntry.of("text", Workbench.TEXT, List.of(), timeToLive)), null).join();
	}

	private LongSummaryStatistics jittered(Region region, Duration timeToLive) {
		for (int i = 0; i < 2000; i++) {
			put(region, timeToLive);
		}
		return this.bench.store().timesToLive().stream().mapToLong(Long::longValue).summaryStatistics();
	}

}
