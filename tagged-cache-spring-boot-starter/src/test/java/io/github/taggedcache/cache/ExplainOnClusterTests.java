package io.github.taggedcache.cache;

import java.net.URI;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.testsupport.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries lie on all masters, the log and the versions on one.
 */
class ExplainOnClusterTests {

	/** So many that no master has none of them. */
	private static final int KEYS = 20;

	private static RedisCluster cluster;

	@BeforeAll
	static void start() {
		cluster = RedisCluster.start();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void entriesOfAllMastersAreFound(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			IntStream.range(0, KEYS).forEach((key) -> manager.getCache("articles").put(key, "value", "author:1"));
			((Region) manager.getCache("articles").getNativeCache()).near().clear();
			assertThat(IntStream.range(0, KEYS)).allSatisfy((key) -> {
				Explanation found = manager.explain("articles", key);
				assertThat(found.outcome()).isEqualTo(Outcome.STORE);
				assertThat(found.stored().byStore()).isEqualTo(Verdict.VALID);
				assertThat(found.storeFailure()).isNull();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void invalidatedTagIsExplainedByTheRecordOfAnotherNode(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency);
				ConfigurableApplicationContext other = application(consistency,
						"tagged-cache.namespace=" + context.getEnvironment().getProperty("tagged-cache.namespace"))) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put(42, "value", "author:1");
			other.getBean(TaggedCacheManager.class).invalidateTags("author:1");
			Explanation found = manager.explain("articles", 42);
			assertThat(found.stored().byStore()).isEqualTo(Verdict.INVALID_BY_TAG);
			assertThat(found.tags()).last().satisfies((tag) -> {
				assertThat(tag.last().version()).isEqualTo(tag.hard());
				assertThat(tag.last().own()).isFalse();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bounded", "strict" })
	void keyThatNobodyCachedIsAbsent(String consistency) {
		try (ConfigurableApplicationContext context = application(consistency)) {
			Explanation found = context.getBean(TaggedCacheManager.class).explain("articles", "never");
			assertThat(found.reason()).isEqualTo(MissReason.ABSENT);
			assertThat(found.storeFailure()).isNull();
		}
	}

	private static ConfigurableApplicationContext application(String consistency, String... properties) {
		String nodes = cluster.nodes().stream().map(URI::getAuthority).collect(Collectors.joining(","));
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("tagged-cache.namespace=" + UUID.randomUUID(), "spring.data.redis.cluster.nodes=" + nodes,
					"spring.jmx.enabled=false", "spring.main.banner-mode=off",
					"tagged-cache.consistency=" + consistency, "tagged-cache.command-timeout=20s",
					"tagged-cache.caches.articles.time-to-live=1h")
			.properties(properties)
			.run();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
