package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.check.SetupException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Chooses the connection factory of the store: the qualified one, else the only or
 * primary one. Where there is none, the message says why.
 *
 * @param qualified those with {@link TaggedCacheConnectionFactory}
 * @param all all that are candidates without it
 * @param environment the properties
 * @param beanFactory knows what was excluded
 */
record ConnectionFactoryChoice(ObjectProvider<RedisConnectionFactory> qualified,
		ObjectProvider<RedisConnectionFactory> all, Environment environment,
		ConfigurableListableBeanFactory beanFactory) {

	private static final String BOOT = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";

	private static final String CLIENT_TYPE = "spring.data.redis.client-type";

	LettuceConnectionFactory make() {
		RedisConnectionFactory chosen = this.qualified.getIfUnique();
		if (chosen == null && this.qualified.stream().findAny().isPresent()) {
			throw new SetupException(
					"tagged-cache.store is redis, but more than one RedisConnectionFactory bean is annotated with"
							+ " @TaggedCacheConnectionFactory.",
					"Annotate only the one to use, or mark one of the annotated beans @Primary.");
		}
		return requireLettuce((chosen != null) ? chosen : requireOne());
	}

	private RedisConnectionFactory requireOne() {
		RedisConnectionFactory connectionFactory = this.all.getIfUnique();
		if (connectionFactory != null) {
			return connectionFactory;
		}
		if (this.all.stream().findAny().isPresent()) {
			throw new SetupException(
					"tagged-cache.store is redis, but there is more than one RedisConnectionFactory bean.",
					"Annotate the one to use with @TaggedCacheConnectionFactory, mark one of them @Primary, or set"
							+ " tagged-cache.store to memory.");
		}
		throw missing();
	}

	private SetupException missing() {
		String description = "tagged-cache.store is redis, but there is no RedisConnectionFactory bean";
		String clientType = this.environment.getProperty(CLIENT_TYPE);
		if (clientType != null && !clientType.equalsIgnoreCase("lettuce")) {
			return new SetupException(
					description + ": " + CLIENT_TYPE + " is " + clientType
							+ ", so that Spring Boot makes none for Lettuce, and that driver is not there.",
					"Remove " + CLIENT_TYPE + ", or set it to lettuce, the driver that tagged caches use.");
		}
		if (ConditionEvaluationReport.get(this.beanFactory).getExclusions().contains(BOOT)) {
			return new SetupException(description + ": DataRedisAutoConfiguration is excluded.",
					"Do not exclude DataRedisAutoConfiguration, define a LettuceConnectionFactory bean, or set"
							+ " tagged-cache.store to memory.");
		}
		return new SetupException(description + ".",
				"Let DataRedisAutoConfiguration make one, define a LettuceConnectionFactory bean, or set"
						+ " tagged-cache.store to memory.");
	}

	private static LettuceConnectionFactory requireLettuce(RedisConnectionFactory connectionFactory) {
		if (connectionFactory instanceof LettuceConnectionFactory lettuce) {
			return lettuce;
		}
		throw new SetupException(
				"tagged-cache.store is redis, but the RedisConnectionFactory bean is a "
						+ connectionFactory.getClass().getName() + " and not a LettuceConnectionFactory.",
				"Set " + CLIENT_TYPE + " to lettuce, or remove the other driver (redis.clients:jedis) from the class"
						+ " path.");
	}

}
