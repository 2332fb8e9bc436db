package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.SetupException;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.redis.RedisStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

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
		return new RedisStore(requireLettuce(requireOne(connectionFactories)), layout,
				properties.getLog().getMaxLength(), properties.getCommandTimeout());
	}

	private static RedisConnectionFactory requireOne(ObjectProvider<RedisConnectionFactory> connectionFactories) {
		RedisConnectionFactory connectionFactory = connectionFactories.getIfUnique();
		if (connectionFactory != null) {
			return connectionFactory;
		}
		if (connectionFactories.stream().findAny().isPresent()) {
			throw new SetupException(
					"tagged-cache.store is redis, but there is more than one RedisConnectionFactory bean.",
					"Mark one of them @Primary, or set tagged-cache.store to memory.");
		}
		throw new SetupException("tagged-cache.store is redis, but there is no RedisConnectionFactory bean.",
				"Do not exclude DataRedisAutoConfiguration, define a LettuceConnectionFactory,"
						+ " or set tagged-cache.store to memory.");
	}

	private static LettuceConnectionFactory requireLettuce(RedisConnectionFactory connectionFactory) {
		if (connectionFactory instanceof LettuceConnectionFactory lettuce) {
			return lettuce;
		}
		throw new SetupException(
				"tagged-cache.store is redis, but the RedisConnectionFactory bean is a "
						+ connectionFactory.getClass().getName() + " and not a LettuceConnectionFactory.",
				"Set spring.data.redis.client-type to lettuce, or remove the other driver"
						+ " (redis.clients:jedis) from the class path.");
	}

}
