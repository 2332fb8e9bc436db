package io.github.taggedcache.sample.browser;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.sample.RunningSample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page as a person sees it: in HtmlUnit, and in Chromium too where that is installed.
 */
class PageTests {

	private static final Duration BOUND = Duration.ofSeconds(30);

	static Stream<Named<Supplier<Browser>>> browsers() {
		Optional<ChromiumProgram> chromium = ChromiumProgram.find(System.getenv());
		return Stream.concat(Stream.of(Named.of("HtmlUnit", HtmlUnitBrowser::new)),
				chromium.stream().map((program) -> Named.of("Chromium", () -> new ChromiumBrowser(program))));
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void renamedAuthorReloadsExactlyTheEntriesWithThatAuthor(Supplier<Browser> browsers) {
		try (RunningSample sample = RunningSample.start("sample.new-database=false");
				Browser browser = browsers.get()) {
			browser.open(sample.uri());
			awaitSources(browser, "#lists", "database", "database", "database", "database");
			browser.click("#read-again");
			awaitSources(browser, "#lists", "cache", "cache", "cache", "cache");

			browser.click("[data-article='1']");
			awaitSources(browser, "#opened", "database", "database");
			browser.click("#read-again");
			awaitSources(browser, "#opened", "cache", "cache");

			browser.type("[data-author='1'] input", "Ada Renamed");
			browser.click("[data-author='1'] button");
			awaitSources(browser, "#lists", "database", "database", "cache", "cache");
			awaitSources(browser, "#opened", "database", "cache");
			assertThat(browser.text("[data-topic='Bread'] .by")).isEqualTo("Ada Renamed Bela Kovacs");
			assertThat(browser.text("#article .by")).isEqualTo("Ada Renamed");
			awaitText(browser, "#invalidated-tags", "1");
			awaitText(browser, "[data-region='article-lists'] td", "article-lists 10 6 2");
			awaitText(browser, "[data-region='articles'] td", "articles 1 2 1");
			awaitText(browser, "[data-region='comments'] td", "comments 2 1 0");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void commentReloadsTheCommentsOnly(Supplier<Browser> browsers) {
		try (RunningSample sample = RunningSample.start(); Browser browser = browsers.get()) {
			browser.open(sample.uri());
			awaitSources(browser, "#lists", "database", "database", "database", "database");
			browser.click("[data-article='7']");
			awaitSources(browser, "#opened", "database", "database");
			browser.type("#reader", "Kim");
			browser.type("#content", "Worth the wait");
			browser.click("#add-comment button");
			awaitText(browser, "#comment-list li", "Worth the waitKim");
			awaitSources(browser, "#opened", "cache", "database");
			awaitSources(browser, "#lists", "cache", "cache", "cache", "cache");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void emptyNameIsRefusedWithItsReason(Supplier<Browser> browsers) {
		try (RunningSample sample = RunningSample.start(); Browser browser = browsers.get()) {
			browser.open(sample.uri());
			awaitText(browser, "[data-author='2'] button", "Rename");
			browser.type("[data-author='2'] input", " ");
			browser.click("[data-author='2'] button");
			awaitText(browser, "#message", "name must not be blank");
		}
	}

	/**
	 * Waits for the page's script, which reads in the background: each badge says where
	 * its entry came from, and then how long that took.
	 */
	private static void awaitSources(Browser browser, String part, String... sources) {
		String[] badges = Stream.of(sources).map((source) -> source + ", [0-9.]+ ms").toArray(String[]::new);
		Awaitility.await()
			.atMost(BOUND)
			.untilAsserted(() -> assertThat(browser.text(part + " .badge")).matches(String.join(" ", badges)));
	}

	private static void awaitText(Browser browser, String selector, String text) {
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(browser.text(selector)).isEqualTo(text));
	}

}
