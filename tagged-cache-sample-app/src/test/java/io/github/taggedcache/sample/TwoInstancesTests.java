package io.github.taggedcache.sample;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications on one database and one Redis.
 */
class TwoInstancesTests {

	private final String id = UUID.randomUUID().toString();

	@Test
	void oneLoadsAndTheOtherHits() {
		try (RunningSample one = start(); RunningSample other = start()) {
			one.readEverything();
			assertThat(other.reloaded()).isEmpty();
		}
	}

	@Test
	void renameOnOneReloadsExactlyWhatItConcernsOnTheOther() {
		String strict = "tagged-cache.consistency=strict";
		try (RunningSample one = start(strict); RunningSample other = start(strict)) {
			other.readEverything();
			one.put("/api/authors/3/name", Map.of("name", "Chidi Renamed")).expectStatus().isOk();
			assertThat(other.reloaded()).containsExactlyInAnyOrder("list Cheese", "list Coffee", "article 3",
					"article 6");
			assertThat(other.read("/api/articles/3").at("/value/author/name").asString()).isEqualTo("Chidi Renamed");
		}
	}

	@Test
	void renameOnOneSoonShowsOnTheOther() {
		try (RunningSample one = start(); RunningSample other = start()) {
			other.readEverything();
			one.put("/api/authors/3/name", Map.of("name", "Chidi Renamed")).expectStatus().isOk();
			Awaitility.await("the other instance reads the log on another thread")
				.until(() -> other.read("/api/articles/3").at("/value/author/name").asString(),
						"Chidi Renamed"::equals);
		}
	}

	@Test
	void instanceThatStartsLaterSeesEntriesAndInvalidationsOfOneThatHasEnded() {
		try (RunningSample ended = start()) {
			ended.readEverything();
			ended.post("/api/articles/8/comments", Map.of("reader", "Jon", "content", "Two minutes it is"))
				.expectStatus()
				.isCreated();
		}
		try (RunningSample later = start()) {
			assertThat(later.reloaded()).containsExactly("comments 8");
			assertThat(later.read("/api/articles/8/comments").at("/value/0/reader").asString()).isEqualTo("Jon");
		}
	}

	private RunningSample start(String... properties) {
		return RunningSample.start(Stream.concat(Stream.of("spring.data.redis.url=" + RedisServers.shared().uri(),
				"tagged-cache.namespace=" + this.id,
				"spring.datasource.url=jdbc:h2:mem:" + this.id + ";DB_CLOSE_DELAY=-1", "sample.new-database=false"),
				Stream.of(properties))
			.toArray(String[]::new));
	}

}
