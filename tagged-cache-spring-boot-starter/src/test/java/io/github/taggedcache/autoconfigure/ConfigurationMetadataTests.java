package io.github.taggedcache.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.taggedcache.RegionOptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor shows of our properties, as the build made it.
 */
class ConfigurationMetadataTests {

	/** What has no value of its own to be the default. */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("tagged-cache.namespace", "tagged-cache.caches",
			"tagged-cache.defaults.load-errors.ignore", "tagged-cache.defaults.near-cache.time-to-live",
			"tagged-cache.defaults.version", "management.endpoint.taggedcache.roles");

	private final Map<String, JsonNode> properties = read();

	@Test
	void propertiesAreThoseThatExist() {
		assertThat(this.properties.keySet()).containsExactlyInAnyOrder("management.endpoint.taggedcache.access",
				"management.endpoint.taggedcache.cache.time-to-live", "management.endpoint.taggedcache.roles",
				"management.endpoint.taggedcache.show-keys", "management.health.taggedcache.enabled",
				"tagged-cache.defaults.audit.sample", "tagged-cache.caches", "tagged-cache.command-timeout",
				"tagged-cache.consistency", "tagged-cache.defaults.cache-null-values",
				"tagged-cache.defaults.join-timeout", "tagged-cache.defaults.compression.enabled",
				"tagged-cache.defaults.compression.threshold", "tagged-cache.defaults.load-lock.enabled",
				"tagged-cache.defaults.load-lock.lease", "tagged-cache.defaults.load-lock.wait",
				"tagged-cache.defaults.max-concurrent-loads", "tagged-cache.defaults.method-tags",
				"tagged-cache.defaults.version", "tagged-cache.defaults.near-cache.copy",
				"tagged-cache.defaults.near-cache.enabled", "tagged-cache.defaults.near-cache.maximum-size",
				"tagged-cache.defaults.near-cache.maximum-weight", "tagged-cache.defaults.near-cache.time-to-live",
				"tagged-cache.defaults.time-to-live", "tagged-cache.defaults.time-to-live-jitter",
				"tagged-cache.defaults.write", "tagged-cache.defaults.load-errors.ignore",
				"tagged-cache.defaults.load-timeout.hard", "tagged-cache.defaults.load-timeout.on-executor",
				"tagged-cache.defaults.load-timeout.soft", "tagged-cache.defaults.refresh-ahead",
				"tagged-cache.defaults.stale-if-error", "tagged-cache.defaults.stale-if-error-pause",
				"tagged-cache.defaults.stale-while-revalidate", "tagged-cache.dynamic-caches", "tagged-cache.enabled",
				"tagged-cache.events.publish", "tagged-cache.events.queue-capacity", "tagged-cache.log.max-length",
				"tagged-cache.max-staleness", "tagged-cache.namespace", "tagged-cache.on-unstorable-value",
				"tagged-cache.outage.breaker-period", "tagged-cache.outage.circuit-breaker.enabled",
				"tagged-cache.outage.invalidations", "tagged-cache.outage.queue.max-names",
				"tagged-cache.outage.queue.max-size", "tagged-cache.outage.serve-near-for", "tagged-cache.secondary",
				"tagged-cache.store", "tagged-cache.transaction-aware");
	}

	@Test
	void propertiesHaveTypes() {
		assertThat(this.properties.values()).allMatch((property) -> property.path("type").isString());
	}

	@Test
	void propertiesHaveDescriptionsThatAreSentences() {
		assertThat(this.properties.values()).extracting(ConfigurationMetadataTests::description)
			.allMatch((text) -> text.matches("[A-Z].*\\."), "a sentence");
	}

	@Test
	void descriptionsBeginWithoutArticle() {
		assertThat(this.properties.values()).extracting(ConfigurationMetadataTests::description)
			.noneMatch((text) -> text.matches("(The|A|An|This) .*"));
	}

	@Test
	void descriptionsDoNotRepeatTheDefault() {
		assertThat(this.properties.values()).extracting(ConfigurationMetadataTests::description)
			.noneMatch((text) -> text.toLowerCase(Locale.ROOT).contains("by default"));
	}

	@Test
	void descriptionsOfBooleansBeginWithWhether() {
		assertThat(this.properties.values())
			.filteredOn((property) -> property.path("type").asString().equals("java.lang.Boolean"))
			.extracting(ConfigurationMetadataTests::description)
			.allMatch((text) -> text.startsWith("Whether "));
	}

	@Test
	void propertiesHaveDefaultsWhereThereAreAny() {
		assertThat(this.properties).allSatisfy((name, property) -> assertThat(property.has("defaultValue"))
			.isEqualTo(!WITHOUT_DEFAULT.contains(name)));
	}

	@Test
	void defaultsOfRegionsAreTheRealOnes() {
		Map<String, String> declared = new TreeMap<>();
		this.properties.forEach((name, property) -> {
			if (name.startsWith("tagged-cache.defaults.") && property.has("defaultValue")) {
				declared.put(name, property.path("defaultValue").asString());
			}
		});
		assertThat(options(declared)).usingRecursiveComparison().isEqualTo(options(Map.of()));
	}

	@Test
	void defaultThresholdIsTheRealOne() {
		String name = "tagged-cache.defaults.compression.threshold";
		String enabled = "tagged-cache.defaults.compression.enabled";
		String declared = this.properties.get(name).path("defaultValue").asString();
		assertThat(options(Map.of(enabled, "true")).getCompressionThreshold())
			.isEqualTo(options(Map.of(enabled, "true", name, declared)).getCompressionThreshold());
	}

	private static RegionOptions options(Map<String, String> properties) {
		return RegionSettingsFromProperties.options("any", new Binder(new MapConfigurationPropertySource(properties))
			.bindOrCreate("tagged-cache", TaggedCacheProperties.class));
	}

	private static String description(JsonNode property) {
		return property.path("description").asString("");
	}

	private static Map<String, JsonNode> read() {
		Map<String, JsonNode> properties = new TreeMap<>();
		try {
			List<URL> files = Collections.list(ConfigurationMetadataTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"));
			for (URL file : files) {
				try (InputStream input = file.openStream()) {
					for (JsonNode property : JsonMapper.shared().readTree(input).path("properties")) {
						String name = property.path("name").asString();
						if (name.startsWith("tagged-cache.") || name.contains(".taggedcache.")) {
							properties.put(name, property);
						}
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties;
	}

}
