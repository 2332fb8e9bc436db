package io.github.taggedcache.autoconfigure.endpoint;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listing keys, and invalidating by keys and patterns.
 */
@Tag("row-15")
@Tag("row-16")
abstract class VerbsOverHttpContract extends ApplicationOverHttp {

	private String region;

	@BeforeEach
	void nameRegion() {
		this.region = "r" + UUID.randomUUID();
	}

	private TaggedCache regionCache() {
		return manager().getCache(this.region);
	}

	@Test
	void keysOfATagAreListedAndHashed() {
		regionCache().put("S3CRET", "the value itself", "author:" + this.region);
		String body = body("/keys?tag=author:" + this.region);
		JsonNode key = json(body).path("keys").path(0);
		assertThat(key.path("region").asString()).isEqualTo(this.region);
		assertThat(key.path("key").asString()).isEqualTo(EntryKey.of(this.region, "\"S3CRET\"").shortHash());
		assertThat(key.path("state").asString()).isEqualTo("VALID");
		assertThat(key.path("tags").path(0).asString()).isEqualTo("author:" + this.region);
		assertThat(key.path("expiresAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
		assertThat(body).doesNotContain("S3CRET").doesNotContain("the value itself");
	}

	@Test
	void keysAreShownWhereTheyAlwaysAre() {
		startWith("--management.endpoint.taggedcache.show-keys=always");
		regionCache().put("one", "value");
		assertThat(json(body("/keys?region=" + this.region)).path("keys").path(0).path("key").asString())
			.isEqualTo("\"one\"");
		JsonNode counted = report("{\"region\": \"%s\", \"pattern\": \"*\", \"dryRun\": true}");
		assertThat(counted.path("samples").path(0).path("key").asString()).isEqualTo("\"one\"");
	}

	@Test
	void pagesGoOnWithTheCursor() {
		IntStream.range(0, 200).forEach((key) -> regionCache().put(key, "value"));
		Set<String> found = new HashSet<>();
		String cursor = "";
		int pages = 0;
		do {
			JsonNode page = json(body("/keys?limit=50&region=" + this.region
					+ (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))));
			page.path("keys").forEach((key) -> found.add(key.path("key").asString()));
			cursor = page.path("cursor").asString("");
			pages++;
		}
		while (!cursor.isEmpty());
		assertThat(found).hasSize(200);
		assertThat(pages).isGreaterThan(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=0", "?limit=1001", "?limit=many", "?cursor=nonsense", "?tag=", "?pattern=a%5C" })
	void whatIsNotValidIsABadRequest(String query) {
		HttpResponse<String> response = send(request("/keys" + query).GET());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(json(response.body()).path("message").asString()).isNotEmpty();
	}

	@Test
	void keysOfAnUnknownRegionAreNotFound() {
		assertThat(send(request("/keys?region=unknown").GET()).statusCode()).isEqualTo(404);
		assertThat(manager().getCacheNames()).doesNotContain("unknown");
	}

	@Test
	void regionThatIsCalledKeysIsReachable() {
		manager().getCache("keys").put("one", "value");
		assertThat(json(body("/keys/one")).path("region").asString()).isEqualTo("keys");
	}

	@Test
	void patternLooksIntoNoKeysThatAreNotShown() {
		regionCache().put("S3CRET", "value");
		assertThat(send(request("/keys?region=" + this.region + "&pattern=S*").GET()).statusCode()).isEqualTo(400);
		assertThat(post("", "{\"region\": \"%s\", \"pattern\": \"S*\", \"dryRun\": true}".formatted(this.region)))
			.isEqualTo(400);
		assertThat(regionCache().get("S3CRET")).isNotNull();
	}

	@Test
	void dryRunCountsAndChangesNothing() {
		startWith("--management.endpoint.taggedcache.show-keys=always");
		regionCache().put("user-1", "value");
		regionCache().put("user-2", "value");
		regionCache().put("other", "value");
		JsonNode counted = report("{\"region\": \"%s\", \"pattern\": \"user-*\", \"dryRun\": true}");
		assertThat(counted.path("dryRun").asBoolean()).isTrue();
		assertThat(counted.path("entries").asInt()).isEqualTo(2);
		assertThat(counted.path("usable").asInt()).isEqualTo(2);
		assertThat(counted.path("samples").size()).isEqualTo(2);
		assertThat(counted.has("matched")).isFalse();
		assertThat(regionCache().getAll(List.of("user-1", "user-2", "other"))).hasSize(3);
	}

	@Test
	void patternEvicts() {
		regionCache().put("user-1", "value");
		regionCache().put("other", "value");
		JsonNode done = report("{\"region\": \"%s\", \"pattern\": \"user-*\"}");
		assertThat(done.path("matched").asInt()).isOne();
		assertThat(done.has("cursor")).isFalse();
		assertThat(regionCache().getAll(List.of("user-1", "other"))).containsOnlyKeys("other");
	}

	@Test
	void tagsKeysAndPatternGoTogether() {
		regionCache().put(1L, "value", "t" + this.region);
		regionCache().put("2", "value");
		regionCache().put(2L, "value");
		regionCache().put("user-3", "value");
		regionCache().put(4L, "value");
		JsonNode done = report("{\"tags\": [\"t%1$s\"], \"region\": \"%1$s\", \"keys\": [2], \"pattern\": \"user-*\"}");
		assertThat(done.path("tags").asInt()).isOne();
		assertThat(done.path("matched").asInt()).isOne();
		assertThat(regionCache().getAll(List.of(1L, "2", 2L, "user-3", 4L))).containsOnlyKeys(4L);
	}

	@Test
	void tagsAloneAreAnsweredWithoutAReport() {
		assertThat(post("", "{\"tags\": [\"author:42\"]}")).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"region\": \"%s\"}", "{\"keys\": [\"one\"]}", "{\"pattern\": \"*\"}",
			"{\"region\": \"%s\", \"pattern\": \"\"}", "{\"region\": \"%s\", \"keys\": [\"\"]}",
			"{\"region\": \"%s\", \"pattern\": \"*\", \"cursor\": \"nonsense\"}",
			"{\"region\": \"%s\", \"pattern\": \"*\", \"dryRun\": \"perhaps\"}" })
	void incompleteRequestIsABadRequest(String body) {
		regionCache().put("one", "value");
		assertThat(post("", body.formatted(this.region))).isEqualTo(400);
		assertThat(regionCache().get("one")).isNotNull();
	}

	@Test
	void unknownRegionIsNotFound() {
		assertThat(post("", "{\"region\": \"unknown\", \"pattern\": \"*\"}")).isEqualTo(404);
	}

	@Test
	void readOnlyAccessListsAndForbidsTheVerbs() {
		startWith("--management.endpoint.taggedcache.access=read-only");
		regionCache().put("one", "value");
		assertThat(json(body("/keys?region=" + this.region)).path("keys").size()).isOne();
		assertThat(post("", "{\"region\": \"%s\", \"pattern\": \"*\"}".formatted(this.region))).isEqualTo(405);
		assertThat(post("", "{\"region\": \"%s\", \"pattern\": \"*\", \"dryRun\": true}".formatted(this.region)))
			.isEqualTo(405);
		assertThat(regionCache().get("one")).isNotNull();
	}

	private JsonNode report(String body) {
		regionCache();
		HttpResponse<String> response = send(request("").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body.formatted(this.region))));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return json(response.body());
	}

	private String body(String path) {
		HttpResponse<String> response = send(request(path).GET());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	private static JsonNode json(String body) {
		return JsonMapper.shared().readTree(body);
	}

}
