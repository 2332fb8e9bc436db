package io.github.taggedcache.check;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.batch.BatchMethods;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.type.MethodTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;

/**
 * Checks the annotated methods of each bean when the bean is made, so that an error fails
 * the start and not the first call: templates, conditions, tags on a method that caches
 * nothing, and caches that are not declared. Tags on a method whose caches belong to
 * another manager are warned of. Each region also learns the return type of its first
 * annotated method.
 */
public final class TagAnnotationChecks implements BeanPostProcessor, BeanFactoryAware {

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
		Set<Method> tagged = AnnotatedBeans.methodsOf(bean, CacheTags.class);
		Set<Method> invalidating = AnnotatedBeans.methodsOf(bean, InvalidateTags.class);
		if (tagged.isEmpty() && invalidating.isEmpty()) {
			return;
		}
		Class<?> type = AnnotatedBeans.typeOf(bean);
		TagAnnotations annotations = beanFactory.getBean(TagAnnotations.class);
		invalidating.forEach((method) -> annotations.invalidationRules(method, type));
		CacheOperationSource operations = beanFactory.getBean(CacheOperationSource.class);
		for (Method method : tagged) {
			Collection<CacheOperation> found = operations.getCacheOperations(method, type);
			if (found != null && found.stream().anyMatch(UsedCaches::isStoring)) {
				annotations.methodTags(method, type);
				beanFactory.getBean(BatchMethods.class).check(method, type, found);
				beanFactory.getBean(OpenInView.class).tagged(method, type);
				check(method, type, found, beanFactory);
			}
			else if (AnnotatedBeans.isAnnotated(method, CacheTags.class)) {
				throw new SetupException(
						"@CacheTags on " + AnnotatedBeans.describe(method, type)
								+ " has no effect, because the method caches nothing.",
						"Add @Cacheable or @CachePut, or remove it; to invalidate tags, use @InvalidateTags.");
			}
		}
	}

	private static void check(Method method, Class<?> type, Collection<CacheOperation> operations,
			BeanFactory beanFactory) {
		CacheRegions regions = beanFactory.getBean(CacheRegions.class);
		UsedCaches usedCaches = beanFactory.getBean(UsedCaches.class);
		MethodTypes types = beanFactory.getBean(MethodTypes.class);
		if (operations.stream().filter(UsedCaches::isStoring).noneMatch(regions::mayServe)) {
			usedCaches.warnOfOtherManager(method, AnnotatedBeans.describe(method, type));
		}
		for (CacheOperation operation : operations) {
			if (!regions.serves(operation)) {
				continue;
			}
			for (String name : operation.getCacheNames()) {
				usedCaches.requireDeclared(name, () -> AnnotatedBeans.describe(method, type));
				if (UsedCaches.isStoring(operation) && regions.manager().getCache(name) instanceof RegionCache cache) {
					cache.recordType(types.of(method, type));
				}
			}
		}
	}

}
