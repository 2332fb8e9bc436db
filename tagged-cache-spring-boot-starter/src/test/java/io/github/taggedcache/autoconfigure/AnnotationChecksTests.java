package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.check.SetupException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Mistakes in annotations fail the start, or the making of a lazy bean.
 */
class AnnotationChecksTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MissingCachingAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void templateThatDoesNotParseFailsTheStart() {
		this.contextRunner.withUserConfiguration(Unparsable.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(Unparsable.class.getName() + ".title(long)")
				.hasStackTraceContaining("book:#{#id +}"));
	}

	@Test
	void unknownVariableFailsTheStart() {
		this.contextRunner.withUserConfiguration(UnknownVariable.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("@InvalidateTags on " + UnknownVariable.class.getName() + ".rename(long)")
				.hasStackTraceContaining("#ident is unknown: the parameters are [id]"));
	}

	/**
	 * Spring looks no further once a method of the bean invalidates, and proxies of
	 * interfaces look at the others when they are called.
	 */
	@Test
	void unknownVariableOfAnInheritedMethodFailsTheStart() {
		this.contextRunner.withUserConfiguration(InheritedUnknownVariable.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining("#ident is unknown: the parameters are [id]"));
	}

	@Test
	void conditionThatDoesNotParseFailsTheStart() {
		this.contextRunner.withUserConfiguration(UnparsableCondition.class)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(UnparsableCondition.class.getName() + ".rename(long)"));
	}

	@Test
	void tagsOfAMethodThatCachesNothingFailTheStart() {
		this.contextRunner.withUserConfiguration(TagsOnly.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessage("@CacheTags on " + TagsOnly.class.getName() + ".title has no effect, because the method"
						+ " caches nothing. Add @Cacheable or @CachePut, or remove it; to invalidate tags, use"
						+ " @InvalidateTags."));
	}

	@Test
	void tagsOfAMethodThatOnlyEvictsFailTheStart() {
		this.contextRunner.withUserConfiguration(TagsOnEvict.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessageContaining(TagsOnEvict.class.getName() + ".forget"));
	}

	@Test
	void tagsOfAClassMayCoverMethodsThatCacheNothing() {
		this.contextRunner.withUserConfiguration(TaggedClass.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void undeclaredCacheOfATaggedMethodFailsTheStart() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false", "tagged-cache.caches.books.time-to-live=1m")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessage(Library.class.getName() + ".title uses the cache 'titles', which is not declared. Declared"
						+ " are [books]. Add tagged-cache.caches.titles to the configuration, or set"
						+ " tagged-cache.dynamic-caches to true."));
	}

	@Test
	void declaredCacheOfATaggedMethodStarts() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false", "tagged-cache.caches.titles.time-to-live=1m")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void undeclaredCacheOfAPlainMethodFailsTheFirstCall() {
		this.contextRunner.withUserConfiguration(Untagged.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false")
			.run((context) -> assertThatExceptionOfType(SetupException.class)
				.isThrownBy(() -> context.getBean(Untagged.class).title(1))
				.withMessage(Untagged.class.getName() + ".title uses the cache 'titles', which is not declared."
						+ " Declared are []. Add tagged-cache.caches.titles to the configuration, or set"
						+ " tagged-cache.dynamic-caches to true."));
	}

	@Test
	void undeclaredCacheOfAPutFailsBeforeTheMethodIsCalled() {
		this.contextRunner.withUserConfiguration(Putting.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false")
			.run((context) -> {
				Putting putting = context.getBean(Putting.class);
				assertThatExceptionOfType(SetupException.class).isThrownBy(() -> putting.put(1));
				assertThat(putting.isCalled()).isFalse();
			});
	}

	@Test
	void cacheOfAnotherManagerNeedNotBeDeclared() {
		this.contextRunner.withUserConfiguration(OtherManager.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false")
			.run((context) -> assertThatNoException().isThrownBy(() -> context.getBean(OtherManager.class).title(1)));
	}

	@Test
	void lazyBeanFailsWhenItIsMade() {
		this.contextRunner.withUserConfiguration(LazyTagsOnly.class)
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(TagsOnly.class))
				.withRootCauseInstanceOf(SetupException.class));
	}

	@Test
	void methodOfARepositoryIsChecked() {
		this.contextRunner.withUserConfiguration(Repositories.class)
			.withBean(Shelf.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith(Books.class.getName() + ".findByTitle uses the cache 'books'"));
	}

	@Test
	void methodOfARepositoryIsCachedWithItsTags() {
		this.contextRunner.withUserConfiguration(Repositories.class, Desk.class).run((context) -> {
			Books books = context.getBean(Books.class);
			books.save(new Books.Book(1L, "one"));
			books.findByTitle("one");
			books.deleteById(1L);
			assertThat(books.findByTitle("one")).isPresent();
			context.getBean(Desk.class).changed("one");
			assertThat(books.findByTitle("one")).isEmpty();
		});
	}

	@Test
	void aspectJModeFailsTheStart() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
			.withUserConfiguration(WovenCaching.class)
			.withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(mode = AdviceMode.ASPECTJ)
	static class WovenCaching {

	}

	static class Library {

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Unparsable {

		@Cacheable("titles")
		@CacheTags("book:#{#id +}")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class UnknownVariable {

		@InvalidateTags("book:#{#ident}")
		public void rename(long id) {
		}

	}

	interface Changes {

		void rename(long id);

		void remove(long id);

	}

	static class InheritedUnknownVariable extends UnknownVariable implements Changes {

		@Override
		@InvalidateTags("book:#{#id}")
		public void remove(long id) {
		}

	}

	static class UnparsableCondition {

		@InvalidateTags(value = "book:#{#id}", condition = "#id >")
		public void rename(long id) {
		}

	}

	static class TagsOnly {

		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class TagsOnEvict {

		@CacheEvict("titles")
		@CacheTags("book:#{#id}")
		public void forget(long id) {
		}

	}

	@CacheTags("books")
	static class TaggedClass {

		@Cacheable("titles")
		public String title(long id) {
			return "title " + id;
		}

		public void other() {
		}

	}

	static class Untagged {

		@Cacheable("titles")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Putting {

		private boolean called;

		public boolean isCalled() {
			return this.called;
		}

		@CachePut("titles")
		public String put(long id) {
			this.called = true;
			return "title " + id;
		}

	}

	static class Desk {

		@InvalidateTags("title:#{#title}")
		public void changed(String title) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherManager {

		@Bean(defaultCandidate = false)
		ConcurrentMapCacheManager others() {
			return new ConcurrentMapCacheManager();
		}

		@Cacheable(cacheNames = "titles", cacheManager = "others")
		public String title(long id) {
			return "title " + id;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyTagsOnly {

		@Bean
		@Lazy
		TagsOnly tagsOnly() {
			return new TagsOnly();
		}

	}

	record Shelf(Books books) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(basePackageClasses = Books.class)
	static class Repositories {

	}

}
