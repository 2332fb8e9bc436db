package io.github.taggedcache.autoconfigure.endpoint;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint explains.
 */
abstract class ExplainOverHttpContract extends ApplicationOverHttp {

	private static final String SECRET = "\"S3CRET-of-somebody\"";

	@Test
	void keyInTheNearCacheIsAHit() {
		cache().put(42, "value", "author:1");
		JsonNode found = explained("/articles/42");
		assertThat(found.path("outcome").asString()).isEqualTo("NEAR");
		assertThat(found.has("reason")).isFalse();
		assertThat(found.path("sentence").asString()).startsWith("Served from the near cache");
		assertThat(found.path("near").path("asOf").asLong()).isPositive();
		assertThat(found.path("stored").path("size").asInt()).isPositive();
		assertThat(texts(found.path("tags"), "tag")).containsExactly("~", "~articles", "author:1");
	}

	@Test
	void keyWithAnInvalidatedTagIsAMissBecauseOfTheTag() {
		cache().put(42, "value", "author:2");
		manager().invalidateTags("author:2");
		JsonNode found = explained("/articles/42");
		assertThat(found.path("outcome").asString()).isEqualTo("MISS");
		assertThat(found.path("reason").asString()).isEqualTo("TAG");
		assertThat(found.path("sentence").asString()).contains("author:2").contains("this node");
		JsonNode last = found.path("tags").path(2).path("last");
		assertThat(last.path("node").asString()).isEqualTo(node());
		assertThat(last.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
	}

	@Test
	void valueThatWasNotStoredIsTold() {
		cache().get("raced", () -> {
			manager().invalidateTags("author:3");
			return "value";
		}, "author:3");
		assertThat(explained("/articles/raced").path("notStored").path("cause").asString()).isEqualTo("RACE");
	}

	@Test
	void neverCachedKeyIsOneMiss() {
		JsonNode found = get("/articles/4711").path("explanations");
		assertThat(texts(found, "reason")).containsExactly("ABSENT");
		assertThat(texts(found, "type")).containsExactly("NUMBER");
	}

	@Test
	void textAndNumberAreBothExplainedWhereBothAreCached() {
		cache().put("43", "value");
		cache().put(43L, "value");
		assertThat(texts(get("/articles/43").path("explanations"), "type")).containsExactlyInAnyOrder("NUMBER", "TEXT");
	}

	@Test
	void identifierIsExplained() {
		UUID key = UUID.randomUUID();
		cache().put(key, "value");
		assertThat(explained("/articles/" + key).path("type").asString()).isEqualTo("UUID");
	}

	@Test
	void storedFormIsExplained() {
		cache().put(List.of(7), "value");
		JsonNode found = explained("/articles/%5B7%5D");
		assertThat(found.path("type").asString()).isEqualTo("STORED_FORM");
		assertThat(found.path("outcome").asString()).isEqualTo("NEAR");
	}

	@Test
	void keyWithASlashIsAParameter() {
		cache().put("a/b", "value");
		assertThat(explained("/articles/-?key=a%2Fb").path("outcome").asString()).isEqualTo("NEAR");
	}

	@Test
	void keysAreHashedAndValuesNeverShown() {
		String key = SECRET.substring(1, SECRET.length() - 1);
		cache().put(key, "the value itself");
		cache().evict(key);
		cache().put(key, "the value itself");
		String hash = EntryKey.of("articles", SECRET).shortHash();
		for (String path : List.of("/articles/" + key, "/log", "")) {
			assertThat(body(path)).doesNotContain(key).doesNotContain("the value itself");
		}
		assertThat(explained("/articles/" + key).path("key").asString()).isEqualTo(hash);
		assertThat(keysOfTheLog()).contains(hash);
	}

	@Test
	void keysAreShownWhereTheyAlwaysAre() {
		startWith("--management.endpoint.taggedcache.show-keys=always");
		String key = SECRET.substring(1, SECRET.length() - 1);
		cache().put(key, "value");
		cache().evict(key);
		assertThat(explained("/articles/" + key).path("key").asString()).isEqualTo(SECRET);
		assertThat(keysOfTheLog()).contains(SECRET);
	}

	@Test
	void keysAreNotShownToWhoIsNotAuthorized() {
		startWith("--management.endpoint.taggedcache.show-keys=when-authorized");
		cache().put("S3CRET", "value");
		assertThat(explained("/articles/S3CRET").path("key").asString()).startsWith("#");
	}

	private List<String> keysOfTheLog() {
		List<String> keys = new ArrayList<>();
		get("/log").path("records").forEach((record) -> keys.addAll(texts(record.path("keys"), "key")));
		return keys;
	}

	@Test
	void unknownRegionIsNotFoundAndNotMade() {
		HttpResponse<String> response = send(request("/unknown/one").GET());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(message(response)).contains("'unknown'");
		assertThat(manager().getCacheNames()).doesNotContain("unknown");
	}

	@Test
	void emptyKeyIsABadRequest() {
		cache();
		HttpResponse<String> response = send(request("/articles/-?key=").GET());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(message(response)).contains("must name a key");
	}

	@Test
	void tagHasItsInvalidationsNewestFirst() {
		manager().invalidateTags("tag:1", "tag:2");
		manager().softInvalidateTags("tag:1");
		JsonNode found = get("/tags/tag:1");
		assertThat(found.path("tag").asString()).isEqualTo("tag:1");
		JsonNode invalidations = found.path("invalidations");
		assertThat(texts(invalidations, "mode")).containsExactly("SOFT", "HARD");
		assertThat(texts(invalidations, "node")).containsOnly(node());
		assertThat(invalidations.path(0).path("own").asBoolean()).isTrue();
		assertThat(found.path("soft").asLong()).isEqualTo(invalidations.path(0).path("version").asLong());
		assertThat(found.path("hard").asLong()).isEqualTo(invalidations.path(1).path("version").asLong());
	}

	@Test
	void tagThatNobodyInvalidatedHasNoInvalidations() {
		JsonNode found = get("/tags/tag:3");
		assertThat(found.path("invalidations").size()).isZero();
		assertThat(found.has("hard")).isFalse();
	}

	@Test
	void clearedRegionIsATag() {
		cache().clear();
		assertThat(get("/tags/~articles").path("invalidations").size()).isPositive();
	}

	@Test
	void tagWithASlashIsAParameter() {
		manager().invalidateTags("a/b");
		assertThat(get("/tags/-?key=a%2Fb").path("invalidations").size()).isOne();
	}

	@Test
	void emptyTagIsABadRequest() {
		HttpResponse<String> response = send(request("/tags/-?key=").GET());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(message(response)).contains("A tag must not be empty");
	}

	@Test
	void regionsNamedAsViewsAreReachable() {
		manager().getCache("tags").put("one", "value");
		manager().getCache("log").put("one", "value");
		assertThat(explained("/tags/one?as=region").path("outcome").asString()).isEqualTo("NEAR");
		assertThat(get("/tags/one").path("tag").asString()).isEqualTo("one");
		assertThat(explained("/log/one").path("outcome").asString()).isEqualTo("NEAR");
	}

	@Test
	void firstSegmentIsNothingElse() {
		assertThat(send(request("/tags/one?as=planet").GET()).statusCode()).isEqualTo(400);
	}

	@Test
	void logHasTheNewestRecordsFirst() {
		manager().invalidateTags("first");
		manager().softInvalidateTags("second");
		JsonNode records = get("/log?limit=2").path("records");
		assertThat(records.path(0).path("tags").path(0).asString()).isEqualTo("second");
		assertThat(records.path(0).path("mode").asString()).isEqualTo("SOFT");
		assertThat(records.path(1).path("tags").path(0).asString()).isEqualTo("first");
		assertThat(texts(records, "kind")).containsExactly("TAG", "TAG");
		assertThat(texts(records, "node")).containsOnly(node());
	}

	@Test
	void logHasHundredRecordsWithoutALimit() {
		for (int i = 0; i < 101; i++) {
			manager().invalidateTags("many");
		}
		assertThat(get("/log").path("records").size()).isEqualTo(100);
		assertThat(get("/log?limit=1000").path("records").size()).isGreaterThan(100);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001", "many", "99999999999" })
	void limitIsBounded(String limit) {
		HttpResponse<String> response = send(request("/log?limit=" + limit).GET());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(message(response)).isEqualTo("'limit' must be a number from 1 to 1000, not '" + limit + "'");
	}

	@Test
	void anotherViewIsNotFound() {
		HttpResponse<String> response = send(request("/journal").GET());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(message(response)).contains("'journal'").contains("'log'");
	}

	@Test
	void nodeIsShown() {
		cache();
		JsonNode node = get("");
		assertThat(node.path("consistency").asString()).isEqualTo("bounded");
		assertThat(node.path("pendingInvalidations").isInt()).isTrue();
		assertThat(node.path("follower").path("lag").asString()).startsWith("PT");
		assertThat(node.path("follower").path("quarantine").asString()).startsWith("PT");
		assertThat(node.path("follower").path("caughtUp").isBoolean()).isTrue();
		assertThat(node.path("events").path("dropped").asInt()).isZero();
		assertThat(node.path("regions").has("articles")).isTrue();
	}

	@Test
	void readOnlyAccessExplains() {
		startWith("--management.endpoint.taggedcache.access=read-only");
		cache().put(42, "value");
		assertThat(explained("/articles/42").path("outcome").asString()).isEqualTo("NEAR");
		assertThat(get("/log").path("records").isArray()).isTrue();
	}

	@Test
	void portOfManagementExplains() {
		startWith("--management.server.port=0");
		cache().put(42, "value");
		assertThat(explained("/articles/42").path("outcome").asString()).isEqualTo("NEAR");
	}

	@Test
	void storeInMemoryExplains() {
		startWith("--tagged-cache.store=memory");
		cache().put(42, "value", "author:1");
		manager().invalidateTags("author:1");
		assertThat(explained("/articles/42").path("reason").asString()).isEqualTo("TAG");
		assertThat(get("/tags/author:1").path("invalidations").size()).isOne();
		assertThat(get("/log").path("records").size()).isPositive();
	}

	@Test
	void strictNodeExplains() {
		startWith("--tagged-cache.consistency=strict");
		cache().put(42, "value", "author:1");
		assertThat(explained("/articles/42").path("sentence").asString()).contains("consistency is strict");
		assertThat(get("").path("consistency").asString()).isEqualTo("strict");
	}

	@Test
	void nodeTellsWhatItKnowsWhileRedisIsAway() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			startWith("--spring.data.redis.url=" + redis.uri(), "--tagged-cache.command-timeout=500ms");
			awaitRedis();
			cache().put(42, "value", "author:1");
			manager().invalidateTags("away");
			awaitRemembered("away");
			redis.stop();
			JsonNode found = explained("/articles/42");
			assertThat(found.path("storeFailure").asString()).isNotEmpty();
			assertThat(found.has("near")).isTrue();
			assertThat(explained("/articles/43").path("reason").asString()).isEqualTo("ERROR");
			assertThat(get("/tags/away").path("storeFailure").asString()).isNotEmpty();
			assertThat(texts(get("/tags/away").path("invalidations"), "node")).containsExactly(node());
			assertThat(get("/log").path("storeFailure").asString()).isNotEmpty();
			assertThat(get("/log").path("records").size()).isPositive();
		}
	}

	private JsonNode explained(String path) {
		JsonNode explanations = get(path).path("explanations");
		assertThat(explanations.size()).as(path).isOne();
		return explanations.path(0);
	}

	private String node() {
		return get("").path("node").asString();
	}

	private JsonNode get(String path) {
		return JsonMapper.shared().readTree(body(path));
	}

	private String body(String path) {
		HttpResponse<String> response = send(request(path).GET());
		assertThat(response.statusCode()).as(path).isEqualTo(200);
		return response.body();
	}

	private static String message(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body()).path("message").asString();
	}

	private static List<String> texts(JsonNode array, String property) {
		List<String> texts = new ArrayList<>();
		array.forEach((element) -> texts.add(element.path(property).asString()));
		return texts;
	}

}
