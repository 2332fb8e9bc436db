package io.github.taggedcache.sample;

import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API answers to bad input.
 */
class ErrorResponsesTests {

	private static RunningSample running;

	private static RunningInstance sample;

	@BeforeAll
	static void start() {
		running = RunningSample.start("tagged-cache.store=memory");
		sample = running.a();
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void unknownArticleIsNotFound() {
		sample.get("/api/articles/99").expectAll(error(HttpStatus.NOT_FOUND, "There is no article 99"));
	}

	@Test
	void unknownArticleHasNoComments() {
		sample.get("/api/articles/99/comments").expectAll(error(HttpStatus.NOT_FOUND, "There is no article 99"));
	}

	@Test
	void unknownTopicIsNotFound() {
		sample.get("/api/topics/Wine/articles").expectAll(error(HttpStatus.NOT_FOUND, "There is no topic Wine"));
	}

	@Test
	void unknownAuthorCannotBeRenamed() {
		sample.put("/api/authors/99/name", Map.of("name", "Nobody"))
			.expectAll(error(HttpStatus.NOT_FOUND, "There is no author 99"));
	}

	@Test
	void emptyNameIsRefused() {
		sample.put("/api/authors/1/name", Map.of("name", " "))
			.expectAll(error(HttpStatus.BAD_REQUEST, "name must not be blank"));
	}

	@Test
	void missingNameIsRefused() {
		sample.put("/api/authors/1/name", Map.of()).expectAll(error(HttpStatus.BAD_REQUEST, "name must not be blank"));
	}

	@Test
	void longTitleIsRefused() {
		sample.put("/api/articles/1/title", Map.of("title", "x".repeat(201)))
			.expectAll(error(HttpStatus.BAD_REQUEST, "title size must be between 0 and 200"));
	}

	@Test
	void commentWithoutReaderAndContentIsRefused() {
		sample.post("/api/articles/1/comments", Map.of())
			.expectAll(error(HttpStatus.BAD_REQUEST, "content must not be blank, reader must not be blank"));
	}

	@Test
	void idThatIsNoNumberIsRefused() {
		sample.get("/api/articles/first")
			.expectAll(error(HttpStatus.BAD_REQUEST, "Failed to convert 'id' with value: 'first'"));
	}

	@Test
	void switchWithoutRedisIsRefusedWithTheReason() {
		sample.put("/api/stage/faults/FLUSH", Map.of("on", true))
			.expectAll(error(HttpStatus.CONFLICT, "There is no Redis with the store in memory."));
	}

	@Test
	void missingOtherInstanceIsNotFound() {
		sample.get("/other/topics").expectAll(error(HttpStatus.NOT_FOUND, "There is no instance B"));
	}

	private static ResponseSpec.ResponseSpecConsumer[] error(HttpStatus status, String detail) {
		Consumer<JsonNode> saysSo = (body) -> assertThat(body.get("detail").asString()).isEqualTo(detail);
		return new ResponseSpec.ResponseSpecConsumer[] { (response) -> response.expectStatus().isEqualTo(status),
				(response) -> response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON),
				(response) -> response.expectBody(JsonNode.class).value(saysSo) };
	}

}
