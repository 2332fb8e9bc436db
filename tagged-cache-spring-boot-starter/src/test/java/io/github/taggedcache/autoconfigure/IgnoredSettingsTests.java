package io.github.taggedcache.autoconfigure;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says to the manager that it had before.
 */
@ExtendWith(OutputCaptureExtension.class)
class IgnoredSettingsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@ParameterizedTest
	@CsvSource({ "cache-names=books, tagged-cache.caches", "cacheNames[0]=books, tagged-cache.caches",
			"redis.time-to-live=1m, tagged-cache.defaults.time-to-live",
			"redis.timeToLive=1m, tagged-cache.defaults.time-to-live",
			"redis.cache-null-values=false, tagged-cache.defaults.cache-null-values",
			"redis.key-prefix=shop:, tagged-cache.namespace", "redis.use-key-prefix=false, tagged-cache.namespace",
			"redis.enable-statistics=true, statistics are always kept",
			"caffeine.spec=maximumSize=10, tagged-cache.defaults.near-cache.maximum-size",
			"couchbase.expiration=1m, tagged-cache.defaults.time-to-live", "jcache.provider=any, no counterpart",
			"jcache.config=any, no counterpart", "infinispan.config=any, no counterpart" })
	void propertyIsNamedWithItsCounterpart(String property, String counterpart, CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.cache." + property)
			.run((context) -> assertThat(output).contains("Tagged caches do not use spring.cache.", counterpart));
	}

	@Test
	void beansAreNamedWithTheirCounterpart(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OfRedis.class, OfCaffeine.class)
			.run((context) -> assertThat(output).contains("the RedisCacheConfiguration bean 'oneMinute' (set",
					"the RedisCacheManagerBuilderCustomizer bean 'perCache' (set", "the Caffeine bean 'spec' (set",
					"RegionCustomizer"));
	}

	@Test
	void everythingIsInOneWarning(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OfRedis.class)
			.withPropertyValues("spring.cache.cache-names=books", "spring.cache.redis.time-to-live=1m")
			.run((context) -> assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(1));
	}

	@Test
	void nothingIsWarnedOfWhereNothingIsSet(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.cache.type=redis")
			.run((context) -> assertThat(output).doesNotContain("Tagged caches do not use"));
	}

	@Test
	void nothingIsWarnedOfWhereCachesAreSwitchedOff(CapturedOutput output) {
		this.contextRunner.withPropertyValues("tagged-cache.enabled=false", "spring.cache.redis.time-to-live=1m")
			.run((context) -> assertThat(output).doesNotContain("Tagged caches do not use"));
	}

	@Test
	void beansOfLibrariesThatAreNotThereAreNotLookedFor(CapturedOutput output) {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.withPropertyValues("spring.cache.redis.time-to-live=1m")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("spring.cache.redis.time-to-live");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OfRedis {

		@Bean
		RedisCacheConfiguration oneMinute() {
			return RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1));
		}

		@Bean
		RedisCacheManagerBuilderCustomizer perCache() {
			return (builder) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfCaffeine {

		@Bean
		Caffeine<Object, Object> spec() {
			return Caffeine.newBuilder();
		}

	}

}
