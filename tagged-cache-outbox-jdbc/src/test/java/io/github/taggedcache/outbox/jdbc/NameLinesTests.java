package io.github.taggedcache.outbox.jdbc;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NameLinesTests {

	private static final List<String> ODD = List.of("article:42", "a b", "tab\tnew\nline\r", "\0", "%41", "100%",
			"Zürich", "\uD83D\uDE00", "\u0085", "{x}", "'; DROP TABLE", "\\", " ", "~", "~region");

	@Test
	void namesComeBackAsTheyWere() {
		List<String> rows = NameLines.write(ODD);
		assertThat(rows).hasSize(1);
		assertThat(NameLines.read(rows.get(0))).isEqualTo(ODD);
	}

	@Test
	void rowIsPrintableAsciiInLines() {
		assertThat(NameLines.write(ODD).get(0)).matches("[!-~\n]+");
	}

	@Test
	void plainNameCanBeReadByAnOperator() {
		assertThat(NameLines.write(List.of("article:42", "author:7"))).containsExactly("article:42\nauthor:7");
	}

	@Test
	void manyNamesAreSplitOverRowsInOrder() {
		List<String> names = IntStream.range(0, 20_000).mapToObj((i) -> "article:" + i).toList();
		List<String> rows = NameLines.write(names);
		assertThat(rows).hasSizeGreaterThan(5).allMatch((row) -> row.length() <= NameLines.MAX_LENGTH);
		assertThat(rows.stream().flatMap((row) -> NameLines.read(row).stream())).containsExactlyElementsOf(names);
	}

	@Test
	void nameThatIsLongerThanARowHasARowAlone() {
		String longest = "\uD83D\uDE00".repeat(NameLines.MAX_LENGTH);
		List<String> rows = NameLines.write(List.of("a", longest, "b"));
		assertThat(rows).hasSize(3);
		assertThat(NameLines.read(rows.get(1))).containsExactly(longest);
	}

	@Test
	void noNamesNeedNoRow() {
		assertThat(NameLines.write(List.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%", "a%4", "a%4g", "a%4a", "%FF", "a b", "ü" })
	void textThatNobodyWroteIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> NameLines.read(text));
	}

	@Test
	void namesForComparisonDifferAlsoWhereCaseIsIgnored() {
		assertThat(NameLines.forComparison("Shop")).isNotEqualToIgnoringCase(NameLines.forComparison("shop"));
		assertThat(NameLines.forComparison("shop ")).isNotEqualToIgnoringWhitespace(NameLines.forComparison("shop"));
		assertThat(NameLines.forComparison("shop")).isEqualTo("shop");
	}

}
