package io.github.taggedcache.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.testsupport.AotApplication;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is processed ahead of time, and started from what that generated.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	private static EmbeddedRedis redis;

	private static AotApplication application;

	@BeforeAll
	static void startRedis() {
		redis = EmbeddedRedis.start();
		application = new AotApplication(Application.class, Map.of("tagged-cache.namespace", "ahead",
				"spring.data.redis.url", redis.uri().toString(), "tagged-cache.on-unstorable-value", "fail"));
	}

	@AfterAll
	static void stopRedis() {
		redis.close();
	}

	@Test
	void generatedApplicationCachesAndInvalidates() {
		application.start((context) -> {
			Shelf shelf = context.getBean(Shelf.class);
			assertThat(List.of(shelf.read(1), shelf.read(1))).containsOnly(new Book(1, "author", 1));
			shelf.rename("author");
			assertThat(shelf.read(1)).isEqualTo(new Book(1, "author", 2));
			context.getBean(TaggedCacheManager.class).invalidateTags("of:1");
			assertThat(shelf.read(1)).isEqualTo(new Book(1, "author", 3));
		});
	}

	@Test
	void scriptsAreResources() {
		for (String script : List.of("append", "beat", "observe", "peek", "versions")) {
			assertThat(RuntimeHintsPredicates.resource().forResource("io/github/taggedcache/redis/" + script + ".lua"))
				.accepts(application.hints());
		}
	}

	@Test
	void whatCallsAndTemplatesReflectOnIsHinted() throws NoSuchFieldException, NoSuchMethodException {
		RuntimeHints hints = application.hints();
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(Book.class.getDeclaredField("loads")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Book.class.getMethod("author")))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Names.class.getMethod("of", long.class)))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Texts.class.getMethod("lower", String.class)))
			.accepts(hints);
	}

	@Test
	void whatAConditionNamesIsHinted() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Rules.class.getMethod("apply", String.class)))
			.accepts(application.hints());
	}

	/**
	 * What the application is made of.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class })
	static class Application {

		@Bean
		Shelf shelf() {
			return new Shelf();
		}

		@Bean
		Names names() {
			return new Names();
		}

		@Bean
		Rules rules() {
			return new Rules();
		}

	}

	/**
	 * A cached service.
	 */
	static class Shelf {

		private final AtomicInteger loads = new AtomicInteger();

		@Cacheable("books")
		@CacheTags({ "#{@names.of(#a0)}",
				"author:#{T(io.github.taggedcache.autoconfigure.AheadOfTimeTests$Texts).lower(#result.author)}" })
		public Book read(long id) {
			return new Book(id, "author", this.loads.incrementAndGet());
		}

		@InvalidateTags(value = "author:#{#a0}", condition = "@rules.apply(#a0)")
		public void rename(String author) {
		}

	}

	/**
	 * A bean that a template names.
	 */
	public static class Names {

		/**
		 * A tag.
		 * @param id the id
		 * @return the tag
		 */
		public String of(long id) {
			return "of:" + id;
		}

	}

	/**
	 * A bean that a condition names.
	 */
	public static class Rules {

		/**
		 * Whether an author counts.
		 * @param author the author
		 * @return whether there is one
		 */
		public boolean apply(String author) {
			return !author.isEmpty();
		}

	}

	/**
	 * A type that a template names.
	 */
	public static class Texts {

		/**
		 * A text in lower case.
		 * @param text the text
		 * @return the text
		 */
		public static String lower(String text) {
			return text.toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A value.
	 *
	 * @param id the id
	 * @param author the author
	 * @param loads the number of the load
	 */
	public record Book(long id, String author, int loads) {
	}

}
