package io.github.taggedcache.core.name;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TagNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "article:42", " ", "a b", "{x}", "*?[a]", "::", "%7B", "a~b", "\0", "Zürich", "文章",
			"\uD83D\uDE00", "\uFFFD" })
	void anyTextIsATag(String text) {
		assertThat(TagName.require(text)).isEqualTo(text);
	}

	@Test
	void emptyTextIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require(""))
			.withMessage("A tag must not be empty");
	}

	@Test
	void reservedPrefixIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require("~articles"))
			.withMessage("Tag '~articles' must not start with '~', which is reserved for implicit tags");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\uD83D", "\uDE00b", "\uDE00\uD83D", "\uD83D\uD83D\uDE00" })
	void unpairedSurrogateIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require(text))
			.withMessage("Tag '" + text
					+ "' contains an unpaired surrogate and so has no UTF-8 form; use valid Unicode text");
	}

	@Test
	void tagOfTenKilobytesIsOne() {
		String text = "x".repeat(TagName.MAX_BYTES);
		assertThat(TagName.require(text)).isEqualTo(text);
	}

	@Test
	void longerTagIsRefusedAndShownInPart() {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require("x".repeat(TagName.MAX_BYTES + 1)))
			.withMessage("Tag '" + "x".repeat(60) + "...' is longer than 10240 bytes of UTF-8;"
					+ " use a shorter one, for example a hash of it");
	}

	@Test
	void lengthOfATagIsThatOfItsUtf8Form() {
		assertThat(TagName.require("文".repeat(3413))).hasSize(3413);
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require("文".repeat(3414)));
	}

	@Test
	void tagOfARegionIsImplicit() {
		assertThat(TagName.isImplicit(TagName.ofRegion("articles"))).isTrue();
	}

	@Test
	void tagOfTheNamespaceIsImplicit() {
		assertThat(TagName.isImplicit(TagName.NAMESPACE)).isTrue();
	}

	@Test
	void tagOfAnApplicationIsNotImplicit() {
		assertThat(TagName.isImplicit("articles")).isFalse();
	}

	@Test
	void tagOfARegionIsNotAnApplications() {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.require(TagName.ofRegion("articles")));
	}

	@Test
	void tagOfARegionIsNotThatOfTheNamespace() {
		assertThat(TagName.ofRegion("~")).isNotEqualTo(TagName.NAMESPACE);
	}

	@Test
	void regionsOfAnyNameHaveTagsOfTheirOwnThatLeadBack() {
		List<String> regions = List.of("articles", "~articles", "~~articles", "~", "~~", "~m:a/b", "~~m:a/b", "m:a/b",
				"~~t:a:b", "~t:a:b");
		assertThat(regions.stream().map(TagName::ofRegion)).doesNotHaveDuplicates()
			.doesNotContain(TagName.NAMESPACE, TagName.ofMethod("a", "b"), TagName.ofTenant("a", "b"))
			.allMatch(TagName::isImplicit)
			.map(TagName::regionOf)
			.isEqualTo(regions);
	}

	@Test
	void tagsOfMethodsAndTenantsAreCarriedAndNotNamed() {
		for (String tag : List.of(TagName.ofMethod("com.acme.Shop", "find"), TagName.ofTenant("acme", "author:7"))) {
			assertThat(TagName.isImplicit(tag)).isFalse();
			assertThat(TagName.requireCarried(tag)).isEqualTo(tag);
			assertThatIllegalArgumentException().isThrownBy(() -> TagName.require(tag));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.requireCarried("~articles"));
	}

	@Test
	void nameOfATenantEndsWhereItsTagBegins() {
		assertThat(TagName.ofTenant("a", "b:c")).isNotEqualTo(TagName.ofTenant("a:b", "c"));
		assertThat(TagName.ofTenant("a%3Ab", "c")).isNotEqualTo(TagName.ofTenant("a:b", "c"));
	}

	@Test
	void nameOfAClassEndsWhereItsMethodBegins() {
		assertThat(TagName.ofMethod("a.B", "c")).isNotEqualTo(TagName.ofMethod("a", "B.c"));
	}

	@Test
	void tagOfATenantIsNoLongerThanOthers() {
		assertThatIllegalArgumentException().isThrownBy(() -> TagName.ofTenant("acme", "x".repeat(TagName.MAX_BYTES)))
			.withMessageContaining("longer than 10240 bytes");
	}

}
