package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.cache.AdvisorOrder;
import io.github.taggedcache.cache.AnnotatedMethods;
import io.github.taggedcache.cache.AnnotatedRegions;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.InvalidateTagsAdvisor;
import io.github.taggedcache.cache.InvalidateTagsInterceptor;
import io.github.taggedcache.cache.Invocations;
import io.github.taggedcache.cache.PendingInvalidations;
import io.github.taggedcache.cache.TagAnnotationChecks;
import io.github.taggedcache.cache.TaggedCacheInterceptorPostProcessor;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.type.MethodTypes;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * What looks at annotations: the interceptors, their order, and the checks at start-up.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class InterceptorConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TaggedCacheInterceptorPostProcessor taggedCacheInterceptorPostProcessor() {
		return new TaggedCacheInterceptorPostProcessor();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static AdvisorOrder taggedCacheAdvisorOrder() {
		return new AdvisorOrder();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TagAnnotationChecks taggedCacheAnnotationChecks() {
		return new TagAnnotationChecks();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static AnnotatedMethods taggedCacheAnnotatedMethods(BeanFactory beanFactory, ObjectProvider<ValueCodec> codec) {
		return new AnnotatedMethods(new TagAnnotations(beanFactory), new MethodTypes(codec::getObject));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static InvalidateTagsAdvisor taggedCacheInvalidateTagsAdvisor(AnnotatedMethods methods, BeanFactory beanFactory) {
		return new InvalidateTagsAdvisor(methods,
				new InvalidateTagsInterceptor(methods, () -> beanFactory.getBean(Invocations.class)));
	}

	@Bean
	Invocations taggedCacheInvocations(CacheRegions regions, AnnotatedMethods methods, CacheExecutor executor,
			PendingInvalidations pending) {
		return new Invocations(regions, methods, executor.executor(), pending);
	}

	@Bean
	AnnotatedRegions taggedCacheAnnotatedRegions(ConfigurableListableBeanFactory beanFactory, CacheRegions regions,
			CacheOperationSource operations, AnnotatedMethods methods) {
		return new AnnotatedRegions(beanFactory, regions, operations, methods);
	}

}
