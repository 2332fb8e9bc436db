package io.github.taggedcache.sample.browser;

import java.util.function.Supplier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switches of the page: what they break shows, and mends.
 */
class SwitchesTests extends OpenPage {

	@ParameterizedTest
	@MethodSource("browsers")
	void cutFollowerShowsQuarantineAndRecovery(Supplier<Browser> browsers) {
		try (Browser browser = browsers.get()) {
			openAndAwaitReads(browser);
			browser.click("[data-fault='FOLLOWER'] button");
			awaitMatch(browser, "#instance-B .trust",
					"Quarantine: no proof for [0-9.]+ s, so Redis judges each read\\.");
			assertThat(browser.text("#instance-A .trust")).isEqualTo(CAUGHT_UP);
			awaitMatch(browser, "#log", ".*Instance B is in quarantine.*");
			assertThat(browser.text("[data-fault='FOLLOWER'] [aria-pressed='true']"))
				.isEqualTo("Mend the follower of B");
			browser.click("[data-fault='FOLLOWER'] button");
			awaitText(browser, "#instance-B .trust", CAUGHT_UP);
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
			awaitText(browser, "#instance-A .trust", CAUGHT_UP);
			awaitText(browser, "#instance-B .trust", CAUGHT_UP);
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

}
