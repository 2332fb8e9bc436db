package io.github.taggedcache.autoconfigure;

import java.util.UUID;

import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.redis.RedisStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The store in Redis, by the connections of the application's factory.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = { "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
		"io.lettuce.core.RedisClient" })
@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "redis", matchIfMissing = true)
class RedisStoreConfiguration {

	@Bean
	RedisStore taggedCacheStore(ObjectProvider<RedisConnectionFactory> connectionFactories, KeyLayout layout,
			TaggedCacheProperties properties) {
		RedisConnectionFactory connectionFactory = connectionFactories.getIfUnique();
		if (connectionFactory == null) {
			throw new IllegalStateException("tagged-cache.store is redis, but there is "
					+ (connectionFactories.stream().findAny().isPresent() ? "more than one" : "no")
					+ " RedisConnectionFactory bean. Configure spring.data.redis.*, mark one of several beans"
					+ " @Primary, or set tagged-cache.store to memory");
		}
		return new RedisStore(RedisStore.requireLettuce(connectionFactory), layout, UUID.randomUUID().toString(),
				properties.getLog().getMaxLength());
	}

}
