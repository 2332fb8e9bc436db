package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTests {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** Not far from where the numbers begin again. */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - PERIOD.toNanos() / 2);

	private final Patience patience = Patience.of(PERIOD, this.now::get);

	@Test
	void isThereAtFirst() {
		assertThat(this.patience.isSpent()).isFalse();
	}

	@Test
	void isSpentForAPeriod() {
		this.patience.spend();
		assertThat(this.patience.isSpent()).isTrue();
		this.now.addAndGet(PERIOD.toNanos() - 1);
		assertThat(this.patience.isSpent()).isTrue();
		this.now.addAndGet(1);
		assertThat(this.patience.isSpent()).isFalse();
	}

	@Test
	void unlimitedPatienceIsNeverSpent() {
		Patience unlimited = Patience.unlimited();
		unlimited.spend();
		assertThat(unlimited.isSpent()).isFalse();
	}

}
