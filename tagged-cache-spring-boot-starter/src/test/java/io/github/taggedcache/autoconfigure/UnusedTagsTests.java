package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tag annotations where the caches are another manager's.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusedTagsTests {

	private static final String PROBLEM = "has no effect, and no other tag annotation";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MissingCachingAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
						SecondaryTaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void invalidatingMethodIsNamedWithTheRemedy(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Desk.class)
			.run((context) -> assertThat(output).contains("@InvalidateTags on " + Desk.class.getName() + ".rename "
					+ PROBLEM + " of this application has: the application has a CacheManager or cacheResolver bean of"
					+ " its own. To have tags beside that cache manager, set tagged-cache.secondary to true and name"
					+ " cacheManager = \"taggedCacheManager\""));
	}

	@Test
	void taggedMethodIsNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Library.class)
			.run((context) -> assertThat(output).contains("@CacheTags on " + Library.class.getName() + ".title "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "caffeine", "simple" })
	void typeOfCacheIsNamed(String type, CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Desk.class)
			.withPropertyValues("spring.cache.type=" + type)
			.run((context) -> assertThat(output).contains(PROBLEM, "has: spring.cache.type is " + type + "."));
	}

	@Test
	void resolverOfTheApplicationIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheResolver.class, Desk.class)
			.run((context) -> assertThat(output).contains(PROBLEM));
	}

	@Test
	void warningIsWrittenOnce(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Desk.class, Library.class)
			.run((context) -> assertThat(StringUtils.countOccurrencesOf(output.getOut(), PROBLEM)).isEqualTo(1));
	}

	@Test
	void applicationWithoutTagsIsNotWarned(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.run((context) -> assertThat(output).doesNotContain(PROBLEM));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tagged-cache.enabled=false", "spring.cache.type=none", "tagged-cache.secondary=true" })
	void applicationThatHasChosenIsNotWarned(String property, CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Desk.class)
			.withPropertyValues(property, "tagged-cache.store=memory")
			.run((context) -> assertThat(output).doesNotContain(PROBLEM));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCacheManager {

		@Bean
		ConcurrentMapCacheManager applicationCaches() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCacheResolver implements CachingConfigurer {

		@Bean
		@Override
		public CacheResolver cacheResolver() {
			return new SimpleCacheResolver(new ConcurrentMapCacheManager());
		}

	}

	static class Library {

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Desk {

		@InvalidateTags("book:#{#id}")
		public void rename(long id) {
		}

	}

}
