package io.github.taggedcache.core.lease;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LeaseSettingsTests {

	@Test
	void leaseLastsTenSecondsAndIsWaitedForFive() {
		assertThat(LeaseSettings.DEFAULT).isEqualTo(new LeaseSettings(Duration.ofSeconds(10), Duration.ofSeconds(5)));
	}

	@Test
	void leaseThatHardlyLastsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LeaseSettings(Duration.ofMillis(9), Duration.ZERO))
			.withMessage("load-lock.lease must be between 10ms and 1h, not PT0.009S");
	}

	@Test
	void leaseThatLastsTooLongIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LeaseSettings(Duration.ofHours(1).plusMillis(1), Duration.ZERO))
			.withMessageStartingWith("load-lock.lease must be between 10ms and 1h, not");
	}

	@Test
	void negativeWaitIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LeaseSettings(Duration.ofSeconds(1), Duration.ofMillis(-1)))
			.withMessage("load-lock.wait must be between 0 (nobody waits) and 1h, not PT-0.001S");
	}

	@Test
	void waitThatIsTooLongIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LeaseSettings(Duration.ofSeconds(1), Duration.ofHours(2)))
			.withMessage("load-lock.wait must be between 0 (nobody waits) and 1h, not PT2H");
	}

}
