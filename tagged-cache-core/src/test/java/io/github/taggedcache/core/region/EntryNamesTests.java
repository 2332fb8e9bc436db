package io.github.taggedcache.core.region;

import io.github.taggedcache.core.codec.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryNamesTests {

	private static final ValueType TYPE = new ValueType(String.class, 1, "0a1b", "this test");

	private static Forms forms(String version) {
		return new Forms(new EntryNames(version, false));
	}

	@Test
	void versionIsAPartOfEachForm() {
		Forms forms = forms("2");
		assertThat(forms.of(TYPE)).isEqualTo("2:0a1b");
		assertThat(forms.known()).containsExactlyInAnyOrder("2:", "2:0a1b");
	}

	@Test
	void regionWithoutAVersionHasTheFormsOfItsTypes() {
		Forms forms = forms("");
		assertThat(forms.of(TYPE)).isEqualTo("0a1b");
		assertThat(forms.known()).containsExactlyInAnyOrder("", "0a1b");
	}

	@Test
	void versionIsEscapedSoThatItsEndIsExact() {
		assertThat(forms("2:0").of(TYPE)).isEqualTo("2%3A0:0a1b");
		assertThat(forms("2%3A0").of(TYPE)).isEqualTo("2%253A0:0a1b");
		assertThat(forms("0a1b").known()).doesNotContain("0a1b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", " ", "\u00e9", "2\n",
			"0123456789012345678901234567890123456789012345678901234567890123456789" })
	void whatIsNoVersionIsRefused(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EntryNames(version, false))
			.withMessageContaining("version must be at most 64");
	}

}
