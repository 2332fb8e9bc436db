package io.github.taggedcache.autoconfigure.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint as an operator uses it: a server on a port, and requests to it. Tests that
 * need no other settings share one application.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EndpointOverHttpContract {

	private static final int ATTEMPTS = 5;

	private final String namespace = UUID.randomUUID().toString();

	private ConfigurableApplicationContext shared;

	private ConfigurableApplicationContext context;

	abstract WebApplicationType type();

	@BeforeAll
	void start() {
		this.shared = application(type());
		this.context = this.shared;
	}

	@AfterEach
	void returnToSharedContext() {
		if (this.context != this.shared) {
			this.context.close();
			this.context = this.shared;
		}
	}

	@AfterAll
	void stop() {
		this.shared.close();
	}

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
		assertThat(this.context.getBean(TaggedCacheManager.class).getCacheNames()).doesNotContain("unknown");
	}

	@Test
	void regionWithoutKeyIsNotFound() {
		cache();
		assertThat(delete("/articles")).isEqualTo(404);
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

	private void startWith(String... arguments) {
		this.context = application(type(), arguments);
	}

	private ConfigurableApplicationContext application(WebApplicationType type, String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("tagged-cache.namespace=" + this.namespace,
					"spring.data.redis.url=" + RedisServers.shared().uri(), "server.port=0", "spring.jmx.enabled=false",
					"spring.main.banner-mode=off", "management.endpoints.web.exposure.include=taggedcache,caches",
					"management.endpoint.taggedcache.access=unrestricted")
			.run(arguments);
	}

	private TaggedCache cache() {
		return this.context.getBean(TaggedCacheManager.class).getCache("articles");
	}

	private String base() {
		String management = this.context.getEnvironment().getProperty("local.management.port");
		String port = (management != null) ? management
				: this.context.getEnvironment().getProperty("local.server.port");
		return "http://localhost:" + port;
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(base() + "/actuator/taggedcache" + path));
	}

	private int post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)))
			.statusCode();
	}

	private int delete(String path) {
		return send(request(path).DELETE()).statusCode();
	}

	/**
	 * WebFlux on Tomcat cancels an operation that answered with an error, and sometimes
	 * interrupts the thread that still writes this answer: the client gets another error,
	 * 500, or no answer at all. Boot's own endpoints do the same. All requests here may
	 * be sent again.
	 */
	private HttpResponse<String> send(HttpRequest.Builder request) {
		for (int attempt = 1;; attempt++) {
			try {
				// A client of its own: one that keeps connections may use one that was
				// just closed
				HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
				HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
				if (response.statusCode() != 500 || attempt == ATTEMPTS) {
					return response;
				}
			}
			catch (IOException ex) {
				if (attempt == ATTEMPTS) {
					throw new IllegalStateException(ex);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	record Id(String value) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
