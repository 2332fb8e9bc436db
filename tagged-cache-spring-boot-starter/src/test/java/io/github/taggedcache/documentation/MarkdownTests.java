package io.github.taggedcache.documentation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all pages of the documentation have in common.
 */
class MarkdownTests {

	private static final int COLUMNS = 120;

	@ParameterizedTest
	@MethodSource("pages")
	void linesHaveAtMost120ColumnsButThoseOfTables(Document page) {
		assertThat(page.lines()).filteredOn((line) -> !line.startsWith("|") && line.strip().contains(" "))
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Document page) {
		assertThat(page.links()).allMatch(page::leadsSomewhere, "leads somewhere");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageBeginsWithItsTitle(Document page) {
		assertThat(page.headings()).first().asString().startsWith("# ");
		assertThat(page.headings()).filteredOn((heading) -> heading.startsWith("# ")).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("decisions")
	void decisionHasStatusContextDecisionAndConsequences(Document decision) {
		assertThat(decision.headings().subList(1, decision.headings().size())).containsExactly("## Context",
				"## Decision", "## Consequences");
		assertThat(decision.lines()).anyMatch((line) -> line.matches("\\| [a-z][^|]* \\| \\d{4}-\\d\\d-\\d\\d \\|"));
	}

	@Test
	void decisionsAreAllListed() {
		assertThat(Document.of("docs/adr/README.md").links()).containsExactlyElementsOf(
				decisions().stream().map((decision) -> decision.path().getFileName().toString()).toList());
	}

	@Test
	void pagesForNewcomersAreShort() {
		assertThat(Document.of("README.md").lines()).hasSizeLessThanOrEqualTo(150);
		assertThat(Document.of("CONTRIBUTING.md").lines()).hasSizeLessThanOrEqualTo(60);
	}

	static List<Document> pages() {
		return Document.all();
	}

	static List<Document> decisions() {
		return Document.all().stream().filter((page) -> page.toString().matches("docs/adr/\\d.*")).toList();
	}

}
