package io.github.taggedcache.sample;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is loaded again after which change. Everything is cached when a test begins.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CachedEntriesTests {

	private final String store;

	private RunningSample running;

	private RunningInstance sample;

	CachedEntriesTests(String store) {
		this.store = store;
	}

	@BeforeAll
	void start() {
		this.running = RunningSample.start("tagged-cache.store=" + this.store);
		this.sample = this.running.a();
	}

	@AfterAll
	void stop() {
		this.running.close();
	}

	@BeforeEach
	void cacheEverything() {
		this.sample.readEverything();
	}

	@Test
	void listIsLoadedOnceAndThenComesFromTheCache() {
		this.sample.invalidateAll();
		JsonNode first = this.sample.read("/api/topics/Tea/articles");
		JsonNode second = this.sample.read("/api/topics/Tea/articles");
		assertThat(first.get("level").asString()).isEqualTo("DATABASE");
		assertThat(second.get("level").asString()).isEqualTo("NEAR");
		assertThat(second.get("value")).isEqualTo(first.get("value"));
	}

	@Test
	void nothingIsReloadedWhenNothingChanged() {
		assertThat(this.sample.reloaded()).isEmpty();
	}

	@Test
	void renamedAuthorReloadsExactlyTheEntriesWithThatAuthor() {
		this.sample.rename(1, "Ada Renamed");
		assertThat(this.sample.reloaded()).containsExactlyInAnyOrder("list Bread", "list Cheese", "article 1",
				"article 4");
		assertThat(this.sample.read("/api/articles/1").at("/value/author/name").asString()).isEqualTo("Ada Renamed");
		assertThat(this.sample.read("/api/topics/Bread/articles").at("/value/0/author/name").asString())
			.isEqualTo("Ada Renamed");
	}

	@Test
	void newTitleReloadsTheArticleAndItsList() {
		this.sample.put("/api/articles/5/title", Map.of("title", "Grind first")).expectStatus().isNoContent();
		assertThat(this.sample.reloaded()).containsExactlyInAnyOrder("list Coffee", "article 5");
		assertThat(this.sample.read("/api/articles/5").at("/value/title").asString()).isEqualTo("Grind first");
	}

	@Test
	void commentReloadsTheCommentsOfItsArticleOnly() {
		this.sample.post("/api/articles/2/comments", Map.of("reader", "Ines", "content", "It does sing"))
			.expectStatus()
			.isCreated();
		assertThat(this.sample.reloaded()).containsExactly("comments 2");
		assertThat(this.sample.read("/api/articles/2/comments").at("/value/0/content").asString())
			.isEqualTo("It does sing");
	}

	@Test
	void stateCountsWhereReadsEnded() {
		JsonNode before = this.running.stage();
		this.sample.rename(4, "Dana Renamed");
		this.sample.readEverything();
		JsonNode after = this.running.stage();
		assertThat(grown(before, after, "/instances/A/loaded")).isEqualTo(4);
		assertThat(grown(before, after, "/instances/A/near")).isEqualTo(16);
		assertThat(grown(before, after, "/reads/checked")).isEqualTo(20);
		assertThat(after.at("/reads/stale").asLong()).isZero();
	}

	private static long grown(JsonNode before, JsonNode after, String pointer) {
		return after.at(pointer).asLong() - before.at(pointer).asLong();
	}

	@Test
	void readOfAnInvalidatedEntrySaysWhyItWasLoaded() {
		this.sample.rename(2, "Bela Renamed");
		JsonNode reading = this.sample.read("/api/articles/8");
		assertThat(reading.get("level").asString()).isEqualTo("DATABASE");
		assertThat(reading.get("why").asString()).startsWith("author:2 was invalidated ").endsWith(" by instance A.");
		assertThat(this.sample.read("/api/articles/8").get("why").isNull()).isTrue();
	}

	@Test
	void actuatorShowsHealthMetricsAndRegions() {
		assertThat(this.sample.read("/actuator/health").at("/components/taggedcache/status").asString())
			.isEqualTo("UP");
		JsonNode articles = this.sample.read("/actuator/taggedcache").at("/regions/articles");
		assertThat(articles.at("/nearHits").asLong() + articles.at("/remoteHits").asLong()).isPositive();
		assertThat(this.sample.read("/actuator/caches").at("/cacheManagers/cacheManager/caches").propertyNames())
			.containsExactlyInAnyOrder("articles", "article-lists", "comments");
		assertThat(this.sample.read("/actuator/metrics/cache.gets").at("/measurements/0/value").asDouble())
			.isPositive();
	}

}
