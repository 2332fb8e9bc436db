package io.github.taggedcache.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.metrics.TaggedCacheMetricsAutoConfiguration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alert rules use the meters that exist, by Prometheus's names.
 */
class DashboardTests {

	private static final Path FOLDER = Path.of("..", "docs", "grafana");

	private static final Pattern METRIC = Pattern.compile("\\b(?:tagged_cache|cache)_[a-z_]+");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.caches.articles.audit.sample=1");

	@Test
	void dashboardUsesMetersThatExist() throws IOException {
		Set<String> used = metrics(dashboard());
		this.contextRunner.run((context) -> assertThat(used).isNotEmpty()
			.isSubsetOf(names(context.getBean(MeterRegistry.class)).values()
				.stream()
				.flatMap(Set::stream)
				.collect(Collectors.toSet())));
	}

	@Test
	void dashboardUsesEachMeter() throws IOException {
		Set<String> used = metrics(dashboard());
		this.contextRunner.run((context) -> assertThat(names(context.getBean(MeterRegistry.class)))
			.allSatisfy((meter, names) -> assertThat(names).as(meter).containsAnyElementsOf(used)));
	}

	@Test
	void alertsUseMetersThatExist() throws IOException {
		List<String> expressions = alerts();
		Set<String> used = metrics(expressions);
		assertThat(expressions).isNotEmpty().allSatisfy((text) -> assertThat(metrics(List.of(text))).isNotEmpty());
		this.contextRunner
			.run((context) -> assertThat(used).isSubsetOf(names(context.getBean(MeterRegistry.class)).values()
				.stream()
				.flatMap(Set::stream)
				.collect(Collectors.toSet())));
	}

	private static List<String> dashboard() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("dashboard.json")));
		return Stream
			.concat(dashboard.findValuesAsString("expr").stream(), dashboard.findValuesAsString("query").stream())
			.toList();
	}

	private static List<String> alerts() throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml()
			.load(Files.readString(FOLDER.resolve("alerts.yml")));
		return file.getOrDefault("groups", List.of())
			.stream()
			.flatMap((group) -> group.getOrDefault("rules", List.of()).stream())
			.map((rule) -> String.valueOf(rule.get("expr")))
			.toList();
	}

	private static Set<String> metrics(List<String> expressions) {
		return expressions.stream()
			.flatMap((text) -> METRIC.matcher(text).results())
			.map((match) -> match.group())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * The names that Prometheus has for each meter.
	 */
	private static Map<String, Set<String>> names(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("cache.") || id.getName().startsWith("tagged.cache."))
			.collect(Collectors.toMap(Meter.Id::getName, DashboardTests::names, (one, same) -> one));
	}

	private static Set<String> names(Meter.Id id) {
		String name = id.getName().replace('.', '_');
		String unit = id.getBaseUnit();
		String base = (unit != null && !unit.isEmpty()) ? name + "_" + unit : name;
		return switch (id.getType()) {
			case COUNTER -> Set.of(base + "_total");
			case TIMER -> Set.of(base + "_count", base + "_sum", base + "_max", base + "_bucket");
			default -> Set.of(base);
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		StoreWithBreaker guardedStore() {
			return new StoreWithBreaker();
		}

	}

}
