package io.github.taggedcache.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integral numbers of all widths are one key.
 */
class IntegralKeyTests {

	private static final Object[] SEVENS = { (byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7) };

	private final KeyText keyText = new KeyText(List.of());

	@ParameterizedTest
	@MethodSource("places")
	void numbersOfAllWidthsAreOneKey(Place place) {
		assertThat(Stream.of(SEVENS).map(place::of).map(this.keyText::of).distinct()).hasSize(1);
	}

	static Stream<Place> places() {
		return Stream.of((seven) -> seven, List::of, Set::of, (seven) -> Map.of(seven, seven),
				(seven) -> new Object[] { seven }, (seven) -> new SimpleKey(seven, "x"), Id::new,
				(seven) -> new Id(List.of(new SimpleKey(seven))), Optional::of);
	}

	@Test
	void optionalNumbersOfAllWidthsAreOneKey() {
		assertThat(List.of(OptionalInt.of(7), OptionalLong.of(7), Optional.of(7), Optional.of(7L)))
			.map(this.keyText::of)
			.containsOnly("Optional(7)");
	}

	@Test
	void textOfANumberIsAnotherKey() {
		assertThat(this.keyText.of("7")).isNotEqualTo(this.keyText.of(7));
	}

	@Test
	void characterOfADigitIsAnotherKey() {
		assertThat(this.keyText.of('7')).isNotEqualTo(this.keyText.of(7));
	}

	@Test
	void fractionalNumbersAreOtherKeys() {
		assertThat(List.of(7, 7.0, 7.0f, new BigDecimal("7"))).map(this.keyText::of).doesNotHaveDuplicates();
	}

	@FunctionalInterface
	interface Place {

		Object of(Object seven);

	}

	record Id(Object value) {

	}

}
