package io.github.taggedcache.sample;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.sample.article.Loads;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * The application on a port of its own, driven over HTTP.
 */
public final class RunningSample implements AutoCloseable {

	private static final List<String> TOPICS = List.of("Bread", "Cheese", "Coffee", "Tea");

	private static final int ARTICLES = 8;

	private final ConfigurableApplicationContext context;

	private final RestTestClient client;

	private RunningSample(ConfigurableApplicationContext context) {
		this.context = context;
		this.client = RestTestClient.bindToServer().baseUrl(uri().toString()).build();
	}

	public static RunningSample start(String... properties) {
		Stream<String> own = Stream.of("server.port=0", "sample.load-delay=0s", "spring.data.redis.timeout=30s");
		String[] arguments = Stream.concat(own, Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new RunningSample(SpringApplication.run(SampleApplication.class, arguments));
	}

	public URI uri() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

	ResponseSpec put(String path, Map<String, ?> body) {
		return this.client.put().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	ResponseSpec post(String path, Map<String, ?> body) {
		return this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	JsonNode read(String path) {
		JsonNode body = get(path).expectStatus().isOk().expectBody(JsonNode.class).returnResult().getResponseBody();
		if (body == null) {
			throw new AssertionError("No body at " + path);
		}
		return body;
	}

	/**
	 * Reads each list, each article, and the comments of each article.
	 */
	void readEverything() {
		TOPICS.forEach((topic) -> read("/api/topics/" + topic + "/articles"));
		for (int id = 1; id <= ARTICLES; id++) {
			read("/api/articles/" + id);
			read("/api/articles/" + id + "/comments");
		}
	}

	/**
	 * The entries that are loaded from the database when everything is read.
	 */
	Set<String> reloaded() {
		Loads loads = this.context.getBean(Loads.class);
		Map<String, Long> before = loads.byEntry();
		readEverything();
		Set<String> reloaded = new HashSet<>();
		loads.byEntry().forEach((entry, count) -> {
			if (count > before.getOrDefault(entry, 0L)) {
				reloaded.add(entry);
			}
		});
		return reloaded;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
