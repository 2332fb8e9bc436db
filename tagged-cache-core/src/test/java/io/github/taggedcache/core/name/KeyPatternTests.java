package io.github.taggedcache.core.name;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyPatternTests {

	@Test
	void patternMatchesWhatTheSameRegularExpressionMatches() {
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			String glob = text(random, "ab*?");
			if (glob.isEmpty()) {
				continue;
			}
			String text = text(random, "ab*?");
			Pattern expression = Pattern
				.compile(glob.chars().mapToObj(KeyPatternTests::expression).collect(Collectors.joining()));
			assertThat(KeyPattern.of(glob).matches(text)).as("%s against %s", glob, text)
				.isEqualTo(expression.matcher(text).matches());
		}
	}

	private static String text(Random random, String alphabet) {
		return random.ints(random.nextInt(8), 0, alphabet.length())
			.mapToObj((i) -> alphabet.substring(i, i + 1))
			.collect(Collectors.joining());
	}

	private static String expression(int c) {
		return switch (c) {
			case '*' -> ".*";
			case '?' -> ".";
			default -> Pattern.quote(Character.toString(c));
		};
	}

	@ParameterizedTest
	@CsvSource({ "a*b,a*b", "*,*", "a?b,a*b", "?,*", "a\\*b,a<*>b", "a*?*b,a*b", "a*b*c*d*e*f*g,a*b*c*d*g" })
	void broadenedPatternHasFewAsterisksAndItsPiecesEscaped(String glob, String broadened) {
		assertThat(KeyPattern.of(glob).broadened((piece) -> piece.replace("*", "<*>"))).isEqualTo(broadened);
	}

	@ParameterizedTest
	@CsvSource({ "a*b,a*b", "a\\b,ab", "a\\*,a\\*", "**,*", "\\\\,\\\\" })
	void textOfAPatternGivesThePattern(String glob, String text) {
		assertThat(KeyPattern.of(glob)).hasToString(text);
		assertThat(KeyPattern.of(text)).hasToString(text);
	}

	@Test
	@Timeout(10)
	void patternOfManyAsterisksTakesNoLongTime() {
		KeyPattern pattern = KeyPattern.of("*a".repeat(500) + "b");
		assertThat(pattern.matches("a".repeat(5_000))).isFalse();
	}

	@Test
	void backslashThatTakesNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyPattern.of("a\\"))
			.withMessageContaining("write two of them");
	}

}
