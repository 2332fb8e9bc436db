package io.github.taggedcache.autoconfigure;

import java.util.Collection;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.cache.RegionCacheManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.BDDMockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * A test of an application that replaces the manager. No server is there.
 */
class MockedManagerTests {

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = Application.class)
	@DirtiesContext // or its connections are tried for as long as there are tests
	@TestPropertySource(properties = { "tagged-cache.namespace=mocked", "spring.data.redis.port=1" })
	class Mocked {

		@MockitoBean
		private CacheManager manager;

		@Autowired
		private Library library;

		@Test
		void cachesAreThoseOfTheMock() {
			ConcurrentMapCache cache = new ConcurrentMapCache("titles");
			BDDMockito.given(this.manager.getCache("titles")).willReturn(cache);
			this.library.title(1);
			assertThat(cache.get(1L)).isNotNull();
		}

		@Test
		void invalidatingMethodIsCalledAndNothingElseHappens() {
			assertThatNoException().isThrownBy(() -> this.library.changed(1));
		}

	}

	@Nested
	@ExtendWith({ SpringExtension.class, OutputCaptureExtension.class })
	@ContextConfiguration(classes = Application.class)
	@DirtiesContext // or its connections are tried for as long as there are tests
	@TestPropertySource(properties = { "tagged-cache.namespace=mocked-and-logged", "spring.data.redis.port=1" })
	@MockitoBean(types = CacheManager.class)
	class MockedAndLogged {

		@Autowired
		private Library library;

		@Test
		void invalidatingMethodsSayOnceThatTheyDoNothing(CapturedOutput output) {
			this.library.changed(1);
			this.library.changed(2);
			assertThat(output)
				.containsOnlyOnce("@InvalidateTags on " + Library.class.getName() + ".changed does nothing");
		}

	}

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = Application.class)
	@DirtiesContext // or its connections are tried for as long as there are tests
	@TestPropertySource(properties = { "tagged-cache.namespace=mocked", "spring.data.redis.port=1" })
	class MockedByItsOwnType {

		@MockitoBean
		private TaggedCacheManager manager;

		@Autowired
		private Library library;

		@Test
		void invalidatingMethodIsCalledAndNothingElseHappens() {
			assertThatNoException().isThrownBy(() -> this.library.changed(1));
			BDDMockito.then(this.manager).shouldHaveNoInteractions();
		}

	}

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = Application.class)
	@TestPropertySource(properties = "tagged-cache.store=memory")
	class Spied {

		@MockitoSpyBean
		private TaggedCacheManager manager;

		@Autowired
		private Library library;

		@Test
		void valuesAreCachedAndTagsInvalidated() {
			this.library.title(1);
			assertThat(this.manager.getCache("titles").get(1L)).isNotNull();
			this.library.changed(1);
			assertThat(this.manager.getCache("titles").get(1L)).isNull();
		}

	}

	@Nested
	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = { Application.class, Wrapping.class })
	@TestPropertySource(properties = "tagged-cache.store=memory")
	class Wrapped {

		@Autowired
		private Library library;

		@Autowired
		private CacheManager manager;

		@Test
		void managerBehindAnotherObjectInvalidatesTags() {
			assertThat(this.manager).isNotInstanceOf(RegionCacheManager.class);
			this.library.title(1);
			assertThat(this.manager.getCache("titles").get(1L)).isNotNull();
			this.library.changed(1);
			assertThat(this.manager.getCache("titles").get(1L)).isNull();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrapping {

		@Bean
		static BeanPostProcessor wrapper() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof RegionCacheManager manager) ? new Wrapper(manager) : bean;
				}

			};
		}

	}

	record Wrapper(RegionCacheManager manager) implements CacheManager {

		@Override
		public Cache getCache(String name) {
			return this.manager.getCache(name);
		}

		@Override
		public Collection<String> getCacheNames() {
			return this.manager.getCacheNames();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ MissingCachingAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
			CacheAutoConfiguration.class, DataRedisAutoConfiguration.class })
	static class Application {

		@Bean
		Library library() {
			return new Library();
		}

	}

	static class Library {

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

		@InvalidateTags("book:#{#id}")
		public void changed(long id) {
		}

	}

}
