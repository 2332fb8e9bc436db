package io.github.taggedcache.sample;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both instances on one Redis and one database: what one changes, the other sees.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwoInstancesTests {

	private static final String ID = UUID.randomUUID().toString();

	private RunningSample sample;

	private RunningInstance a;

	private RunningInstance b;

	@BeforeAll
	void start() {
		begin();
	}

	private void begin() {
		this.sample = RunningSample.start("spring.data.redis.url=" + RedisServers.shared().uri(),
				"tagged-cache.namespace=" + ID, "spring.datasource.url=jdbc:h2:mem:" + ID + ";DB_CLOSE_DELAY=-1",
				"sample.new-database=false");
		this.a = this.sample.a();
		this.b = this.sample.b();
		Awaitility.await("instances that follow the log: they are not told of what was invalidated before")
			.until(() -> isCaughtUp("A") && isCaughtUp("B"));
	}

	private boolean isCaughtUp(String node) {
		return this.sample.stage().at("/instances/" + node + "/trusted").asBoolean();
	}

	@AfterAll
	void stop() {
		this.sample.close();
	}

	@BeforeEach
	void invalidateEverything() {
		this.a.invalidateAll();
		awaitHeard("B");
	}

	@Test
	void oneLoadsAndTheOtherHits() {
		this.a.readEverything();
		assertThat(this.b.reloaded()).isEmpty();
		assertThat(this.sample.stage().at("/instances/B/redis").asLong()).isPositive();
	}

	@Test
	void renameOnOneMakesExactlyTheRightBoxesOfTheOtherGoAndNamesTagAndInstance() {
		this.a.readEverything();
		this.b.readEverything();
		assertThat(this.b.gone(3)).isEmpty();
		this.a.rename(3, "Chidi Renamed");
		awaitHeard("B");
		assertThat(this.b.gone(3)).containsOnlyKeys("article-lists/Cheese", "article-lists/Coffee", "articles/3")
			.allSatisfy((box, sentence) -> assertThat(sentence).startsWith("A miss: author:3 was invalidated ")
				.endsWith(" by instance A."));
		assertThat(this.b.reloaded()).containsExactlyInAnyOrder("list Cheese", "list Coffee", "article 3", "article 6");
		assertThat(this.b.read("/api/articles/3").at("/value/author/name").asString()).isEqualTo("Chidi Renamed");
	}

	@Test
	void explanationLoadsNothing() {
		this.a.readEverything();
		this.a.rename(3, "Chidi Renamed");
		assertThat(this.a.gone(3)).hasSize(3);
		assertThat(this.a.gone(3)).hasSize(3);
	}

	@Test
	void tagThatMadeTheEntryUnusableIsMarked() {
		this.a.readEverything();
		this.a.rename(4, "Dana Renamed");
		JsonNode tea = this.a.read("/api/explanations?article=1").get(3);
		assertThat(tea.get("tags")).hasSize(4)
			.filteredOn((tag) -> tag.get("culprit").asBoolean())
			.singleElement()
			.satisfies((tag) -> assertThat(tag.get("tag").asString()).isEqualTo("author:4"));
	}

	@Test
	void timelineSaysWhoInvalidatedAndWhoHeard() {
		this.b.rename(1, "Ada Renamed");
		awaitHeard("A");
		JsonNode newest = newestInvalidation();
		assertThat(newest.get("text").asString()).isEqualTo("author:1");
		assertThat(newest.get("by").asString()).isEqualTo("B");
		assertThat(newest.at("/heard/B").asDouble()).isNotNegative();
	}

	@Test
	void eachHandsRequestsOnToTheOther() {
		this.a.put("/other/authors/2/name", Map.of("name", "Bela by B"))
			.expectStatus()
			.isOk()
			.expectBody(JsonNode.class)
			.value((author) -> assertThat(author.get("name").asString()).isEqualTo("Bela by B"));
		assertThat(this.a.read("/other/stage").get("self").asString()).isEqualTo("B");
		assertThat(this.b.read("/other/stage").get("self").asString()).isEqualTo("A");
		this.a.get("/other/articles/99").expectStatus().isNotFound();
	}

	@Test
	void instancesThatStartLaterSeeEntriesAndInvalidationsOfThoseThatHaveEnded() {
		this.a.readEverything();
		this.a.post("/api/articles/8/comments", Map.of("reader", "Jon", "content", "Two minutes it is"))
			.expectStatus()
			.isCreated();
		this.sample.close();
		begin();
		assertThat(this.b.reloaded()).containsExactly("comments 8");
		assertThat(this.b.read("/api/articles/8/comments").at("/value/0/reader").asString()).isEqualTo("Jon");
	}

	/**
	 * The log also has lines that are none, of an instance that is caught up, say.
	 */
	private JsonNode newestInvalidation() {
		return this.sample.stage()
			.at("/log")
			.valueStream()
			.filter((line) -> line.get("version").asLong() > 0)
			.findFirst()
			.orElse(MissingNode.getInstance());
	}

	/**
	 * Waits until an instance has heard of the newest invalidation, and its maker of its
	 * own one: from that the sample learns who it was.
	 */
	private void awaitHeard(String node) {
		Awaitility.await("instances that have heard of the newest invalidation").until(() -> {
			JsonNode newest = newestInvalidation();
			return newest.at("/heard").has(node) && List.of("A", "B").contains(newest.at("/by").asString());
		});
	}

}
