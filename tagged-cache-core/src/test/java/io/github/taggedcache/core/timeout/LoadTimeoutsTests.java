package io.github.taggedcache.core.timeout;

import java.time.Duration;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadTimeoutsTests {

	@Test
	void oneLimitIsEnough() {
		assertThat(new LoadTimeouts(Duration.ofMillis(1), Duration.ZERO, false).isOn()).isTrue();
		assertThat(new LoadTimeouts(Duration.ZERO, Duration.ofMillis(1), false).isOn()).isTrue();
		assertThat(LoadTimeouts.NONE.isOn()).isFalse();
	}

	@Test
	void softLimitIsTheShorterOne() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LoadTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), false))
			.withMessageContaining("load-timeout.soft must be shorter than load-timeout.hard");
	}

	@Test
	void wrongLimitIsRefusedWithItsName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LoadTimeouts(Duration.ofSeconds(-1), Duration.ZERO, false))
			.withMessageContaining("load-timeout.soft");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LoadTimeouts(Duration.ZERO, Duration.ofDays(2), false))
			.withMessageContaining("load-timeout.hard");
	}

	@Test
	void exceptionNamesTheMethodAndHidesTheKey() {
		assertThat(new LoadTimeoutException("Shop.price", EntryKey.of("prices", "secret"), Duration.ofSeconds(2)))
			.hasMessageStartingWith("Shop.price did not give the value of key #")
			.hasMessageContaining("of region 'prices' within 2000 ms")
			.hasMessageNotContaining("secret");
	}

}
