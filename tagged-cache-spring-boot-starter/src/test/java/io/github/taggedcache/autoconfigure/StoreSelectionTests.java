package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class StoreSelectionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.namespace=stores", "spring.data.redis.url=" + RedisServers.shared().uri());

	@Test
	void storeIsInRedisUnlessSaidOtherwise() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.run((context) -> assertThat(context).getBean(EntryStore.class).isInstanceOf(RedisStore.class));
	}

	@Test
	void storeInMemoryIsTheOnlyOneWhereItIsChosen() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(context).getBean(EntryStore.class).isInstanceOf(MemoryStore.class));
	}

	@Test
	void storeInMemoryNeedsNoConnectionFactory() {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory").run((context) -> {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("numbers").put("one", 1);
			assertThat(manager.getCache("numbers").get("one", Integer.class)).isEqualTo(1);
		});
	}

	@Test
	void storeInMemoryNeedsNoClassesOfRedis() {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory")
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis", "io.lettuce"))
			.run((context) -> assertThat(context).hasSingleBean(RegionCacheManager.class));
	}

	@Test
	void storeInRedisWithoutClassesOfSpringDataFails() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.run((context) -> assertThat(failure(context).action())
				.isEqualTo("Add spring-boot-starter-data-redis, or set tagged-cache.store to memory."));
	}

	@Test
	void storeInRedisWithoutLettuceFails() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.lettuce"))
			.run((context) -> assertThat(failure(context).description())
				.isEqualTo("tagged-cache.store is redis, but Spring Data Redis or Lettuce is not on the class path."));
	}

	@Test
	void storeInRedisWithoutConnectionFactoryFails() {
		this.contextRunner.run((context) -> assertThat(failure(context).description())
			.isEqualTo("tagged-cache.store is redis, but there is no RedisConnectionFactory bean."));
	}

	@Test
	void storeInRedisWithTwoConnectionFactoriesFails() {
		this.contextRunner.withUserConfiguration(OneFactory.class, AnotherFactory.class)
			.run((context) -> assertThat(failure(context).description())
				.isEqualTo("tagged-cache.store is redis, but there is more than one RedisConnectionFactory bean."));
	}

	@Test
	void errorOfTwoConnectionFactoriesNamesTheQualifier() {
		this.contextRunner.withUserConfiguration(OneFactory.class, AnotherFactory.class)
			.run((context) -> assertThat(failure(context).action()).contains("@TaggedCacheConnectionFactory"));
	}

	@Test
	void qualifiedOneOfSeveralConnectionFactoriesIsUsed() {
		this.contextRunner.withUserConfiguration(AwayFactory.class, AnotherAwayFactory.class, QualifiedFactory.class)
			.run(StoreSelectionTests::storesAndReads);
	}

	@Test
	void qualifiedConnectionFactoryCountsBeforeThePrimaryOne() {
		this.contextRunner.withUserConfiguration(PrimaryAwayFactory.class, QualifiedFactory.class)
			.run(StoreSelectionTests::storesAndReads);
	}

	@Test
	void twoQualifiedConnectionFactoriesFailAlsoBesideAPrimaryOne() {
		this.contextRunner.withUserConfiguration(PrimaryFactory.class, TwiceQualified.class)
			.run((context) -> assertThat(failure(context)).hasMessageContaining("more than one")
				.hasMessageContaining("annotated with @TaggedCacheConnectionFactory"));
	}

	@Test
	void qualifiedConnectionFactoryLeavesTheOneOfBoot() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withUserConfiguration(QualifiedFactory.class)
			.withPropertyValues("spring.data.redis.url=redis://localhost:1")
			.run((context) -> {
				storesAndReads(context);
				assertThat(context.getBean(LettuceConnectionFactory.class).getPort()).isEqualTo(1);
			});
	}

	@Test
	void clientTypeWhoseDriverIsMissingIsTheCause() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.client-type=jedis")
			.run((context) -> assertThat(failure(context)).hasMessage("tagged-cache.store is redis, but there is no"
					+ " RedisConnectionFactory bean: spring.data.redis.client-type is jedis, so that Spring Boot makes"
					+ " none for Lettuce, and that driver is not there. Remove spring.data.redis.client-type, or set it"
					+ " to lettuce, the driver that tagged caches use."));
	}

	private static void storesAndReads(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
		manager.getCache("numbers").put("one", 1);
		assertThat(manager.getCache("numbers").get("one", Integer.class)).isEqualTo(1);
	}

	@Test
	void primaryOneOfTwoConnectionFactoriesIsUsed() {
		this.contextRunner.withUserConfiguration(PrimaryFactory.class, AnotherFactory.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RedisStore.class));
	}

	@Test
	void connectionFactoryOfAnotherDriverFails() {
		this.contextRunner.withUserConfiguration(ForeignFactoryConfiguration.class)
			.run((context) -> assertThat(failure(context)).hasMessageContainingAll(ForeignFactory.class.getName(),
					"spring.data.redis.client-type to lettuce", "redis.clients:jedis"));
	}

	@Test
	void unknownStoreFailsByTheNameOfTheProperty() {
		this.contextRunner.withPropertyValues("tagged-cache.store=disk")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'tagged-cache.store'"));
	}

	private static SetupException failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof SetupException)) {
			failure = failure.getCause();
		}
		assertThat(failure).isNotNull();
		return (SetupException) failure;
	}

	private static LettuceConnectionFactory lettuce() {
		return new LettuceConnectionFactory(RedisServers.shared().host(), RedisServers.shared().port());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OneFactory {

		@Bean
		LettuceConnectionFactory one() {
			return lettuce();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherFactory {

		@Bean
		LettuceConnectionFactory another() {
			return lettuce();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedFactory {

		@Bean(defaultCandidate = false)
		@TaggedCacheConnectionFactory
		LettuceConnectionFactory qualified() {
			return lettuce();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwiceQualified {

		@Bean(defaultCandidate = false)
		@TaggedCacheConnectionFactory
		LettuceConnectionFactory first() {
			return lettuce();
		}

		@Bean(defaultCandidate = false)
		@TaggedCacheConnectionFactory
		LettuceConnectionFactory second() {
			return lettuce();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AwayFactory {

		@Bean
		LettuceConnectionFactory away() {
			return new LettuceConnectionFactory("localhost", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherAwayFactory {

		@Bean
		LettuceConnectionFactory anotherAway() {
			return new LettuceConnectionFactory("localhost", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryAwayFactory {

		@Bean
		@Primary
		LettuceConnectionFactory primaryAway() {
			return new LettuceConnectionFactory("localhost", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryFactory {

		@Bean
		@Primary
		LettuceConnectionFactory primary() {
			return lettuce();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForeignFactoryConfiguration {

		@Bean
		ForeignFactory foreign() {
			return new ForeignFactory();
		}

	}

	/**
	 * The factory of another driver, which nobody may ask for a connection.
	 */
	static class ForeignFactory implements RedisConnectionFactory {

		@Override
		public RedisConnection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RedisClusterConnection getClusterConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean getConvertPipelineAndTxResults() {
			return false;
		}

		@Override
		public RedisSentinelConnection getSentinelConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public DataAccessException translateExceptionIfPossible(RuntimeException ex) {
			return null;
		}

	}

}
