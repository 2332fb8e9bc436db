package io.github.taggedcache.sample.browser;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page: what it shows of reads and writes, and whom it serves.
 */
class PageTests extends OpenPage {

	@ParameterizedTest
	@MethodSource("browsers")
	void renameOnOneMakesExactlyTheRightBoxesOfBothGoAndNamesTagAndInstance(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.type("#new-name", "Ada Renamed");
			browser.click("#rename [data-node='A']");
			awaitText(browser, "#message", "author:1 was invalidated on A. Gone on A: Bread, Cheese, Article 1. "
					+ "Gone on B: Bread, Cheese, Article 1.");
			assertThat(browser.text(".box.gone .node")).isEqualTo("A B A B A B");
			assertThat(browser.text("#list-Cheese [data-node='B'] .next"))
				.matches("Gone: author:1 was invalidated .+ ago by instance A\\.");
			assertThat(browser.text("#list-Cheese [data-node='B'] .culprit")).isEqualTo("author:1");

			browser.click("[data-node='B'].read-all");
			awaitBadges(browser, "B", "loaded", "loaded", "near cache", "near cache", "loaded", "near cache");
			awaitText(browser, "#message", "Read all on B: 3 from the near cache, 0 from Redis, 3 loaded.");
			assertThat(browser.text("#list-Bread [data-node='B'] .by")).isEqualTo("Ada Renamed Bela Kovacs");
			assertThat(browser.text("#list-Bread [data-node='B'] .next"))
				.matches("Was loaded: author:1 was invalidated .+ ago by instance A\\.");
			assertThat(browser.text(".box.renewed .node")).isEqualTo("A A A");

			browser.click("[data-node='A'].read-all");
			awaitBadges(browser, "A", "Redis", "Redis", "near cache", "near cache", "Redis", "near cache");
			awaitText(browser, "#stale", "0");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void commentMakesOnlyTheCommentsGo(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("#list-Tea [data-node='B'] [data-article='7']");
			awaitText(browser, "#message", "Article 7 is open on B and A.");
			browser.type("#reader", "Kim");
			browser.type("#content", "Worth the wait");
			browser.click("#add-comment [data-node='B']");
			awaitText(browser, "#message",
					"comments:7 was invalidated on B. Gone on A: Comments on 7. Gone on B: Comments on 7.");
			browser.click("#comments [data-node='A'] .read");
			awaitMatch(browser, "#message",
					"Comments on 7 on A: loaded, .+ because comments:7 was invalidated .+ by instance B\\.");
			assertThat(browser.text("#comments [data-node='A'] li:last-child .by")).isEqualTo("Kim");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void emptyNameIsRefusedWithItsReason(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.type("#new-name", " ");
			browser.click("#rename [data-node='B']");
			awaitText(browser, "#message", "name must not be blank");
			assertThat(browser.text(".box.gone")).isEmpty();
		}
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("chromium")
	void pageNeedsNoHorizontalScrollingAt320Pixels(Supplier<ChromiumBrowser> browsers) {
		try (ChromiumBrowser browser = browsers.get()) {
			browser.resize(320, 800);
			openAndAwaitReads(browser);
			String cutOff = "Array.from(document.querySelectorAll('main *')).filter((e) => !e.closest('.unseen') && "
					+ "e.getBoundingClientRect().right > document.documentElement.clientWidth)"
					+ ".map((e) => e.outerHTML.substring(0, 80)).join()";
			assertThat(browser.evaluate(cutOff).asString()).isEmpty();
			String hidden = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
			assertThat(browser.evaluate(hidden).asInt()).isZero();
		}
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("chromium")
	void keyboardReachesEverythingAndShowsWhereItIs(Supplier<ChromiumBrowser> browsers) {
		try (ChromiumBrowser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.evaluate("document.getElementById('new-name').focus()");
			press(browser, "Tab");
			assertThat(focused(browser)).isEqualTo("Rename on A");
			assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle").asString())
				.isEqualTo("solid");
			press(browser, "Enter");
			awaitMatch(browser, "#message", "author:1 was invalidated on A\\..*");
			for (String next : List.of("Rename on B", "", "Change on A", "Change on B", "", "", "Comment on A",
					"Comment on B", "Read all on A", "Read all on B", "Read")) {
				press(browser, "Tab");
				assertThat(focused(browser)).isEqualTo(next);
			}
		}
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("chromium")
	void textsHaveContrastInBothSchemes(Supplier<ChromiumBrowser> browsers) {
		try (ChromiumBrowser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("#rename [data-node='A']");
			awaitText(browser, ".box.gone .node", "A B A B A B");
			for (String scheme : List.of("light", "dark")) {
				browser.prefer(scheme);
				assertThat(browser.evaluate(Contrast.SCRIPT).asString()).as(scheme).isEmpty();
			}
		}
	}

	private static void press(ChromiumBrowser browser, String key) {
		if (key.equals("Tab")) {
			browser.press("Tab", 9, "");
		}
		else {
			browser.press("Enter", 13, "\r");
		}
	}

	private static String focused(ChromiumBrowser browser) {
		return browser.evaluate("document.activeElement.textContent").asString();
	}

}
