package io.github.taggedcache.benchmarks.result;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class EstimateTests {

	@Test
	void errorIsHalfOfTheConfidenceInterval() {
		// Student's t for 2 degrees of freedom and 99.9 % is 31.599
		Estimate estimate = Estimate.of(1, 2, 3);
		assertThat(estimate.mean()).isEqualTo(2);
		assertThat(estimate.error()).isCloseTo(31.599 / Math.sqrt(3), within(0.001));
	}

	@Test
	void oneSampleHasNoError() {
		assertThat(Estimate.of(5).error()).isNaN();
	}

	@Test
	void noSamplesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(Estimate::of);
	}

	@Test
	void relativeErrorsOfRatioAddUpAsSquares() {
		Estimate ratio = new Estimate(30, 3 * 0.3).ratioTo(new Estimate(10, 0.4));
		assertThat(ratio.mean()).isEqualTo(3);
		assertThat(ratio.error()).isCloseTo(3 * 0.05, within(1e-9));
	}

	@Test
	void ratioOfExactFiguresIsExact() {
		assertThat(new Estimate(3, 0).ratioTo(new Estimate(2, 0))).isEqualTo(new Estimate(1.5, 0));
	}

}
