package io.github.taggedcache.sample.browser;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.sample.RunningSample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample whose page is open in a browser without a screen, and also in Chromium where
 * it is installed or the environment variable {@code CHROMIUM} names it.
 */
abstract class OpenPage {

	static final String CAUGHT_UP = "Caught up: its memory may answer.";

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

	/**
	 * The page reads everything, on A first, so that B finds it in Redis.
	 */
	static void openAndAwaitReads(Browser browser) {
		browser.open(sample.a().uri());
		awaitBadges(browser, "A", Collections.nCopies(6, "loaded").toArray(String[]::new));
		awaitBadges(browser, "B", Collections.nCopies(6, "Redis").toArray(String[]::new));
		awaitText(browser, "#message", "Read all on B: 0 from the near cache, 6 from Redis, 0 loaded.");
	}

	/**
	 * Waits for the page's script, which reads in the background: each badge says where
	 * its value came from, and how long that took.
	 */
	static void awaitBadges(Browser browser, String node, String... levels) {
		String expected = String.join(" ", Stream.of(levels).map((level) -> level + TIME).toList());
		awaitMatch(browser, "#rows [data-node='" + node + "'] .badge", expected);
	}

	static void awaitMatch(Browser browser, String selector, String pattern) {
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(browser.text(selector)).matches(pattern));
	}

	static void awaitText(Browser browser, String selector, String text) {
		Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(browser.text(selector)).isEqualTo(text));
	}

}
