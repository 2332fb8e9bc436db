package io.github.taggedcache.benchmarks.program;

import java.util.Random;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ZipfTests {

	private static final int COUNT = 4;

	private static final int DRAWS = 100_000;

	@Test
	void numbersComeInProportionToTheirRank() {
		int[] drawn = draw(new Zipf(COUNT));
		for (int i = 1; i < COUNT; i++) {
			assertThat((double) drawn[0] / drawn[i]).isCloseTo(i + 1.0, Percentage.withPercentage(5));
		}
	}

	@Test
	void oneNumberIsAlwaysDrawn() {
		assertThat(draw(new Zipf(1))).containsExactly(DRAWS);
	}

	private static int[] draw(Zipf zipf) {
		int[] drawn = new int[COUNT];
		Random random = new Random(42);
		int largest = 0;
		for (int i = 0; i < DRAWS; i++) {
			int number = zipf.next(random);
			drawn[number]++;
			largest = Math.max(largest, number);
		}
		return java.util.Arrays.copyOf(drawn, largest + 1);
	}

}
