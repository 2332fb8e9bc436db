package io.github.taggedcache.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.template.TagTemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mistakes in methods that are to be cached entry by entry fail the start.
 */
class BatchChecksTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	static Stream<Arguments> mistakes() {
		return Stream.of(
				Arguments.of(UnknownParameter.class,
						"Batch \"#idz\" of @CacheTags on " + UnknownParameter.class.getName()
								+ ".books(List): it must be the parameter that holds the ids, such as #ids: the"
								+ " parameters are [ids]"),
				Arguments.of(NoParameter.class, "it must be the parameter that holds the ids"),
				Arguments.of(OneId.class, "the parameter is a long. Use a Collection, List, Set"),
				Arguments.of(OneResult.class, "the method returns java.lang.String. Return a List, Set"),
				Arguments.of(Future.class, "the method returns before its result is there"),
				Arguments.of(SetWithoutKey.class, "batchKey = \"#result.id\""),
				Arguments.of(MapWithKey.class, "a Map has the ids as its keys. Remove the batchKey"),
				Arguments.of(KeyWithoutBatch.class, "there is no batch. Name the parameter that holds the ids"),
				Arguments.of(KeyWithoutResult.class, "it must find the id in #result"),
				Arguments.of(Synchronized.class, "Remove sync = true from @Cacheable"),
				Arguments.of(Conditional.class, "@Cacheable has a condition"),
				Arguments.of(OneKeyForAll.class, "it does not use the ids, so all of them would have one key"),
				Arguments.of(UnknownInUnless.class, "Unless \"#resul == null\""),
				Arguments.of(Put.class, "the method must have one @Cacheable, and no other cache annotation"),
				Arguments.of(TwoCaches.class, "the method must name one cache"),
				Arguments.of(OnType.class, "it stands on a type. Put it on the method"));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeFailsTheStart(Class<?> type, String message) {
		this.contextRunner.withUserConfiguration(type)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(TagTemplateException.class.getName())
				.hasStackTraceContaining("@CacheTags on " + type.getName() + ".books(")
				.hasStackTraceContaining(message));
	}

	@Test
	void methodWithoutMistakesStarts() {
		this.contextRunner.withUserConfiguration(Good.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Good.class).books(List.of(1L))).containsExactly("book 1");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	static class Good {

		@Cacheable("books")
		@CacheTags(batch = "#a0")
		public List<String> books(Collection<Long> ids) {
			return ids.stream().map((id) -> "book " + id).toList();
		}

	}

	static class UnknownParameter {

		@Cacheable("books")
		@CacheTags(batch = "#idz")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class NoParameter {

		@Cacheable("books")
		@CacheTags(batch = "#ids.size()")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class OneId {

		@Cacheable("books")
		@CacheTags(batch = "#id")
		public List<String> books(long id) {
			return List.of();
		}

	}

	static class OneResult {

		@Cacheable("books")
		@CacheTags(batch = "#ids")
		public String books(List<Long> ids) {
			return "";
		}

	}

	static class Future {

		@Cacheable("books")
		@CacheTags(batch = "#ids")
		public CompletableFuture<List<String>> books(List<Long> ids) {
			return CompletableFuture.completedFuture(List.of());
		}

	}

	static class SetWithoutKey {

		@Cacheable("books")
		@CacheTags(batch = "#ids")
		public Set<String> books(List<Long> ids) {
			return Set.of();
		}

	}

	static class MapWithKey {

		@Cacheable("books")
		@CacheTags(batch = "#ids", batchKey = "#result")
		public Map<Long, String> books(List<Long> ids) {
			return Map.of();
		}

	}

	static class KeyWithoutBatch {

		@Cacheable("books")
		@CacheTags(value = "books", batchKey = "#result")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class KeyWithoutResult {

		@Cacheable("books")
		@CacheTags(batch = "#ids", batchKey = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class Synchronized {

		@Cacheable(cacheNames = "books", sync = true)
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class Conditional {

		@Cacheable(cacheNames = "books", condition = "#ids.size() > 1")
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class OneKeyForAll {

		@Cacheable(cacheNames = "books", key = "#language")
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids, String language) {
			return List.of();
		}

	}

	static class UnknownInUnless {

		@Cacheable(cacheNames = "books", unless = "#resul == null")
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class Put {

		@CachePut("books")
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	static class TwoCaches {

		@Cacheable({ "books", "others" })
		@CacheTags(batch = "#ids")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

	@CacheTags(value = "books", batch = "#ids")
	static class OnType {

		@Cacheable("books")
		public List<String> books(List<Long> ids) {
			return List.of();
		}

	}

}
