package io.github.taggedcache.sample;

import java.util.Map;

import io.github.taggedcache.TaggedCacheManager;
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

	private RunningSample sample;

	CachedEntriesTests(String store) {
		this.store = store;
	}

	@BeforeAll
	void start() {
		this.sample = RunningSample.start("tagged-cache.store=" + this.store);
	}

	@AfterAll
	void stop() {
		this.sample.close();
	}

	@BeforeEach
	void cacheEverything() {
		this.sample.readEverything();
	}

	@Test
	void listIsLoadedOnceAndThenComesFromTheCache() {
		this.sample.context().getBean(TaggedCacheManager.class).invalidateAll();
		JsonNode first = this.sample.read("/api/topics/Tea/articles");
		JsonNode second = this.sample.read("/api/topics/Tea/articles");
		assertThat(first.get("source").asString()).isEqualTo("DATABASE");
		assertThat(second.get("source").asString()).isEqualTo("CACHE");
		assertThat(second.get("value")).isEqualTo(first.get("value"));
	}

	@Test
	void nothingIsReloadedWhenNothingChanged() {
		assertThat(this.sample.reloaded()).isEmpty();
	}

	@Test
	void renamedAuthorReloadsExactlyTheEntriesWithThatAuthor() {
		this.sample.put("/api/authors/1/name", Map.of("name", "Ada Renamed")).expectStatus().isOk();
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
	void statisticsCountWhatWasInvalidated() {
		JsonNode before = this.sample.read("/api/statistics");
		this.sample.put("/api/authors/4/name", Map.of("name", "Dana Renamed")).expectStatus().isOk();
		this.sample.readEverything();
		JsonNode after = this.sample.read("/api/statistics");
		assertThat(grown(before, after, "/invalidatedTags")).isEqualTo(1);
		assertThat(after.at("/regions/1/region").asString()).isEqualTo("articles");
		assertThat(grown(before, after, "/regions/1/hits")).isEqualTo(6);
		assertThat(grown(before, after, "/regions/1/misses")).isEqualTo(2);
		assertThat(grown(before, after, "/regions/1/invalidated")).isEqualTo(2);
	}

	private static long grown(JsonNode before, JsonNode after, String pointer) {
		return after.at(pointer).asLong() - before.at(pointer).asLong();
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
