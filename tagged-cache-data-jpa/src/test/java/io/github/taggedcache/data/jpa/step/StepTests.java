package io.github.taggedcache.data.jpa.step;

import io.github.taggedcache.core.load.LoadScope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StepTests {

	@Test
	void stepRunsWhileItsWorkDoes() {
		assertThat(Step.READS_BY_ID.isRunning()).isFalse();
		Step.READS_BY_ID.run(() -> {
			Step.READS_BY_ID.run(() -> assertThat(Step.READS_BY_ID.isRunning()).isTrue());
			assertThat(Step.READS_BY_ID.isRunning()).isTrue();
			assertThat(Step.WRITES_ROWS.isRunning()).isFalse();
		});
		assertThat(Step.READS_BY_ID.isRunning()).isFalse();
	}

	@Test
	void stepEndsWithAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> Step.WRITES_ROWS.run(() -> {
			throw new IllegalStateException();
		}));
		assertThat(Step.WRITES_ROWS.isRunning()).isFalse();
	}

	@Test
	void pausedStepGoesOn() {
		Step.READS_BY_ID.run(() -> {
			Step.READS_BY_ID.pause(() -> {
				assertThat(Step.READS_BY_ID.isRunning()).isFalse();
				Step.READS_BY_ID.run(() -> assertThat(Step.READS_BY_ID.isRunning()).isTrue());
			});
			assertThat(Step.READS_BY_ID.isRunning()).isTrue();
		});
	}

	@Test
	void loadInsideOfAStepIsNoPartOfIt() {
		Step.READS_BY_ID.run(() -> {
			new LoadScope().run(() -> {
				assertThat(Step.READS_BY_ID.isRunning()).isFalse();
				Step.READS_BY_ID.run(() -> assertThat(Step.READS_BY_ID.isRunning()).isTrue());
				return null;
			});
			assertThat(Step.READS_BY_ID.isRunning()).isTrue();
		});
	}

}
