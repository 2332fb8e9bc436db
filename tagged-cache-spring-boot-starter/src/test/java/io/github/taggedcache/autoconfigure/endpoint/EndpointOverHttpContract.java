package io.github.taggedcache.autoconfigure.endpoint;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint shows of the node, and what it changes.
 */
abstract class EndpointOverHttpContract extends ApplicationOverHttp {

	@ParameterizedTest
	@ValueSource(strings = { "{\"tags\": [\"author:42\"]}", "{\"tags\": [\"author:41\", \"author:42\"]}",
			"{\"tags\": \"author:42\"}" })
	void postedTagsAreInvalidated(String body) {
		cache().put("one", "value", "author:42");
		assertThat(post("", body)).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
	}

	@Test
	void tagWithACommaIsOneTag() {
		cache().put("one", "value", "author:42, junior");
		cache().put("two", "value", "author:42");
		assertThat(post("", "{\"tags\": [\"author:42, junior\"]}")).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
		assertThat(cache().get("two")).isNotNull();
	}

	@Test
	void tagsOfAQueryStringAreInvalidated() {
		cache().put("one", "value", "author:42");
		assertThat(post("?tags=author:41&tags=author:42", "")).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"tags\": []}", "{\"tags\": [\"\"]}", "{\"tags\": [null]}",
			"{\"tags\": [\"~reserved\"]}", "{\"tags\": {\"a\": \"b\"}}", "{\"tags\": [", "" })
	void badBodyIsABadRequest(String body) {
		assertThat(post("", body)).isEqualTo(400);
	}

	@Test
	void regionsAreRead() {
		cache();
		assertThat(send(request("").GET()).body()).contains("\"articles\"", this.namespace);
	}

	@Test
	void deletedKeyIsEvicted() {
		cache().put("one", "value");
		cache().put("two", "value");
		assertThat(delete("/articles/one")).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
		assertThat(cache().get("two")).isNotNull();
	}

	@Test
	void deletedKeyIsEvictedFromTheMemoryOfAnotherNode() {
		try (ConfigurableApplicationContext other = application(WebApplicationType.NONE)) {
			cache().put("one", "value");
			TaggedCache remote = other.getBean(TaggedCacheManager.class).getCache("articles");
			assertThat(remote.get("one", String.class)).isEqualTo("value");
			assertThat(delete("/articles/one")).isEqualTo(204);
			Awaitility.await("the other node reads the log").until(() -> remote.get("one") == null);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/articles/a%20b, a b", "/articles/%C3%A9t%C3%A9, été", "/articles/-?key=a%2Fb/c, a/b/c" })
	void keyIsASegmentOfThePathOrAParameter(String path, String key) {
		cache().put(key, "value");
		assertThat(delete(path)).isEqualTo(204);
		assertThat(cache().get(key)).isNull();
	}

	@Test
	void wholeNumberStandsForTextAndNumbers() {
		cache().put("42", "value");
		cache().put(42L, "value");
		cache().put(42, "value");
		assertThat(delete("/articles/42")).isEqualTo(204);
		assertThat(cache().get("42")).isNull();
		assertThat(cache().get(42L)).isNull();
		assertThat(cache().get(42)).isNull();
	}

	@Test
	void identifierStandsForTextAndUuid() {
		UUID key = UUID.randomUUID();
		cache().put(key, "value");
		cache().put(key.toString(), "value");
		assertThat(delete("/articles/" + key)).isEqualTo(204);
		assertThat(cache().get(key)).isNull();
		assertThat(cache().get(key.toString())).isNull();
	}

	@Test
	void storedFormStandsForAnyKey() {
		cache().put(new Id("seven"), "value");
		assertThat(delete("/articles/" + Id.class.getName() + "(value=%22seven%22)")).isEqualTo(204);
		assertThat(cache().get(new Id("seven"))).isNull();
	}

	@Test
	void unknownRegionIsNotFound() {
		assertThat(delete("/unknown/one")).isEqualTo(404);
	}

	@Test
	void unknownRegionIsNotMade() {
		delete("/unknown/one");
		assertThat(manager().getCacheNames()).doesNotContain("unknown");
	}

	@Test
	void regionWithoutKeyEvictsNothing() {
		cache().put("one", "value");
		assertThat(delete("/articles")).isIn(404, 405);
		assertThat(cache().get("one")).isNotNull();
	}

	@Test
	void emptyKeyIsABadRequest() {
		cache();
		assertThat(delete("/articles/-?key=")).isEqualTo(400);
	}

	@Test
	void readOnlyAccessAllowsNeitherWritingNorDeleting() {
		startWith("--management.endpoint.taggedcache.access=read-only");
		cache().put("one", "value", "author:42");
		assertThat(post("", "{\"tags\": [\"author:42\"]}")).isEqualTo(405);
		assertThat(delete("/articles/one")).isIn(404, 405);
		assertThat(cache().get("one")).isNotNull();
	}

	@Test
	void noAccessLeavesNothing() {
		startWith("--management.endpoint.taggedcache.access=none");
		assertThat(post("", "{\"tags\": [\"author:42\"]}")).isEqualTo(404);
	}

	@Test
	void portOfManagementHasTheEndpoint() {
		startWith("--management.server.port=0");
		cache().put("one", "value", "author:42");
		assertThat(post("", "{\"tags\": [\"author:42\"]}")).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
	}

	@Test
	void mappedPathHasTheEndpoint() {
		startWith("--management.endpoints.web.base-path=/manage",
				"--management.endpoints.web.path-mapping.taggedcache=caching");
		cache().put("one", "value", "author:42");
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + "/manage/caching"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"tags\": [\"author:42\"]}"));
		assertThat(send(request).statusCode()).isEqualTo(204);
		assertThat(cache().get("one")).isNull();
	}

	@Test
	void otherEndpointsStay() {
		assertThat(send(HttpRequest.newBuilder(URI.create(base() + "/actuator/caches"))).statusCode()).isEqualTo(200);
		assertThat(send(HttpRequest.newBuilder(URI.create(base() + "/actuator"))).body()).contains("taggedcache");
	}

	record Id(String value) {

	}

}
