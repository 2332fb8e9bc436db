package io.github.taggedcache.key;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PortableDecimal}.
 */
class PortableDecimalTests {

	@ParameterizedTest
	@CsvSource({ "0.1, 0.1", "100.0, 100", "1e23, 1E+23", "2e-3, 0.002", "4.9E-324, 4.94065645841247E-324",
			"0.30000000000000004, 0.30000000000000004", "-1.5e300, -1.5E+300", "123456789012345680, 123456789012345680",
			"5.684341886080802E-14, 5.6843418860808015E-14" })
	void doubleIsShort(double value, String text) {
		assertThat(PortableDecimal.of(value)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0.1, 0.1", "16777216, 16777216", "3.4028235E38, 3.4028235E+38", "1.4E-45, 1.4013E-45" })
	void floatIsShort(float value, String text) {
		assertThat(PortableDecimal.of(value)).isEqualTo(text);
	}

	@Test
	void everyDoubleReadsBack() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			double value = Double.longBitsToDouble(random.nextLong());
			assertThat(Double.parseDouble(PortableDecimal.of(value))).as("seed %d", seed)
				.isEqualTo(Double.valueOf(value));
		}
	}

	@Test
	void everyFloatReadsBack() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			float value = Float.intBitsToFloat(random.nextInt());
			assertThat(Float.parseFloat(PortableDecimal.of(value))).as("seed %d", seed).isEqualTo(Float.valueOf(value));
		}
	}

}
