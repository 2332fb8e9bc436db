package io.github.taggedcache.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of properties names those that exist, with their defaults.
 */
class PropertyTableTests {

	private static final String OF_ONE_CACHE = "tagged-cache.caches";

	/** Their own tests look at these. */
	private static final Pattern OF_OTHER_MODULES = Pattern
		.compile("^tagged-cache\\.(outbox|data-jpa)\\.|taggedcacheoutbox");

	private final Map<String, String> rows = Document.of("docs/properties.md").namedRows();

	@Test
	void eachPropertyHasARow() throws IOException {
		assertThat(this.rows.keySet()).filteredOn((name) -> !OF_OTHER_MODULES.matcher(name).find())
			.containsExactlyInAnyOrderElementsOf(defaults().keySet());
	}

	@Test
	void defaultsAreTheRealOnes() throws IOException {
		assertThat(defaults()).allSatisfy((name, value) -> {
			if (!value.isEmpty()) {
				assertThat(this.rows.get(name)).as(name).startsWith(" `" + value + "` |");
			}
		});
	}

	/**
	 * The defaults of the properties that editors know, empty where there is none.
	 */
	private static Map<String, String> defaults() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		for (URL file : Collections.list(PropertyTableTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream input = file.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
					String name = property.path("name").asString();
					if (!name.equals(OF_ONE_CACHE)
							&& (name.startsWith("tagged-cache.") || name.contains(".taggedcache."))) {
						defaults.put(name, property.path("defaultValue").asString(""));
					}
				}
			}
		}
		return defaults;
	}

}
