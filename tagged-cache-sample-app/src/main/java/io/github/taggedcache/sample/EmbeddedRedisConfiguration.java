package io.github.taggedcache.sample;

import io.github.taggedcache.testsupport.EmbeddedRedis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a real Redis server along with the application, so that nothing needs to be
 * installed. An application of your own has no such class: it sets
 * {@code spring.data.redis.url}, and so can you here.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedRedisConfiguration.NoOtherStore.class)
class EmbeddedRedisConfiguration {

	@Bean
	EmbeddedRedis embeddedRedis() {
		return EmbeddedRedis.start("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru");
	}

	@Bean
	DataRedisConnectionDetails embeddedRedisConnectionDetails(EmbeddedRedis redis) {
		return new DataRedisConnectionDetails() {

			@Override
			public Standalone getStandalone() {
				return Standalone.of(redis.host(), redis.port());
			}

		};
	}

	static class NoOtherStore extends NoneNestedConditions {

		NoOtherStore() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("spring.data.redis.url")
		static class Url {

		}

		@ConditionalOnProperty("spring.data.redis.host")
		static class Host {

		}

		@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "memory")
		static class Memory {

		}

	}

}
