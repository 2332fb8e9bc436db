package io.github.taggedcache.documentation;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.metrics.TaggedCacheMetricsAutoConfiguration;
import io.github.taggedcache.endpoint.TaggedCacheEndpoint;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

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
 * The page of metrics names the meters that exist, and what the endpoint shows.
 */
class MeterTableTests {

	private static final Set<String> OF_EACH_CACHE = Set.of("cache", "name", "cache.manager");

	/** Its own tests look at these. */
	private static final String OF_THE_OUTBOX = "tagged.cache.outbox.";

	private final Map<String, String> rows = Document.of("docs/metrics.md").namedRows();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.caches.articles.audit.sample=1");

	@Test
	void eachMeterHasARow() {
		this.contextRunner.run((context) -> assertThat(this.rows.keySet()).filteredOn(MeterTableTests::isMeter)
			.containsExactlyInAnyOrderElementsOf(meters(context.getBean(MeterRegistry.class)).stream()
				.map((meter) -> meter.getId().getName())
				.distinct()
				.toList()));
	}

	@Test
	void rowNamesTheTagsOfItsMeter() {
		this.contextRunner.run((context) -> assertThat(meters(context.getBean(MeterRegistry.class)))
			.allSatisfy((meter) -> ownTags(meter)
				.forEach((tag) -> assertThat(this.rows.get(meter.getId().getName())).contains(tag.getKey() + "=")
					.containsPattern("[`=]" + tag.getValue() + "`"))));
	}

	@Test
	void fieldsOfTheEndpointAreNamed() {
		List<String> names = Stream.of(TaggedCacheEndpoint.class.getDeclaredClasses())
			.filter(Class::isRecord)
			.flatMap((type) -> Arrays.stream(type.getRecordComponents()))
			.map(RecordComponent::getName)
			.toList();
		String page = String.join("\n", Document.of("docs/metrics.md").lines());
		assertThat(names).isNotEmpty().allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	private static Stream<Tag> ownTags(Meter meter) {
		return meter.getId().getTags().stream().filter((tag) -> !OF_EACH_CACHE.contains(tag.getKey()));
	}

	private static List<Meter> meters(MeterRegistry registry) {
		return registry.getMeters().stream().filter((meter) -> isMeter(meter.getId().getName())).toList();
	}

	private static boolean isMeter(String name) {
		return name.startsWith("cache.") || (name.startsWith("tagged.cache.") && !name.startsWith(OF_THE_OUTBOX));
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
