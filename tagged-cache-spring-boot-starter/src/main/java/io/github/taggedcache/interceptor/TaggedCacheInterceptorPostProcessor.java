package io.github.taggedcache.interceptor;

import java.util.Optional;

import io.github.taggedcache.batch.BatchMethods;
import io.github.taggedcache.cache.Invocations;
import io.github.taggedcache.cache.StoreErrorHandler;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.check.UsedCaches;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.core.PriorityOrdered;

/**
 * Puts {@link TaggedCacheInterceptor} in the place of Spring's interceptor and gives it
 * the configuration of that interceptor. Only the error handler differs: if the
 * application has none, it is the {@link StoreErrorHandler} and not the one that throws.
 * An interceptor of the application itself cannot be replaced, and is refused.
 */
public final class TaggedCacheInterceptorPostProcessor implements BeanPostProcessor, PriorityOrdered, BeanFactoryAware {

	private @Nullable BeanFactory beanFactory;

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass() == CacheInterceptor.class && this.beanFactory != null) {
			return replacement((CacheInterceptor) bean, this.beanFactory);
		}
		if (bean instanceof CacheAspectSupport && !(bean instanceof TaggedCacheInterceptor)) {
			throw (bean instanceof CacheInterceptor) ? ownInterceptor(bean, beanName) : aspect(beanName);
		}
		return bean;
	}

	private static SetupException ownInterceptor(Object bean, String beanName) {
		return new SetupException(
				"The cache interceptor of the application (bean '" + beanName + "' of class "
						+ bean.getClass().getName() + ") would ignore @CacheTags.",
				"Remove it, so that tagged-cache can replace the one of Spring, or set tagged-cache.enabled to false.");
	}

	private static SetupException aspect(String beanName) {
		return new SetupException("@EnableCaching(mode = AdviceMode.ASPECTJ) is not supported by tagged-cache (bean '"
				+ beanName + "'): tags would be ignored.", "Use AdviceMode.PROXY, which is the default.");
	}

	private static TaggedCacheInterceptor replacement(CacheInterceptor original, BeanFactory beanFactory) {
		TaggedCacheInterceptor interceptor = new TaggedCacheInterceptor(() -> beanFactory.getBean(Invocations.class),
				() -> beanFactory.getBean(UsedCaches.class), () -> beanFactory.getBean(BatchMethods.class));
		interceptor.configure(() -> errorHandler(original, beanFactory), original::getKeyGenerator,
				original::getCacheResolver, null);
		interceptor.setCacheOperationSource(original.getCacheOperationSource());
		interceptor.setBeanFactory(beanFactory);
		return interceptor;
	}

	/**
	 * The error handler for access outside annotated methods: the one of the interceptor,
	 * so that a handler which was set there is asked everywhere.
	 * @param beanFactory where the interceptor is
	 * @return the handler
	 */
	public static CacheErrorHandler errorHandler(BeanFactory beanFactory) {
		return beanFactory.getBeanProvider(CacheInterceptor.class)
			.stream()
			.filter(TaggedCacheInterceptor.class::isInstance)
			.findFirst()
			.map(CacheInterceptor::getErrorHandler)
			.orElseGet(() -> errorHandler(new CacheInterceptor(), beanFactory));
	}

	/**
	 * The handler of a {@link CachingConfigurer}, else the one that was set on Spring's
	 * interceptor, else a bean of the application, else ours. The interceptor's default
	 * does not count: it throws, and says nothing about what the application wants.
	 */
	private static CacheErrorHandler errorHandler(CacheInterceptor original, BeanFactory beanFactory) {
		return beanFactory.getBeanProvider(CachingConfigurer.class)
			.stream()
			.<CacheErrorHandler>mapMulti((configurer, handlers) -> {
				CacheErrorHandler handler = configurer.errorHandler();
				if (handler != null) {
					handlers.accept(handler);
				}
			})
			.findFirst()
			.or(() -> Optional.of(original.getErrorHandler())
				.filter((handler) -> handler.getClass() != SimpleCacheErrorHandler.class))
			.or(() -> Optional.ofNullable(beanFactory.getBeanProvider(CacheErrorHandler.class).getIfUnique()))
			.orElseGet(() -> beanFactory.getBean(StoreErrorHandler.class));
	}

}
