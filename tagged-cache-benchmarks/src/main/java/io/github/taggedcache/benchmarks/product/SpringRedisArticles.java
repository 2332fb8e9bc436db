package io.github.taggedcache.benchmarks.product;

import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/**
 * Spring Data Redis's cache manager, with JSON that is bound to a type: the fastest way
 * that it has.
 */
final class SpringRedisArticles extends SpringArticles {

	SpringRedisArticles() {
		this(connect());
	}

	private SpringRedisArticles(LettuceConnectionFactory connections) {
		super(manager(connections), connections::destroy);
	}

	private static LettuceConnectionFactory connect() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				LettuceConnectionFactory.createRedisConfiguration(Server.uri().toString()));
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private static RedisCacheManager manager(LettuceConnectionFactory connections) {
		RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig()
			.entryTtl(Limits.TIME_TO_LIVE)
			.disableCachingNullValues()
			.serializeValuesWith(
					SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Limits.MAPPER, Article.class)));
		RedisCacheManager manager = RedisCacheManager.builder(connections).cacheDefaults(configuration).build();
		manager.afterPropertiesSet();
		return manager;
	}

}
