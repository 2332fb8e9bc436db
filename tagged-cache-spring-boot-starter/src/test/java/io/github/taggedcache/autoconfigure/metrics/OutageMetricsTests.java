package io.github.taggedcache.autoconfigure.metrics;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metrics of an outage of Redis.
 */
class OutageMetricsTests {

	private static final String STATE = "tagged.cache.breaker.state";

	private static final String QUEUED = "tagged.cache.invalidations.queued";

	private final EmbeddedRedis redis = EmbeddedRedis.start();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class, DataRedisAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("spring.application.name=shop", "spring.data.redis.url=" + this.redis.uri(),
				"spring.data.redis.timeout=500ms", "tagged-cache.outage.breaker-period=1h");

	@AfterEach
	void stop() {
		this.redis.close();
	}

	private static double value(ApplicationContext context, String gauge) {
		return context.getBean(MeterRegistry.class).get(gauge).gauge().value();
	}

	@Test
	void stateOfTheBreakerIsZeroWhileRedisAnswers() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("a");
			assertThat(value(context, STATE)).isZero();
		});
	}

	@Test
	void stateOfTheBreakerIsTwoWhileItIsOpen() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("a");
			this.redis.stop();
			context.getBean(TaggedCacheManager.class).getCache("articles").get("key");
			assertThat(value(context, STATE)).isEqualTo(2);
		});
	}

	@Test
	void breakerThatIsSwitchedOffHasNoState() {
		this.contextRunner.withPropertyValues("tagged-cache.outage.circuit-breaker.enabled=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find(STATE).gauge()).isNull());
	}

	@Test
	void storeInMemoryHasNoBreaker() {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find(STATE).gauge()).isNull());
	}

	@Test
	void invalidationsThatWaitAreCounted() {
		this.contextRunner.withPropertyValues("tagged-cache.outage.invalidations=queue").run((context) -> {
			assertThat(value(context, QUEUED)).isZero();
			this.redis.stop();
			context.getBean(TaggedCacheManager.class).invalidateTags("a", "b");
			context.getBean(TaggedCacheManager.class).invalidateTags("c");
			assertThat(value(context, QUEUED)).isEqualTo(2);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
