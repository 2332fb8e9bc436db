package io.github.taggedcache.autoconfigure;

import java.util.List;
import java.util.Optional;

import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The methods that carry the annotations of JSR-107 give their regions and the types of
 * these, as those with Spring's annotations do.
 */
class JCacheRegionsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class,
						CacheAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void regionsAreMade() {
		this.contextRunner.withBean(Prices.class)
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames())
				.containsExactly("found", "put", "removed"));
	}

	@Test
	void resultIsStoredAsItsDeclaredType() {
		this.contextRunner.withBean(Prices.class).run((context) -> {
			Optional<Price> found = context.getBean(Prices.class).find(1);
			assertThat(context.getBean(TaggedCacheManager.class).getCache("found").get(1L).get()).isEqualTo(found);
		});
	}

	@Test
	void valueParameterIsStoredAsItsDeclaredType() {
		this.contextRunner.withBean(Prices.class).run((context) -> {
			List<Price> prices = List.of(new Price(1));
			context.getBean(Prices.class).put(1, prices);
			assertThat(context.getBean(TaggedCacheManager.class).getCache("put").get(1L).get()).isEqualTo(prices);
		});
	}

	@Test
	void methodsThatDisagreeGiveNoType() {
		this.contextRunner.withBean(Prices.class)
			.withBean(OtherPrices.class)
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Prices.class).put(1, List.of(new Price(1)))));
	}

	@Test
	void regionsOfAnotherManagerAreNotMade() {
		this.contextRunner.withBean(Prices.class)
			.withBean("cacheManager", CacheManager.class, ConcurrentMapCacheManager::new)
			.withPropertyValues("tagged-cache.secondary=true")
			.run((context) -> assertThat(context.getBean(TaggedCacheManager.class).getCacheNames()).isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	static class Prices {

		@CacheResult(cacheName = "found")
		public Optional<Price> find(@CacheKey long id) {
			return Optional.of(new Price(id));
		}

		@CachePut(cacheName = "put")
		public void put(@CacheKey long id, @CacheValue List<Price> prices) {
		}

		@CacheRemove(cacheName = "removed")
		public void remove(@CacheKey long id) {
		}

	}

	static class OtherPrices {

		@CachePut(cacheName = "put")
		public void put(@CacheKey long id, @CacheValue Price price) {
		}

	}

	record Price(long cents) {

	}

}
