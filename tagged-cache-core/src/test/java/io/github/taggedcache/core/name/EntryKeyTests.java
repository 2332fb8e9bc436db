package io.github.taggedcache.core.name;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryKeyTests {

	/**
	 * Computed apart from the code: nodes of different releases must agree on them.
	 */
	@ParameterizedTest
	@CsvSource({ "'', 0", "1, 6627", "article:42, 7994", "Zürich, 10488", "\uD83D\uDE00, 7028" })
	void bucketIsTheSameForEver(String text, int bucket) {
		assertThat(EntryKey.of("articles", text).bucket()).isEqualTo(bucket);
	}

	@Test
	void bucketOfALongTextIsTheSameForEver() {
		assertThat(EntryKey.of("articles", "a".repeat(1000)).bucket()).isEqualTo(12_138);
	}

	@Test
	void textsSpreadOverAllBuckets() {
		assertThat(IntStream.range(0, 300_000).map((i) -> EntryKey.of("r", "id:" + i).bucket()).distinct().count())
			.isEqualTo(EntryKey.BUCKETS);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, EntryKey.BUCKETS })
	void bucketThatThereIsNotIsRefused(int bucket) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EntryKey("articles", "1", bucket, null, ""))
			.withMessage("No bucket has the number " + bucket);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void blankRegionIsRefused(String region) {
		assertThatIllegalArgumentException().isThrownBy(() -> EntryKey.of(region, "1"))
			.withMessage("The region name must not be empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "portal:content-tag", "{a", "a}", "100%", "%3A", "a b", "äöü 😀", "~", "*?[a]" })
	void keyIsTheOneThatHasItsLogName(String region) {
		EntryKey key = EntryKey.of(region, "a:b%3A{c}");
		assertThat(EntryKey.ofLogName(key.logName())).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":1", "no colon", "a%b:1", "%3a:1", "{a}:1", "a%:1", "\uD83D:1" })
	void logNameOfNoKeyIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> EntryKey.ofLogName(name));
	}

	@Test
	void keyShowsNothingOfItsText() {
		assertThat(EntryKey.of("articles", "Bearer-S3CRET")).hasToString("key #%s of region 'articles'", "85872b36");
		assertThat(EntryKey.of("articles", "Bearer-S3CRET").shortHash()).isEqualTo("#85872b36");
	}

	@Test
	void regionWithAnUnpairedSurrogateIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EntryKey.of("a\uD83D", "1"))
			.withMessage("The region name 'a\uD83D' contains an unpaired surrogate");
	}

	@Test
	void textWithAnUnpairedSurrogateIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EntryKey.of("articles", "\uDE00"))
			.withMessage("A key of region 'articles' contains an unpaired surrogate and so has no UTF-8 form;"
					+ " use valid Unicode text");
	}

	@Test
	void logNamesOfTwoKeysDiffer() {
		assertThat(List.of(EntryKey.of("a", "b:c"), EntryKey.of("a", "b::c"), EntryKey.of("a:b", "c"),
				EntryKey.of("a%3Ab", "c"), EntryKey.of("a:", "b:c")))
			.map(EntryKey::logName)
			.doesNotHaveDuplicates();
	}

}
