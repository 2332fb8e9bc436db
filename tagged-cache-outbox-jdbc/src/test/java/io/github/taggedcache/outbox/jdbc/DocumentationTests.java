package io.github.taggedcache.outbox.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.taggedcache.outbox.jdbc.metrics.OutboxMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages name the properties, meters and scripts that exist.
 */
class DocumentationTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern NAMED_ROW = Pattern.compile("\\| `([^`]+)`[^|]*\\|(.*)\\|");

	@Test
	void eachPropertyHasARowWithItsDefault() throws IOException {
		Map<String, String> rows = rows("properties.md", "tagged-cache\\.outbox\\..*|.*taggedcacheoutbox.*");
		Map<String, JsonNode> properties = properties();
		assertThat(rows).containsOnlyKeys(properties.keySet());
		assertThat(properties).allSatisfy((name, property) -> {
			String value = property.path("defaultValue").asString("");
			if (!value.isEmpty()) {
				assertThat(rows.get(name)).as(name).startsWith(" `" + value + "` |");
			}
		});
	}

	@Test
	void descriptionsAreSentencesWithoutArticle() throws IOException {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((name, property) -> assertThat(property.path("description").asString()).as(name)
				.matches("(?!(The|A|An|This) )[A-Z].*\\."));
	}

	@Test
	void eachMeterHasARow() throws IOException {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new OutboxMetrics(new OutboxStatus(System::nanoTime)).bindTo(registry);
		assertThat(rows("metrics.md", "tagged\\.cache\\.outbox\\..*")).containsOnlyKeys(
				registry.getMeters().stream().map((meter) -> meter.getId().getName()).toArray(String[]::new));
	}

	@Test
	void eachScriptThatIsNamedIsThere() throws IOException {
		Matcher scripts = Pattern.compile("`(schema-[a-z0-9]+\\.sql)`")
			.matcher(Files.readString(DOCS.resolve("outbox.md")));
		assertThat(scripts.results().map((script) -> script.group(1)).toList()).hasSize(4)
			.allSatisfy((script) -> assertThat(new ClassPathResource(script, OutboxTable.class).exists()).isTrue());
	}

	private static Map<String, String> rows(String page, String names) throws IOException {
		Map<String, String> rows = new TreeMap<>();
		for (String line : Files.readAllLines(DOCS.resolve(page))) {
			Matcher row = NAMED_ROW.matcher(line);
			if (row.matches() && row.group(1).matches(names)) {
				rows.put(row.group(1), row.group(2));
			}
		}
		return rows;
	}

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (URL file : Collections.list(DocumentationTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream input = file.openStream()) {
				for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
					String name = property.path("name").asString();
					if (name.startsWith("tagged-cache.outbox.") || name.contains("taggedcacheoutbox")) {
						properties.put(name, property);
					}
				}
			}
		}
		return properties;
	}

}
