package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.Set;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.data.jpa.change.CacheTagSink;
import io.github.taggedcache.data.jpa.change.Changes;
import io.github.taggedcache.data.jpa.load.MappingHints;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;
import io.github.taggedcache.data.jpa.result.EntityValueTags;
import io.github.taggedcache.data.jpa.result.StandInChecks;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;
import io.github.taggedcache.type.MethodTypes;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;

/**
 * {@link AutoConfiguration Auto-configuration} of the tags of JPA entities. It backs off
 * where nothing is cached.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "tagged-cache.data-jpa.enabled", matchIfMissing = true)
@ConditionalOnBean(Node.class)
@EnableConfigurationProperties(DataJpaProperties.class)
@ImportRuntimeHints(MappingHints.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public final class TaggedCacheDataJpaAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityManagerFactoryPostProcessor taggedCacheEntityManagerFactoryPostProcessor(BeanFactory beanFactory) {
		return new EntityManagerFactoryPostProcessor(beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityModels taggedCacheEntityModels() {
		return new EntityModels();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Changes taggedCacheEntityChanges(BeanFactory beanFactory) {
		return new Changes(new CacheTagSink(beanFactory));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StatementsOfLoadsAndChanges taggedCacheEntityStatements(Changes changes) {
		return new StatementsOfLoadsAndChanges(changes);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ExpectedUnits taggedCacheEntityExpectedUnits(ConfigurableListableBeanFactory beanFactory) {
		return new ExpectedUnits(beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static UnitChecks taggedCacheEntityUnitChecks(ExpectedUnits units) {
		return new UnitChecks(units);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ScopeTemplates taggedCacheEntityScopeTemplates(EntityModels models, UnitChecks checks) {
		return new ScopeTemplates(models, checks);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityValueTags taggedCacheEntityValueTags(EntityModels models, ScopeTemplates templates) {
		return new EntityValueTags(models, templates);
	}

	/**
	 * Without annotated methods that are intercepted there is nothing to check.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StandInChecks taggedCacheEntityStandInChecks(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<CacheOperationSource> operations, ObjectProvider<MethodTypes> types, EntityModels models,
			UnitChecks checks) {
		return new StandInChecks(() -> {
			CacheOperationSource source = operations.getIfAvailable();
			MethodTypes methodTypes = types.getIfAvailable();
			return (source != null && methodTypes != null) ? CachedTypes.of(beanFactory, source, methodTypes)
					: Set.of();
		}, models, checks);
	}

}
