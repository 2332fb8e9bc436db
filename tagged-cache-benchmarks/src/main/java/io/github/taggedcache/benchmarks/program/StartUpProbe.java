package io.github.taggedcache.benchmarks.program;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.benchmarks.product.Product;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * An application that starts, connects to Redis, reads once where it has a cache, and
 * logs how many milliseconds that took.
 */
public final class StartUpProbe {

	private static final Logger logger = LoggerFactory.getLogger(StartUpProbe.class);

	static final Map<Product, Class<?>> SETUPS = new EnumMap<>(Map.of(Product.NONE, WithoutCache.class,
			Product.REDIS_CACHE_MANAGER, WithRedisCache.class, Product.TAGGED, WithTaggedCache.class));

	private StartUpProbe() {
	}

	/**
	 * Starts the application.
	 * @param args the product, and the address of Redis
	 */
	public static void main(String[] args) {
		long began = System.nanoTime();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
				Objects.requireNonNull(SETUPS.get(Product.valueOf(args[0]))))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("spring.data.redis.url=" + args[1], "tagged-cache.namespace=start-up",
					"spring.cache.type=redis", "spring.application.name=start-up")
			.run()) {
			context.getBean(RedisConnectionFactory.class).getConnection().ping();
			context.getBeanProvider(CacheManager.class)
				.ifAvailable((manager) -> Objects.requireNonNull(manager.getCache("texts")).get("key"));
			logger.info("{}", (System.nanoTime() - began) / 1e6);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class WithoutCache {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ CacheAutoConfiguration.class, DataRedisAutoConfiguration.class,
			JacksonAutoConfiguration.class })
	static class WithRedisCache {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class WithTaggedCache {

	}

}
