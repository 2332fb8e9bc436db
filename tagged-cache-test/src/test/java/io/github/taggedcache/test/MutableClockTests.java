package io.github.taggedcache.test;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MutableClockTests {

	private final MutableClock clock = new MutableClock();

	@Test
	void timeIsThatOfTheMachineAtFirst() {
		assertThat(this.clock.instant()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
	}

	@Test
	void bothClocksAdvance() {
		Instant instant = this.clock.instant();
		long nanos = this.clock.nanoTime();
		this.clock.advance(Duration.ofHours(1));
		this.clock.advance(Duration.ofHours(1));
		assertThat(this.clock.instant()).isBetween(instant.plus(Duration.ofHours(2)),
				instant.plus(Duration.ofHours(3)));
		assertThat(this.clock.nanoTime() - nanos).isBetween(Duration.ofHours(2).toNanos(),
				Duration.ofHours(3).toNanos());
	}

	@Test
	void timeDoesNotGoBack() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.clock.advance(Duration.ofSeconds(-1)))
			.withMessageContaining("PT-1S");
	}

}
