package io.github.taggedcache.autoconfigure;

import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.batch.BatchMethods;
import io.github.taggedcache.cache.CacheRegions;
import io.github.taggedcache.cache.Invocations;
import io.github.taggedcache.check.AnnotatedRegions;
import io.github.taggedcache.check.OpenInView;
import io.github.taggedcache.check.TagAnnotationChecks;
import io.github.taggedcache.check.UsedCaches;
import io.github.taggedcache.core.codec.ValueCodec;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.interceptor.AdvisorOrder;
import io.github.taggedcache.interceptor.TaggedCacheInterceptorPostProcessor;
import io.github.taggedcache.invalidation.InvalidateTagsAdvisor;
import io.github.taggedcache.invalidation.InvalidateTagsInterceptor;
import io.github.taggedcache.invalidation.Invalidations;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import io.github.taggedcache.type.MethodTypes;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * The beans that look at annotations: the interceptors, their order, and the checks at
 * start-up.
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
	static AdvisorOrder taggedCacheAdvisorOrder(Environment environment) {
		return new AdvisorOrder(environment.getProperty("tagged-cache.transaction-aware", Boolean.class, true));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TagAnnotationChecks taggedCacheAnnotationChecks() {
		return new TagAnnotationChecks();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TagAnnotations taggedCacheTagAnnotations(BeanFactory beanFactory) {
		return new TagAnnotations(beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MethodTypes taggedCacheMethodTypes(ObjectProvider<ValueCodec> codec, TagAnnotations annotations) {
		return new MethodTypes(codec::getObject, annotations::isBatch);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static InvalidateTagsAdvisor taggedCacheInvalidateTagsAdvisor(TagAnnotations annotations, BeanFactory beanFactory) {
		return new InvalidateTagsAdvisor(annotations,
				new InvalidateTagsInterceptor(annotations, () -> beanFactory.getBean(Invalidations.class)));
	}

	@Bean
	Invocations taggedCacheInvocations(Node node, CacheRegions regions, TagAnnotations annotations, MethodTypes types,
			PendingInvalidations pending, Auditor auditor, Tenants tenants, CacheTransactions transactions) {
		return new Invocations(node, regions, annotations, types, pending, auditor, tenants, transactions);
	}

	@Bean
	Invalidations taggedCacheInvalidations(Node node, CacheExecutor executor, PendingInvalidations pending,
			Invocations invocations, CacheRegions regions, Tenants tenants, CacheTransactions transactions) {
		return new Invalidations(node, executor.executor(), pending, invocations::current, regions::isReplaced, tenants,
				transactions);
	}

	@Bean
	BatchMethods taggedCacheBatchMethods(TagAnnotations annotations, MethodTypes types, CacheRegions regions,
			BeanFactory beanFactory) {
		return new BatchMethods(annotations, types, regions, beanFactory);
	}

	@Bean
	UsedCaches taggedCacheUsedCaches(CacheRegions regions, TagAnnotations annotations) {
		return new UsedCaches(regions, annotations);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static OpenInView taggedCacheOpenInView(ListableBeanFactory beanFactory) {
		return new OpenInView(beanFactory);
	}

	@Bean
	AnnotatedRegions taggedCacheAnnotatedRegions(ConfigurableListableBeanFactory beanFactory, CacheRegions regions,
			CacheOperationSource operations, MethodTypes types) {
		return new AnnotatedRegions(beanFactory, regions, operations, types);
	}

}
