package io.github.taggedcache.autoconfigure;

import java.lang.reflect.Proxy;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.check.MissingCaching;
import io.github.taggedcache.check.SetupException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class MissingCachingAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MissingCachingAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void taggedMethodWithoutEnabledCachingFailsTheStart() {
		this.contextRunner.withUserConfiguration(Library.class)
			.run((context) -> assertThat(failure(context))
				.hasMessage("@CacheTags on " + Library.class.getName() + ".title has no effect, because caching is not"
						+ " enabled. Add @EnableCaching to a configuration class, or set tagged-cache.enabled to"
						+ " false."));
	}

	@Test
	void invalidatingMethodWithoutEnabledCachingFailsTheStart() {
		this.contextRunner.withUserConfiguration(Desk.class)
			.run((context) -> assertThat(failure(context))
				.hasMessageStartingWith("@InvalidateTags on " + Desk.class.getName() + ".rename has no effect"));
	}

	@Test
	void taggedClassWithoutEnabledCachingFailsTheStart() {
		this.contextRunner.withUserConfiguration(TaggedClass.class)
			.run((context) -> assertThat(failure(context))
				.hasMessageStartingWith("@CacheTags on " + TaggedClass.class.getName() + ".title has no effect"));
	}

	@Test
	void methodOfARepositoryWithoutEnabledCachingFailsTheStart() {
		this.contextRunner.withUserConfiguration(Repositories.class)
			.withBean(Shelf.class)
			.run((context) -> assertThat(failure(context))
				.hasMessageStartingWith("@CacheTags on " + Books.class.getName() + ".findByTitle has no effect"));
	}

	@Test
	void methodOfAPlainProxyWithoutEnabledCachingFailsTheStart() {
		this.contextRunner.withUserConfiguration(PlainProxy.class)
			.run((context) -> assertThat(failure(context)).hasMessageContainingAll("@InvalidateTags on ",
					".rename has no effect"));
	}

	@Test
	void methodOfWhatAFactoryBeanMakesFailsTheStart() {
		this.contextRunner.withUserConfiguration(LibraryFactory.class)
			.withBean(UserOfLibrary.class)
			.run((context) -> assertThat(failure(context))
				.hasMessageStartingWith("@CacheTags on " + Library.class.getName() + ".title has no effect"));
	}

	@Test
	void lazyBeanFailsWhenItIsMade() {
		this.contextRunner.withUserConfiguration(LazyLibrary.class)
			.run((context) -> assertThatException().isThrownBy(() -> context.getBean(Library.class))
				.withRootCauseInstanceOf(SetupException.class));
	}

	@Test
	void beansWithoutTagAnnotationsStart() {
		this.contextRunner.withBean(Untagged.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nothingIsCheckedWhereCachingIsEnabled() {
		this.contextRunner.withUserConfiguration(CachingConfiguration.class, Library.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MissingCaching.class));
	}

	@Test
	void nothingIsCheckedWhereTheCacheIsSwitchedOff() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nothingIsCheckedWhereCacheTypeIsNone() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void nothingIsCheckedWhereTheApplicationHasAManager() {
		this.contextRunner.withUserConfiguration(Library.class)
			.withBean(ConcurrentMapCacheManager.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static SetupException failure(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		while (!(failure instanceof SetupException) && failure.getCause() != null) {
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(SetupException.class);
		return (SetupException) failure;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

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

	@CacheTags("books")
	static class TaggedClass {

		@Cacheable("titles")
		public String title(long id) {
			return "title " + id;
		}

	}

	static class Untagged {

		@Cacheable("titles")
		public String title(long id) {
			return "title " + id;
		}

	}

	interface Renaming {

		@InvalidateTags("book:#{#a0}")
		void rename(long id);

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainProxy {

		@Bean
		Renaming renaming() {
			return (Renaming) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Renaming.class },
					(proxy, method, args) -> null);
		}

	}

	static class LibraryFactory implements FactoryBean<Library> {

		@Override
		public Library getObject() {
			return new Library();
		}

		@Override
		public Class<?> getObjectType() {
			return Library.class;
		}

	}

	record UserOfLibrary(Library library) {

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyLibrary {

		@Bean
		@Lazy
		Library library() {
			return new Library();
		}

	}

	record Shelf(Books books) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(basePackageClasses = Books.class)
	static class Repositories {

	}

}
