package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.redis.JointFlush;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.redis.ScriptHints;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The store in Redis, by the connections of the application's factory.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = { "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
		"io.lettuce.core.RedisClient" })
@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "redis", matchIfMissing = true)
@ImportRuntimeHints(ScriptHints.class)
class RedisStoreConfiguration {

	@Bean
	RedisStore taggedCacheStore(
			@TaggedCacheConnectionFactory ObjectProvider<RedisConnectionFactory> taggedCacheConnectionFactory,
			ObjectProvider<RedisConnectionFactory> connectionFactories, KeyLayout layout,
			TaggedCacheProperties properties, Environment environment, ConfigurableListableBeanFactory beanFactory) {
		ConnectionFactoryChoice choice = new ConnectionFactoryChoice(taggedCacheConnectionFactory, connectionFactories,
				environment, beanFactory);
		OutageProperties outage = properties.getOutage();
		return new RedisStore(choice.make(), layout, properties.getLog().getMaxLength(), properties.getCommandTimeout(),
				outage.getCircuitBreaker().isEnabled() ? outage.getBreakerPeriod() : null);
	}

	/**
	 * For connections that Boot makes. First, so that a customizer of the application may
	 * replace it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ClientResourcesBuilderCustomizer.class)
	static class DriverConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ClientResourcesBuilderCustomizer taggedCacheJointFlush() {
			return JointFlush::addTo;
		}

	}

}
