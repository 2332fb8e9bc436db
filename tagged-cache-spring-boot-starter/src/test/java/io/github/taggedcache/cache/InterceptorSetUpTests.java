package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.interceptor.TaggedCacheInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.annotation.EnableTransactionManagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How the interceptors take their places when an application starts.
 */
class InterceptorSetUpTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withBean(RecordedTransactions.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void interceptorOfSpringIsReplaced() {
		this.runner.withUserConfiguration(Caching.class)
			.run((context) -> assertThat(context.getBean(CacheInterceptor.class))
				.isInstanceOf(TaggedCacheInterceptor.class));
	}

	@Test
	void orderOfCachingInsideInvalidationIsAnErrorThatSaysSo() {
		this.runner.withUserConfiguration(CachingInside.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("@EnableCaching(order = " + (Ordered.LOWEST_PRECEDENCE - 1) + ")")
				.hasMessageContaining("Use a lower order"));
	}

	@Test
	void lowerOrderOfCachingIsKept() {
		this.runner.withUserConfiguration(CachingOutside.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void orderOfTransactionsOutsideInvalidationIsAnErrorThatSaysSo() {
		this.runner.withUserConfiguration(Caching.class, TransactionsOutside.class)
			.withPropertyValues("tagged-cache.transaction-aware=false")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("@EnableTransactionManagement(order = 0)")
				.hasMessageContaining("before the transaction commits"));
	}

	@Test
	void invalidationMayLieInTheTransactionOfItsMethod() {
		this.runner.withUserConfiguration(Caching.class, TransactionsOutside.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void orderOfTransactionsIsFreeWhereTheyAreLast() {
		this.runner.withUserConfiguration(Caching.class, Transactions.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aspectOfAspectJIsAnErrorThatNamesTheRemedy() {
		this.runner.withUserConfiguration(Aspect.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("AdviceMode.ASPECTJ")
				.hasMessageContaining("cacheAspect")
				.hasMessageContaining("AdviceMode.PROXY"));
	}

	@Test
	void interceptorOfTheApplicationIsAnErrorThatNamesTheRemedy() {
		this.runner.withUserConfiguration(OwnInterceptor.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessageContaining("bean 'auditing' of class " + AuditingInterceptor.class.getName())
				.hasMessageContaining("Remove it")
				.hasMessageContaining("set tagged-cache.enabled to false"));
	}

	@Test
	void interceptorOfTheApplicationIsKeptWhereTheCacheIsSwitchedOff() {
		this.runner.withUserConfiguration(OwnInterceptor.class)
			.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(AuditingInterceptor.class));
	}

	@Test
	void keyGeneratorOfTheApplicationIsUsed() {
		this.runner.withUserConfiguration(Configurer.class, Service.class).run((context) -> {
			context.getBean(Service.class).length("a");
			assertThat(context.getBean(RegionCacheManager.class).getCache("lengths").get("generated")).isNotNull();
		});
	}

	@Test
	void errorHandlerOfTheApplicationIsToldOfAFailedReadOfAMethod() {
		storeAway().run((context) -> {
			assertThat(context.getBean(Service.class).length("a")).isEqualTo(1);
			assertThat(context.getBean(Configurer.class).handled).contains("get");
		});
	}

	@Test
	void errorHandlerOfTheApplicationIsToldOfAFailedReadOfASynchronizedMethod() {
		storeAway().run((context) -> {
			assertThat(context.getBean(Service.class).syncLength("a")).isEqualTo(1);
			assertThat(context.getBean(Configurer.class).handled).containsExactly("get");
		});
	}

	@Test
	void errorHandlerOfTheApplicationIsToldOfAFailedEvictOfTheCacheItself() {
		storeAway().run((context) -> {
			Cache cache = context.getBean(RegionCacheManager.class).getCache("lengths");
			assertThat(cache).isNotNull();
			cache.evict("a");
			assertThat(context.getBean(Configurer.class).handled).containsExactly("evict");
		});
	}

	@Test
	void failedInvalidationIsNotForTheErrorHandler() {
		storeAway().run((context) -> {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> context.getBean(Service.class).invalidate());
			assertThat(context.getBean(Configurer.class).handled).isEmpty();
		});
	}

	@Test
	void handlerBeanOfTheApplicationIsToldOfEveryFailure() {
		storeAway(Caching.class, HandlerBean.class, Service.class).run((context) -> {
			Recorded handler = context.getBean(Recorded.class);
			assertFailuresAreHandledBy(handler, context);
		});
	}

	@Test
	void handlerThatWasSetOnTheInterceptorIsToldOfEveryFailure() {
		storeAway(Caching.class, HandlerSetter.class, HandlerBean.class, Service.class)
			.run((context) -> assertFailuresAreHandledBy(HandlerSetter.handler(context), context));
	}

	@Test
	void handlerThatIsSetOnTheInterceptorAfterTheStartIsToldOfEveryFailure() {
		storeAway(Caching.class, Service.class).run((context) -> {
			Recorded handler = new Recorded();
			context.getBean(CacheInterceptor.class).setErrorHandler(handler);
			assertFailuresAreHandledBy(handler, context);
		});
	}

	@Test
	void handlerOfXmlIsToldOfEveryFailure() {
		storeAway(Xml.class, Service.class)
			.run((context) -> assertFailuresAreHandledBy(context.getBean(Recorded.class), context));
	}

	@Test
	void handlerOfAConfigurerCountsMoreThanABean() {
		storeAway(Configurer.class, HandlerBean.class, Service.class).run((context) -> {
			context.getBean(Service.class).syncLength("a");
			assertThat(context.getBean(Configurer.class).handled).containsExactly("get");
			assertThat(context.getBean(Recorded.class).handled).isEmpty();
		});
	}

	@Test
	void handlerBeanOfTheApplicationIsTheOnlyOneOfItsType() {
		this.runner.withUserConfiguration(Caching.class, HandlerBean.class)
			.run((context) -> assertThat(context.getBean(CacheErrorHandler.class)).isInstanceOf(Recorded.class));
	}

	@Test
	void storeErrorHandlerIsUsedWhereTheApplicationHasNone() {
		storeAway(Caching.class, Service.class)
			.run((context) -> assertThat(context.getBean(CacheInterceptor.class).getErrorHandler())
				.isInstanceOf(StoreErrorHandler.class));
	}

	private static void assertFailuresAreHandledBy(Recorded handler, ApplicationContext context) {
		Service service = context.getBean(Service.class);
		assertThat(service.length("a")).isEqualTo(1);
		assertThat(handler.handled).contains("get");
		handler.handled.clear();
		assertThat(service.syncLength("a")).isEqualTo(1);
		assertThat(handler.handled).containsExactly("get");
		handler.handled.clear();
		assertThat(context.getBean(RegionCacheManager.class).getCache("lengths").get("a")).isNull();
		assertThat(handler.handled).containsExactly("get");
	}

	private ApplicationContextRunner storeAway() {
		return storeAway(Configurer.class, Service.class);
	}

	private ApplicationContextRunner storeAway(Class<?>... configurations) {
		return this.runner.withUserConfiguration(configurations)
			.withPropertyValues("spring.application.name=shop", "tagged-cache.store=redis", "spring.data.redis.port=1",
					"spring.data.redis.timeout=200ms");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(order = Ordered.LOWEST_PRECEDENCE - 1)
	static class CachingInside {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(order = 100)
	static class CachingOutside {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = 0)
	static class TransactionsOutside {

	}

	/**
	 * As {@code AdviceMode.ASPECTJ} would define it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Aspect {

		@Bean
		CacheAspectSupport cacheAspect() {
			return new CacheAspectSupport() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class OwnInterceptor {

		@Bean
		AuditingInterceptor auditing(CacheOperationSource source) {
			AuditingInterceptor interceptor = new AuditingInterceptor();
			interceptor.setCacheOperationSource(source);
			return interceptor;
		}

	}

	static class AuditingInterceptor extends CacheInterceptor {

		private static final long serialVersionUID = 1L;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Configurer implements CachingConfigurer {

		final List<String> handled = new ArrayList<>();

		@Override
		public KeyGenerator keyGenerator() {
			return (target, method, params) -> "generated";
		}

		@Override
		public CacheErrorHandler errorHandler() {
			return new LoggingCacheErrorHandler() {

				@Override
				public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
					Configurer.this.handled.add("get");
				}

				@Override
				public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
					Configurer.this.handled.add("evict");
				}

			};
		}

	}

	static class Recorded extends LoggingCacheErrorHandler {

		final List<String> handled = new ArrayList<>();

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			this.handled.add("get");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HandlerBean {

		@Bean
		Recorded recorded() {
			return new Recorded();
		}

	}

	/**
	 * Sets a handler before the interceptor is replaced, as a post-processor of the
	 * application would.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HandlerSetter {

		@Bean
		static Setting setting() {
			return new Setting();
		}

		static Recorded handler(ApplicationContext context) {
			return context.getBean(Setting.class).handler;
		}

		static class Setting implements InstantiationAwareBeanPostProcessor, PriorityOrdered {

			final Recorded handler = new Recorded();

			@Override
			public int getOrder() {
				return 0;
			}

			@Override
			public boolean postProcessAfterInstantiation(Object bean, String beanName) {
				if (bean instanceof CacheInterceptor interceptor) {
					interceptor.setErrorHandler(this.handler);
				}
				return true;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportResource("classpath:/io/github/taggedcache/cache/error-handler.xml")
	static class Xml {

	}

	static class Service {

		@Cacheable("lengths")
		public int length(String text) {
			return text.length();
		}

		@Cacheable(cacheNames = "lengths", sync = true)
		public int syncLength(String text) {
			return text.length();
		}

		@InvalidateTags("lengths")
		public void invalidate() {
		}

	}

}
