package io.github.taggedcache.autoconfigure;

import java.util.List;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.cache.DisabledCacheManager;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.check.UnusedTags;
import io.github.taggedcache.interceptor.TaggedCacheInterceptor;
import io.github.taggedcache.invalidation.InvalidateTagsAdvisor;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TaggedCacheAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MissingCachingAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
						CacheAutoConfiguration.class, DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.namespace=matrix", "spring.data.redis.url=" + RedisServers.shared().uri());

	@Test
	void managerWinsOverTheOneForRedis() {
		this.contextRunner
			.run((context) -> assertThat(context).getBean(CacheManager.class).isInstanceOf(RegionCacheManager.class));
	}

	@Test
	void managerIsTheOnlyOne() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CacheManager.class));
	}

	@Test
	void managerCanBeInjectedByItsPublicType() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(TaggedCacheManager.class));
	}

	@Test
	void interceptorTakesThePlaceOfSprings() {
		this.contextRunner.run((context) -> assertThat(context).getBean(CacheInterceptor.class)
			.isInstanceOf(TaggedCacheInterceptor.class));
	}

	@Test
	void managerIsUsedWhereCacheTypeIsRedis() {
		this.contextRunner.withPropertyValues("spring.cache.type=redis")
			.run((context) -> assertThat(context).hasSingleBean(RegionCacheManager.class));
	}

	@Test
	void cacheTypeIsReadWhateverItsCase() {
		this.contextRunner.withPropertyValues("spring.cache.type=REDIS")
			.run((context) -> assertThat(context).hasSingleBean(RegionCacheManager.class));
	}

	@Test
	void cacheTypeNoneGivesNoOpManager() {
		this.contextRunner.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context).getBean(CacheManager.class).isInstanceOf(NoOpCacheManager.class));
	}

	@Test
	void cacheTypeSimpleGivesMapManager() {
		this.contextRunner.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertThat(context).getBean(CacheManager.class)
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	@Test
	void cacheTypeNoneLeavesSpringsInterceptor() {
		this.contextRunner.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context.getBean(CacheInterceptor.class).getClass())
				.isEqualTo(CacheInterceptor.class));
	}

	@Test
	void managerOfTheApplicationWins() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.run((context) -> assertThat(context).getBean(CacheManager.class)
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	@Test
	void managerOfTheApplicationLeavesSpringsInterceptor() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.run((context) -> assertThat(context.getBean(CacheInterceptor.class).getClass())
				.isEqualTo(CacheInterceptor.class));
	}

	@Test
	void managerOfTheApplicationLeavesNothingOfOursButAWarning() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class)
			.run((context) -> assertThat(context.getBeansOfType(Object.class).values())
				.filteredOn((bean) -> bean.getClass().getName().startsWith("io.github.taggedcache."))
				.hasOnlyElementsOfTypes(CachingConfiguration.class, OwnCacheManager.class, UnusedTags.class,
						MissingCachingAutoConfiguration.class,
						MissingCachingAutoConfiguration.WithAnotherManager.class));
	}

	@Test
	void managerOfTheApplicationLeavesInvalidationsUnadvised() {
		this.contextRunner.withUserConfiguration(OwnCacheManager.class, Renaming.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Renaming.class))).isFalse());
	}

	@Test
	void taggedManagerOfTheApplicationWins() {
		this.contextRunner.withUserConfiguration(OwnTaggedCacheManager.class)
			.run((context) -> assertThat(context).getBean(TaggedCacheManager.class)
				.isSameAs(context.getBean(OwnTaggedCacheManager.class).manager));
	}

	@Test
	void beanNamedCacheResolverWins() {
		this.contextRunner.withUserConfiguration(OwnCacheResolver.class)
			.run((context) -> assertThat(context).doesNotHaveBean(RegionCacheManager.class)
				.doesNotHaveBean(InvalidateTagsAdvisor.class));
	}

	@Test
	void nothingIsThereWithoutEnabledCaching() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
	}

	@Test
	void cacheManagerCustomizersAreCalled() {
		this.contextRunner.withUserConfiguration(ManagerCustomization.class)
			.run((context) -> assertThat(context.getBean(ManagerCustomization.class).customized)
				.isSameAs(context.getBean(RegionCacheManager.class)));
	}

	@Test
	void twoContextsHaveManagersOfTheirOwn() {
		this.contextRunner
			.run((context) -> this.contextRunner.run((other) -> assertThat(other.getBean(TaggedCacheManager.class))
				.isNotSameAs(context.getBean(TaggedCacheManager.class))));
	}

	@Test
	void twoContextsOfOneNamespaceShareEntries() {
		this.contextRunner.run((context) -> this.contextRunner.run((other) -> {
			context.getBean(TaggedCacheManager.class).getCache("shared").put("key", "value");
			assertThat(other.getBean(TaggedCacheManager.class).getCache("shared").get("key", String.class))
				.isEqualTo("value");
		}));
	}

	@Test
	void contextGoesOnWhenAnotherOneIsClosed() {
		this.contextRunner.run((context) -> {
			this.contextRunner.run((other) -> other.getBean(TaggedCacheManager.class).getCache("shared").get("key"));
			context.getBean(TaggedCacheManager.class).getCache("shared").put("goes", "on");
			assertThat(context.getBean(TaggedCacheManager.class).getCache("shared").get("goes", String.class))
				.isEqualTo("on");
		});
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
	static class OwnTaggedCacheManager {

		final TaggedCacheManager manager = new DisabledCacheManager();

		@Bean
		TaggedCacheManager applicationCaches() {
			return this.manager;
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

	@Configuration(proxyBeanMethods = false)
	static class ManagerCustomization {

		CacheManager customized;

		@Bean
		CacheManagerCustomizer<RegionCacheManager> customizer() {
			return (manager) -> this.customized = manager;
		}

	}

	static class Renaming {

		@InvalidateTags("author:#{#id}")
		public List<Long> rename(long id) {
			return List.of(id);
		}

	}

}
