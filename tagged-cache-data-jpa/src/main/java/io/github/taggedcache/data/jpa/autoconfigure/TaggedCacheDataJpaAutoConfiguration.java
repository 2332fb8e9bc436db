package io.github.taggedcache.data.jpa.autoconfigure;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.data.jpa.change.CacheTagSink;
import io.github.taggedcache.data.jpa.change.Changes;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.result.EntityValueTags;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * {@link AutoConfiguration Auto-configuration} of the tags of JPA entities. It backs off
 * where nothing is cached.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "tagged-cache.data-jpa.enabled", matchIfMissing = true)
@ConditionalOnBean(Node.class)
@EnableConfigurationProperties(DataJpaProperties.class)
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
	static ScopeTemplates taggedCacheEntityScopeTemplates(EntityModels models) {
		return new ScopeTemplates(models);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityValueTags taggedCacheEntityValueTags(EntityModels models, ScopeTemplates templates) {
		return new EntityValueTags(models, templates);
	}

}
