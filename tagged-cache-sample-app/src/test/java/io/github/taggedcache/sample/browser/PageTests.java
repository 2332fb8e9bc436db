package io.github.taggedcache.sample.browser;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.sample.RunningSample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page, in a browser without a screen, and also in Chromium where it is installed or
 * the environment variable {@code CHROMIUM} names it.
 */
class PageTests {

	private static final Duration BOUND = Duration.ofSeconds(60);

	private static final String TIME = ", [0-9.]+ (µs|ms)";

	private static RunningSample sample;

	static Stream<Named<Supplier<Browser>>> browsers() {
		return Stream.concat(Stream.of(Named.of("HtmlUnit", HtmlUnitBrowser::new)),
				chromium().map((named) -> Named.of(named.getName(), named.getPayload()::get)));
	}

	static Stream<Named<Supplier<ChromiumBrowser>>> chromium() {
		Optional<ChromiumProgram> chromium = ChromiumProgram.find(System.getenv());
		return chromium.stream().map((program) -> Named.of("Chromium", () -> new ChromiumBrowser(program)));
	}

	@BeforeAll
	static void start() {
		sample = RunningSample.start();
	}

	@AfterAll
	static void stop() {
		sample.close();
	}

	@BeforeEach
	void forget() {
		sample.a().rename(1, "Ada Moreau");
		sample.a().invalidateAll();
	}

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
			awaitText(browser, "#comments [data-node='A'] li:last-child .by", "Kim");
			assertThat(browser.text("#message")).startsWith("Comments on 7 on A: loaded, ");
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

	@ParameterizedTest
	@MethodSource("browsers")
	void cutFollowerShowsQuarantineAndRecovery(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("[data-fault='FOLLOWER'] button");
			awaitMatch(browser, "#instance-B .trust",
					"Quarantine: no proof for [0-9.]+ s, so Redis judges each read\\.");
			assertThat(browser.text("#instance-A .trust")).isEqualTo("Caught up: its memory may answer.");
			awaitMatch(browser, "#log", ".*Instance B is in quarantine.*");
			assertThat(browser.text("[data-fault='FOLLOWER'] [aria-pressed='true']"))
				.isEqualTo("Mend the follower of B");
			browser.click("[data-fault='FOLLOWER'] button");
			awaitText(browser, "#instance-B .trust", "Caught up: its memory may answer.");
			awaitMatch(browser, "#log", ".*Instance B is caught up again after.*");
			awaitText(browser, "#stale", "0");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void outageShowsAndEnds(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("[data-fault='OUTAGE'] button");
			awaitMatch(browser, "[data-fault='OUTAGE'] p", "Redis is stopped: back in [0-9]+ s\\.");
			assertThat(browser.text("#instance-A .trust"))
				.isEqualTo("Redis does not answer: reads go to the database.");
			awaitMatch(browser, "#log", ".*Redis runs again, and is empty\\..*");
			awaitText(browser, "#instance-A .trust", "Caught up: its memory may answer.");
			awaitText(browser, "#instance-B .trust", "Caught up: its memory may answer.");
			awaitText(browser, "#stale", "0");
		}
	}

	@ParameterizedTest
	@MethodSource("browsers")
	void flushMakesEverythingGo(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("[data-fault='FLUSH'] button");
			awaitText(browser, "#message", "Flush Redis: done.");
			awaitText(browser, ".box.gone .node", "A B A B A B A B A B A B");
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

	/**
	 * The page reads everything, on A first, so that B finds it in Redis.
	 */
	private static void openAndAwaitReads(Browser browser) {
		browser.open(sample.a().uri());
		awaitBadges(browser, "A", Collections.nCopies(6, "loaded").toArray(String[]::new));
		awaitBadges(browser, "B", Collections.nCopies(6, "Redis").toArray(String[]::new));
		awaitText(browser, "#message", "Read all on B: 0 from the near cache, 6 from Redis, 0 loaded.");
	}

	/**
	 * Waits for the page's script, which reads in the background: each badge says where
	 * its value came from, and how long that took.
	 */
	private static void awaitBadges(Browser browser, String node, String... levels) {
		String expected = String.join(" ", Stream.of(levels).map((level) -> level + TIME).toList());
		awaitMatch(browser, "#rows [data-node='" + node + "'] .badge", expected);
	}

	private static void awaitMatch(Browser browser, String selector, String pattern) {
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(browser.text(selector)).matches(pattern));
	}

	private static void awaitText(Browser browser, String selector, String text) {
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(browser.text(selector)).isEqualTo(text));
	}

}
