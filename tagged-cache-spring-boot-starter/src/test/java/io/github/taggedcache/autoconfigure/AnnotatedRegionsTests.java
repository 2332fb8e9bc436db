package io.github.taggedcache.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.map.repository.config.EnableMapRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The regions that annotated methods name are there when the application has started.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnnotatedRegionsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void regionsOfAllAnnotationsAreMade() {
		this.contextRunner.withBean(Library.class)
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames())
				.containsExactly("combined", "configured", "evicted", "put", "read"));
	}

	@Test
	void regionsAreInTheLineOfTheStart(CapturedOutput output) {
		this.contextRunner.withBean(Library.class)
			.run((context) -> assertThat(output)
				.contains("regions [combined, configured, evicted, put, read] and others on demand"));
	}

	@Test
	void regionsOfInterfacesAreMade() {
		this.contextRunner.withUserConfiguration(ByInterface.class)
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames())
				.containsExactly("declared", "implemented"));
	}

	@Test
	void regionsOfRepositoriesAreMade() {
		this.contextRunner.withUserConfiguration(Repositories.class)
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames()).contains("books"));
	}

	@Test
	void regionsOfLazyBeansAreMadeAndTheBeansAreNot() {
		this.contextRunner.withUserConfiguration(LazyBeans.class).run((context) -> {
			assertThat(context.getBean(TaggedCacheManager.class).getCacheNames()).contains("read");
			assertThat(context.getBean(LazyBeans.class).made.get()).isZero();
		});
	}

	@Test
	void lazyInitializationOfEverythingMakesNoBean() {
		this.contextRunner.withUserConfiguration(EagerBeans.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBean(TaggedCacheManager.class).getCacheNames()).contains("read");
				assertThat(context.getBean(EagerBeans.class).made.get()).isZero();
			});
	}

	@Test
	void undeclaredRegionsAreNotMade() {
		this.contextRunner.withBean(Library.class)
			.withPropertyValues("tagged-cache.dynamic-caches=false", "tagged-cache.caches.read.time-to-live=1m")
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames())
				.containsExactly("read"));
	}

	@Test
	void valueIsPutOfTheTypeOfAMethodThatWasNotCalled() {
		this.contextRunner.withBean(Shelf.class).run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("shelves").put(1L, List.of(new Book("one")));
			assertThat(context.getBean(Shelf.class).books(1)).containsExactly(new Book("one"));
		});
	}

	@Test
	void methodsThatAgreeGiveTheType() {
		this.contextRunner.withBean(Shelf.class).withBean(OtherShelf.class).run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("shelves").put(1L, List.of(new Book("one")));
			assertThat(context.getBean(OtherShelf.class).books(1)).containsExactly(new Book("one"));
		});
	}

	@Test
	void methodsThatDisagreeGiveNone() {
		this.contextRunner.withBean(Shelf.class)
			.withBean(Count.class)
			.run((context) -> assertThatIllegalStateException().isThrownBy(
					() -> context.getBean(TaggedCacheManager.class).getCache("shelves").put(1L, new Book("one"))));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@CacheConfig(cacheNames = "configured")
	static class Library {

		@Cacheable("read")
		public String read(long id) {
			return "title " + id;
		}

		@Cacheable
		public String configured(long id) {
			return "title " + id;
		}

		@CachePut("put")
		public String put(long id) {
			return "title " + id;
		}

		@CacheEvict("evicted")
		public void evict(long id) {
		}

		@Caching(cacheable = @Cacheable("combined"))
		public String combined(long id) {
			return "title " + id;
		}

	}

	interface Declaring {

		@Cacheable("declared")
		String title(long id);

	}

	static class Implementing implements Declaring {

		@Override
		public String title(long id) {
			return "title " + id;
		}

		@Cacheable("implemented")
		public String other(long id) {
			return "title " + id;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInterface {

		@Bean
		Declaring library() {
			return new Implementing();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		private final AtomicInteger made = new AtomicInteger();

		@Bean
		@Lazy
		Library library() {
			this.made.incrementAndGet();
			return new Library();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EagerBeans {

		private final AtomicInteger made = new AtomicInteger();

		@Bean
		Library library() {
			this.made.incrementAndGet();
			return new Library();
		}

	}

	record Book(String title) {

	}

	static class Shelf {

		@Cacheable("shelves")
		public List<Book> books(long id) {
			return List.of();
		}

	}

	static class OtherShelf {

		@Cacheable("shelves")
		public List<Book> books(long id) {
			return List.of();
		}

	}

	static class Count {

		@Cacheable("shelves")
		public int count(long id) {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMapRepositories(basePackageClasses = Books.class)
	static class Repositories {

	}

}
