package io.github.taggedcache.cache;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;

/**
 * Looks at the annotated methods of each bean when it is made, so that what is wrong with
 * them fails the start and not the first call: templates, conditions, tags on a method
 * that caches nothing, and caches that are not declared. Tags on a method whose caches
 * are another manager's are warned of. It also tells each region the return type of its
 * first annotated method.
 */
public final class TagAnnotationChecks implements BeanPostProcessor, BeanFactoryAware {

	private static final Logger logger = LoggerFactory.getLogger(TagAnnotationChecks.class);

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.beanFactory != null) {
			check(bean, this.beanFactory);
		}
		return bean;
	}

	private static void check(Object bean, BeanFactory beanFactory) {
		Set<Method> tagged = AnnotatedBeans.methods(bean, CacheTags.class);
		Set<Method> invalidating = AnnotatedBeans.methods(bean, InvalidateTags.class);
		if (tagged.isEmpty() && invalidating.isEmpty()) {
			return;
		}
		Class<?> type = AnnotatedBeans.typeOf(bean);
		AnnotatedMethods methods = beanFactory.getBean(AnnotatedMethods.class);
		invalidating.forEach((method) -> methods.invalidationRules(method, type));
		CacheOperationSource operations = beanFactory.getBean(CacheOperationSource.class);
		for (Method method : tagged) {
			Collection<CacheOperation> found = operations.getCacheOperations(method, type);
			if (found != null && found.stream().anyMatch(TagAnnotationChecks::isStoring)) {
				methods.tags(method, type);
				check(method, type, found, methods, beanFactory.getBean(CacheRegions.class));
			}
			else if (AnnotatedBeans.isAnnotated(method, CacheTags.class)) {
				throw new SetupException(
						"@CacheTags on " + describe(method, type)
								+ " has no effect, because the method caches nothing.",
						"Add @Cacheable or @CachePut, or remove it; to invalidate tags, use @InvalidateTags.");
			}
		}
	}

	static boolean isStoring(CacheOperation operation) {
		return operation instanceof CacheableOperation || operation instanceof CachePutOperation;
	}

	private static void check(Method method, Class<?> type, Collection<CacheOperation> operations,
			AnnotatedMethods methods, CacheRegions regions) {
		RegionCacheManager manager = regions.manager();
		if (operations.stream().filter(TagAnnotationChecks::isStoring).noneMatch(regions::mayServe)) {
			logger.warn(
					"@CacheTags on {} has no effect, because its caches are those of another cache manager."
							+ " Add cacheManager = \"{}\" to its @Cacheable or @CachePut, or remove the tags.",
					describe(method, type), CacheRegions.OWN_NAME);
		}
		for (CacheOperation operation : operations) {
			if (!regions.serves(operation)) {
				continue;
			}
			for (String name : operation.getCacheNames()) {
				manager.requireKnown(name, () -> describe(method, type));
				if (isStoring(operation) && manager.getCache(name) instanceof RegionCache cache) {
					cache.types().record(methods.type(method, type));
				}
			}
		}
	}

	/**
	 * Names a method by the class that it is called on, or by the interface of a proxy
	 * whose target does not know it.
	 */
	static String describe(Method method, Class<?> type) {
		Class<?> owner = method.getDeclaringClass().isAssignableFrom(type) ? type : method.getDeclaringClass();
		return owner.getName() + "." + method.getName();
	}

	/**
	 * The annotations that this library looks for.
	 */
	static Set<Class<? extends Annotation>> annotations() {
		return Set.of(CacheTags.class, InvalidateTags.class);
	}

}
