package io.github.taggedcache.sample;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.sample.article.Loads;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * One instance of a running sample, as its clients see it.
 */
public final class RunningInstance {

	private static final List<String> TOPICS = List.of("Bread", "Cheese", "Coffee", "Tea");

	private static final int ARTICLES = 8;

	private final ConfigurableApplicationContext context;

	private final RestTestClient client;

	RunningInstance(ConfigurableApplicationContext context) {
		this.context = context;
		this.client = RestTestClient.bindToServer().baseUrl(uri().toString()).build();
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

	public void rename(int author, String name) {
		put("/api/authors/" + author + "/name", Map.of("name", name)).expectStatus().isOk();
	}

	void turn(String fault, boolean on) {
		put("/api/stage/faults/" + fault, Map.of("on", on)).expectStatus().isNoContent();
	}

	public void invalidateAll() {
		this.context.getBean(TaggedCacheManager.class).invalidateAll();
	}

	/**
	 * Reads each list, each article, and the comments of each article.
	 */
	public void readEverything() {
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

	/**
	 * The boxes that the next read would load, each with the reason, as this instance
	 * explains them without reading.
	 */
	Map<String, String> gone(int article) {
		Map<String, String> gone = new TreeMap<>();
		for (JsonNode box : read("/api/explanations?article=" + article)) {
			if (box.get("outcome").asString().equals("MISS")) {
				gone.put(box.get("box").asString(), box.get("sentence").asString());
			}
		}
		return gone;
	}

}
