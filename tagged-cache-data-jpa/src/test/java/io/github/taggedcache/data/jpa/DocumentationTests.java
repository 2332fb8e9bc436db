package io.github.taggedcache.data.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of properties names those that exist.
 */
class DocumentationTests {

	private static final Pattern ROW = Pattern
		.compile("\\| `(tagged-cache\\.data-jpa\\.[^`]+)`[^|]*\\| `([^`]+)` \\|.*");

	@Test
	void eachPropertyHasARowWithItsDefault() throws IOException {
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : properties()) {
			assertThat(property.path("description").asString()).matches("(?!(The|A|An|This) )[A-Z].*\\.");
			defaults.put(property.path("name").asString(), property.path("defaultValue").asString());
		}
		Map<String, String> rows = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "properties.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				rows.put(row.group(1), row.group(2));
			}
		}
		assertThat(rows).isEqualTo(defaults).isNotEmpty();
	}

	private static List<JsonNode> properties() throws IOException {
		List<JsonNode> properties = new ArrayList<>();
		for (URL file : Collections.list(DocumentationTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream input = file.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
					if (property.path("name").asString().startsWith("tagged-cache.data-jpa.")) {
						properties.add(property);
					}
				}
			}
		}
		return properties;
	}

}
