package io.github.taggedcache.core.stale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedLoadsTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final AtomicLong nanos = new AtomicLong();

	private final FailedLoads failed = failed(Duration.ofSeconds(5));

	private FailedLoads failed(Duration pause) {
		return new FailedLoads(
				new StaleSettings(Duration.ZERO, Duration.ofHours(1), pause, List.of(NumberFormatException.class)),
				this.nanos::get);
	}

	@Test
	void keyIsPausedAfterItsLoadFailed() {
		this.failed.loaded(KEY, 1, new IllegalStateException());
		assertThat(this.failed.isPaused(KEY)).isTrue();
		assertThat(this.failed.isPaused(EntryKey.of("articles", "2"))).isFalse();
		this.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
		assertThat(this.failed.isPaused(KEY)).isFalse();
	}

	@Test
	void loadThatGivesAValueEndsThePause() {
		this.failed.loaded(KEY, 1, new IllegalStateException());
		this.failed.loaded(KEY, 1, null);
		assertThat(this.failed.isPaused(KEY)).isFalse();
	}

	@Test
	void answerIsNoFailure() {
		this.failed.loaded(KEY, 1, new NumberFormatException());
		assertThat(this.failed.isPaused(KEY)).isFalse();
	}

	@Test
	void withoutAPauseNothingIsRemembered() {
		FailedLoads none = failed(Duration.ZERO);
		none.loaded(KEY, 1, new IllegalStateException());
		assertThat(none.isPaused(KEY)).isFalse();
	}

	@Test
	void oldestKeyIsForgottenWhereTooManyFail() {
		for (int i = 1; i <= FailedLoads.MAX + 1; i++) {
			this.failed.loaded(EntryKey.of("articles", "" + i), 1, new IllegalStateException());
		}
		assertThat(this.failed.isPaused(KEY)).isFalse();
		assertThat(this.failed.isPaused(EntryKey.of("articles", "2"))).isTrue();
	}

}
