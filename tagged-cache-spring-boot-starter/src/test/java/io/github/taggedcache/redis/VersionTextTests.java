package io.github.taggedcache.redis;

import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a version, and what is not.
 */
class VersionTextTests {

	@ParameterizedTest
	@CsvSource({ "0,0", "7,7", "007,7", "1784900000000000,1784900000000000", "9007199254740991,9007199254740991",
			"00000000000000000000000005,5" })
	void digitsBelowTheLimitAreAVersion(String text, long version) {
		assertThat(VersionText.version(Text.utf8(text))).isEqualTo(version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-5", "+5", "1.5", "1e15", "0x7f", " 5", "5 ", "5\n", "5:5", "٣",
			"9007199254740992", "9223372036854775808", "18446744073709551617", "99999999999999999999999999" })
	void anythingElseIsNone(String text) {
		assertThat(VersionText.version(Text.utf8(text))).isEqualTo(VersionText.NONE);
	}

	@Test
	void missingValueIsNone() {
		assertThat(VersionText.version(null)).isEqualTo(VersionText.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "5,5,0", "5:0,5,0", "0:5,0,5", "9007199254740991:9007199254740991,9007199254740991,9007199254740991" })
	void twoVersionsAreThoseOfATag(String text, long hard, long soft) {
		assertThat(VersionText.tagVersion(Text.utf8(text))).isEqualTo(new TagVersion(hard, soft));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "x", ":", "5:", ":5", "5:5:5", "5;5", "-5:0", "5:-5", " 5:0", "5:0 ", "1.5:0",
			"9007199254740992:0", "0:9007199254740992" })
	void anythingElseIsNoneOfATag(String text) {
		assertThat(VersionText.tagVersion((text != null) ? Text.utf8(text) : null)).isNull();
	}

}
