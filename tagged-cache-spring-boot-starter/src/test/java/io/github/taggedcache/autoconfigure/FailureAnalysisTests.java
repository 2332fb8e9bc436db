package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the user of a wrong set-up sees instead of a stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@Test
	void missingCachingIsExplained(CapturedOutput output) {
		fail(WithoutCaching.class);
		assertThat(output).contains("APPLICATION FAILED TO START",
				"@CacheTags on " + Library.class.getName() + ".title has no effect",
				"Action:\n\nAdd @EnableCaching to a configuration class, or set tagged-cache.enabled to false.");
	}

	@Test
	void wrongTemplateIsExplained(CapturedOutput output) {
		fail(WithWrongTemplate.class);
		assertThat(output).contains("Description:\n\n", "@InvalidateTags on " + Desk.class.getName() + ".rename(long)",
				"Action:\n\nCorrect the annotation");
	}

	@Test
	void missingConnectionFactoryIsExplained(CapturedOutput output) {
		fail(WithCaching.class, "--spring.application.name=library");
		assertThat(output).contains("Description:\n\ntagged-cache.store is redis, but there is no",
				"Action:\n\nLet DataRedisAutoConfiguration make one");
	}

	@Test
	void missingNameIsExplained(CapturedOutput output) {
		fail(WithCaching.class);
		assertThat(output).contains("Description:\n\nTagged caches need a name",
				"Action:\n\nSet spring.application.name, or tagged-cache.namespace");
	}

	@Test
	void wrongPropertyIsExplained(CapturedOutput output) {
		fail(WithCaching.class, "--spring.application.name=library", "--tagged-cache.caches.articles.time-to-live=-1s");
		assertThat(output).contains("Description:\n\nInvalid value '-1s' for configuration property"
				+ " 'tagged-cache.caches.articles.time-to-live'");
	}

	private static void fail(Class<?> application, String... arguments) {
		SpringApplication spring = new SpringApplicationBuilder(application).web(WebApplicationType.NONE).build();
		assertThatException().isThrownBy(() -> spring.run(arguments));
	}

	static class Library {

		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Desk {

		@InvalidateTags("book:#{#ident}")
		public void rename(long id) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MissingCachingAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
			CacheAutoConfiguration.class })
	static class WithoutCaching {

		@Bean
		Library library() {
			return new Library();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class })
	static class WithWrongTemplate {

		@Bean
		Desk desk() {
			return new Desk();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class })
	static class WithCaching {

	}

}
