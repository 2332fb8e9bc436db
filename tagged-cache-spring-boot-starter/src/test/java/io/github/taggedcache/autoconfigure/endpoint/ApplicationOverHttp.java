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
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

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
abstract class ApplicationOverHttp {

	private static final int ATTEMPTS = 5;

	final String namespace = UUID.randomUUID().toString();

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

	void startWith(String... arguments) {
		this.context = application(type(), arguments);
	}

	ConfigurableApplicationContext application(WebApplicationType type, String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("tagged-cache.namespace=" + this.namespace,
					"spring.data.redis.url=" + RedisServers.shared().uri(), "server.port=0", "spring.jmx.enabled=false",
					"spring.main.banner-mode=off", "management.endpoints.web.exposure.include=taggedcache,caches",
					"management.endpoint.taggedcache.access=unrestricted", "tagged-cache.command-timeout=20s")
			.run(arguments);
	}

	/**
	 * Waits until Redis answers within the timeout, which the first commands may exceed.
	 */
	void awaitRedis() {
		Awaitility.await("Redis answers in time").ignoreExceptions().until(() -> {
			manager().invalidateTags("first");
			return true;
		});
	}

	/**
	 * Waits until the node knows an invalidation of the tag from the log.
	 */
	void awaitRemembered(String tag) {
		TagHistory history = this.context.getBean(Node.class).history();
		assertThat(history).isNotNull();
		Awaitility.await("the node reads the log")
			.until(() -> history.newestRecords(1).stream().anyMatch((record) -> record.tags().contains(tag)));
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	TaggedCache cache() {
		return manager().getCache("articles");
	}

	String base() {
		String management = this.context.getEnvironment().getProperty("local.management.port");
		String port = (management != null) ? management
				: this.context.getEnvironment().getProperty("local.server.port");
		return "http://localhost:" + port;
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(base() + "/actuator/taggedcache" + path));
	}

	int post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)))
			.statusCode();
	}

	int delete(String path) {
		return send(request(path).DELETE()).statusCode();
	}

	/**
	 * WebFlux on Tomcat cancels an operation that answered with an error, and sometimes
	 * interrupts the thread that still writes this answer: the client gets another error,
	 * 500, or no answer at all. Boot's own endpoints do the same. All requests here may
	 * be sent again.
	 */
	HttpResponse<String> send(HttpRequest.Builder request) {
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

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
