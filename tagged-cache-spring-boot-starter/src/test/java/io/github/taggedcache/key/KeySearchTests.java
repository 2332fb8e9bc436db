package io.github.taggedcache.key;

import java.util.List;

import io.github.taggedcache.core.name.KeyPattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("row-16")
class KeySearchTests {

	private static final KeyText TEXT = new KeyText(List.of());

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~',
			value = { "user-*;user-1", "\"user-*\";user-1", "*-1;user-1", "us?r-1;user-1", "*;user-1", "a\\*;a*",
					"a\\?;a?", "a\\\\b;a\\b", "a\"b;a\"b", "*[b]*;a[b]c", "\\u\\s\\e\\r;user", "?;ä", "?;😀",
					"\"user\";\"user\"" })
	void patternFindsText(String pattern, String key) {
		KeySearch search = KeySearch.of(pattern);
		assertThat(search.matches(TEXT.of(key))).isTrue();
		assertThat(search.pattern().matches(TEXT.of(key))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~',
			value = { "user-*;xuser-1", "user-;user-1", "a\\*;ab", "a?;a", "??;ä", "[ab];a", "User*;user" })
	void patternDoesNotFindText(String pattern, String key) {
		assertThat(KeySearch.of(pattern).matches(TEXT.of(key))).isFalse();
	}

	@Test
	void patternFindsKeysOfOtherTypesByTheirCanonicalText() {
		KeySearch search = KeySearch.of("4*");
		assertThat(search.matches(TEXT.of(42L))).isTrue();
		assertThat(search.matches(TEXT.of("42"))).isTrue();
		assertThat(search.matches(TEXT.of(List.of(42L)))).isFalse();
		assertThat(KeySearch.of("[[]4*]").matches(TEXT.of(List.of(42L)))).isFalse();
		assertThat(KeySearch.of("[4*]").matches(TEXT.of(List.of(42L)))).isTrue();
	}

	@Test
	void canonicalTextThatOnlyBeginsWithAQuoteIsNoText() {
		assertThat(KeySearch.of("Id*").matches("\"Id\"(value=\"42\")")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\\", "\uD800" })
	void invalidPatternIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeySearch.of(pattern));
	}

	@Test
	void patternThatIsTooLongIsRefused() {
		String longest = "a".repeat(KeyPattern.MAX_LENGTH);
		assertThat(KeySearch.of(longest).matches(longest)).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> KeySearch.of(longest + 'a'))
			.withMessageContaining("at most 1024 characters");
	}

}
