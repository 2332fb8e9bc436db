package io.github.taggedcache.autoconfigure;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits of loads that hold for no method of their cache are warned of at the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnlimitedLoadsTests {

	private static final String IN_TIME = "load-timeout is set for caches none of whose methods it holds for: ";

	private static final String IN_NUMBER = "max-concurrent-loads is set for caches none of whose methods it holds"
			+ " for: ";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@ParameterizedTest
	@ValueSource(strings = { "soft", "hard" })
	void timeLimitOfPlainMethodsIsWarnedOf(String limit, CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.withPropertyValues("tagged-cache.caches.titles.load-timeout." + limit + "=1s")
			.run((context) -> assertThat(output).containsOnlyOnce("load-timeout is set")
				.contains(IN_TIME + "{titles=[" + Plain.class.getName() + ".other, " + Plain.class.getName()
						+ ".title]}. ")
				.contains("Add sync = true to the @Cacheable and set load-timeout.on-executor to true, or"));
	}

	@Test
	void timeLimitOfSynchronizedMethodsIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Synchronized.class)
			.withPropertyValues("tagged-cache.caches.titles.load-timeout.hard=1s")
			.run((context) -> assertThat(output)
				.contains(IN_TIME + "{titles=[" + Synchronized.class.getName() + ".title]}"));
	}

	@Test
	void timeLimitOnTheExecutorOfPlainMethodsIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.withPropertyValues("tagged-cache.caches.titles.load-timeout.hard=1s",
					"tagged-cache.caches.titles.load-timeout.on-executor=true")
			.run((context) -> assertThat(output).contains(IN_TIME + "{titles="));
	}

	@Test
	void timeLimitOnTheExecutorOfSynchronizedMethodsHolds(CapturedOutput output) {
		this.contextRunner.withBean(Synchronized.class)
			.withPropertyValues("tagged-cache.caches.titles.load-timeout.hard=1s",
					"tagged-cache.caches.titles.load-timeout.on-executor=true")
			.run((context) -> assertThat(output).doesNotContain("load-timeout is set"));
	}

	@Test
	void timeLimitHoldsForFuturesAndPublishers(CapturedOutput output) {
		this.contextRunner.withBean(Asynchronous.class)
			.withPropertyValues("tagged-cache.defaults.load-timeout.hard=1s")
			.run((context) -> assertThat(output).doesNotContain("load-timeout is set"));
	}

	@Test
	void timeLimitThatHoldsForAMethodOfTheCacheIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.withBean(Asynchronous.class)
			.withPropertyValues("tagged-cache.caches.titles.load-timeout.hard=1s")
			.run((context) -> assertThat(output).doesNotContain("load-timeout is set"));
	}

	@Test
	void numberOfLoadsOfPlainMethodsIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.withPropertyValues("tagged-cache.defaults.max-concurrent-loads=2")
			.run((context) -> assertThat(output).containsOnlyOnce("max-concurrent-loads is set")
				.contains(IN_NUMBER + "{titles=[" + Plain.class.getName() + ".other, " + Plain.class.getName()
						+ ".title]}. ")
				.contains("Add sync = true to the @Cacheable"));
	}

	@Test
	void numberOfLoadsOfFuturesWithoutSyncIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Asynchronous.class)
			.withPropertyValues("tagged-cache.defaults.max-concurrent-loads=2")
			.run((context) -> assertThat(output)
				.contains(IN_NUMBER + "{monos=[" + Asynchronous.class.getName() + ".mono], titles=["));
	}

	@Test
	void numberOfLoadsOfSynchronizedMethodsHolds(CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.withBean(Synchronized.class)
			.withPropertyValues("tagged-cache.defaults.max-concurrent-loads=2")
			.run((context) -> assertThat(output).doesNotContain("max-concurrent-loads is set"));
	}

	@Test
	void nothingIsWarnedOfWhereNothingIsSet(CapturedOutput output) {
		this.contextRunner.withBean(Plain.class)
			.run((context) -> assertThat(output).doesNotContain("none of whose methods"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	static class Plain {

		@Cacheable("titles")
		public String title(long id) {
			return "title " + id;
		}

		@Cacheable("titles")
		public String other(long id) {
			return "other " + id;
		}

		@CachePut("titles")
		public String put(long id) {
			return "put " + id;
		}

	}

	static class Synchronized {

		@Cacheable(cacheNames = "titles", sync = true)
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Asynchronous {

		@Cacheable("titles")
		public CompletableFuture<String> title(long id) {
			return CompletableFuture.completedFuture("title " + id);
		}

		@Cacheable("monos")
		public Mono<String> mono(long id) {
			return Mono.just("title " + id);
		}

	}

}
