package io.github.taggedcache.core.stale;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StaleSettingsTests {

	private static final StaleSettings SETTINGS = new StaleSettings(Duration.ofSeconds(10), Duration.ofSeconds(30),
			Duration.ofSeconds(5), List.of(FileNotFoundException.class));

	@Test
	void windowIsTheLongerOfBothTimes() {
		assertThat(SETTINGS.window()).isEqualTo(Duration.ofSeconds(30));
		assertThat(new StaleSettings(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, List.of()).window())
			.isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void valueIsServedUpToTheEndOfItsTime() {
		assertThat(SETTINGS.isServedMeanwhile(9_999)).isTrue();
		assertThat(SETTINGS.isServedMeanwhile(10_000)).isFalse();
		assertThat(SETTINGS.isServedOnError(29_999)).isTrue();
		assertThat(SETTINGS.isServedOnError(30_000)).isFalse();
		assertThat(StaleSettings.NONE.isServedMeanwhile(0)).isFalse();
		assertThat(StaleSettings.NONE.isServedOnError(0)).isFalse();
	}

	@Test
	void answersAndWhatHappensToOneCallerAreNoFailures() {
		assertThat(SETTINGS.isFailure(new IOException())).isTrue();
		assertThat(SETTINGS.isFailure(new IllegalStateException())).isTrue();
		assertThat(SETTINGS.isFailure(new FileNotFoundException())).isFalse();
		assertThat(SETTINGS.isFailure(new InterruptedException())).isFalse();
		assertThat(SETTINGS.isFailure(new CancellationException())).isFalse();
		assertThat(SETTINGS.isFailure(new OutOfMemoryError())).isFalse();
	}

	@Test
	void wrongTimeIsRefusedWithItsName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StaleSettings(Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO, List.of()))
			.withMessageContaining("stale-while-revalidate")
			.withMessageContaining("PT-1S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StaleSettings(Duration.ZERO, Duration.ofDays(366), Duration.ZERO, List.of()))
			.withMessageContaining("stale-if-error");
	}

}
