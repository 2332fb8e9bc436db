package io.github.taggedcache.benchmarks.product;

import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/**
 * Spring Data Redis's cache manager, with JSON that is bound to a type: the fastest way
 * that it has. Unless told to write immediately, it returns from a put or an eviction
 * before Redis has it.
 */
final class SpringRedisArticles extends SpringArticles {

	SpringRedisArticles(boolean immediateWrites) {
		this(connect(), immediateWrites);
	}

	private SpringRedisArticles(LettuceConnectionFactory connections, boolean immediateWrites) {
		super(manager(connections, immediateWrites), connections::destroy);
	}

	private static LettuceConnectionFactory connect() {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				LettuceConnectionFactory.createRedisConfiguration(Server.uri().toString()));
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	private static RedisCacheManager manager(LettuceConnectionFactory connections, boolean immediateWrites) {
		RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig()
			.entryTtl(Limits.TIME_TO_LIVE)
			.disableCachingNullValues()
			.serializeValuesWith(
					SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Limits.MAPPER, Article.class)));
		RedisCacheManager manager = RedisCacheManager
			.builder(RedisCacheWriter.create(connections, (writer) -> writer.immediateWrites(immediateWrites)))
			.cacheDefaults(configuration)
			.build();
		manager.afterPropertiesSet();
		return manager;
	}

}
