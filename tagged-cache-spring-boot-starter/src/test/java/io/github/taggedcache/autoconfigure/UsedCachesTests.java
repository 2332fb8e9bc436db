package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tags on a method whose caches do not come from the manager's bean as they are. Only a
 * call shows that.
 */
@ExtendWith(OutputCaptureExtension.class)
class UsedCachesTests {

	private static final String WARNING = "@CacheTags on " + Library.class.getName() + ".title has no effect";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withBean(Library.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void managerThatIsNoBeanIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ManagerThatIsNoBean.class).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(output).contains(WARNING + " on the cache 'titles'")
				.contains("ConcurrentMapCache")
				.contains("give caches of the bean 'cacheManager' as they are");
		});
	}

	@Test
	void transactionAwareProxyIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(TransactionAwareProxy.class).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(output).contains(WARNING)
				.contains("without a decorator such as TransactionAwareCacheManagerProxy");
		});
	}

	@Test
	void methodIsWarnedOfOnce(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ManagerThatIsNoBean.class).run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(2);
			assertThat(output).containsOnlyOnce(WARNING);
		});
	}

	@Test
	void methodWithoutTagsIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ManagerThatIsNoBean.class).run((context) -> {
			context.getBean(Library.class).untagged(1);
			assertThat(output).doesNotContain("has no effect");
		});
	}

	@Test
	void cacheOfTheManagersBeanIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ManagersBean.class).run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(output).doesNotContain("has no effect");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ManagersBean {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ManagerThatIsNoBean implements CachingConfigurer {

		@Override
		public CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class TransactionAwareProxy implements CachingConfigurer {

		private final ObjectProvider<TaggedCacheManager> manager;

		TransactionAwareProxy(ObjectProvider<TaggedCacheManager> manager) {
			this.manager = manager;
		}

		@Override
		public CacheManager cacheManager() {
			return new TransactionAwareCacheManagerProxy(this.manager.getObject());
		}

	}

	static class Library {

		@Cacheable("titles")
		@CacheTags("book:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

		@Cacheable("untagged")
		public String untagged(long id) {
			return "title " + id;
		}

	}

}
