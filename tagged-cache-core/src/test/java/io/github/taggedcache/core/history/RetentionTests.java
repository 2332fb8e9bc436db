package io.github.taggedcache.core.history;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionTests {

	private final Retention retention = new Retention();

	@Test
	void versionsAreRememberedTwiceAsLongAsEntries() {
		this.retention.cover(1000);
		assertThat(this.retention.millis()).isEqualTo(2000);
	}

	@Test
	void longestTimeToLiveCounts() {
		this.retention.cover(5000);
		this.retention.cover(1000);
		assertThat(this.retention.millis()).isEqualTo(10_000);
	}

	@Test
	void entryWithoutExpiryMeansForEver() {
		this.retention.cover(0);
		assertThat(this.retention.millis()).isZero();
	}

	@Test
	void foreverIsNotShortenedAfterwards() {
		this.retention.cover(0);
		this.retention.cover(1000);
		assertThat(this.retention.millis()).isZero();
	}

	@Test
	void withoutAnyEntryVersionsAreNotRememberedForEver() {
		assertThat(this.retention.millis()).isPositive();
	}

	@Test
	void longestTimeToLiveThatARegionTakesIsDoubled() {
		long longest = Duration.ofDays(36_500).toMillis();
		this.retention.cover(longest);
		assertThat(this.retention.millis()).isEqualTo(2 * longest);
	}

}
