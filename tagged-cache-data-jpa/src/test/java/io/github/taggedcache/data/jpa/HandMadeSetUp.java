package io.github.taggedcache.data.jpa;

import io.github.taggedcache.data.jpa.load.LoadListeners;
import io.github.taggedcache.data.jpa.load.QueryCacheBypass;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.result.EntityValueTags;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * The reading side of the module, put together by hand.
 */
@Configuration(proxyBeanMethods = false)
public class HandMadeSetUp {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityModels entityModels() {
		return new EntityModels();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ScopeTemplates scopeTemplates(EntityModels models) {
		return new ScopeTemplates(models);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static EntityValueTags entityValueTags(EntityModels models, ScopeTemplates templates) {
		return new EntityValueTags(models, templates);
	}

	@Bean
	static HibernatePropertiesCustomizer observedStatements(EntityModels models) {
		return (settings) -> {
			settings.put(AvailableSettings.STATEMENT_INSPECTOR, new ObservedSelects(models));
			QueryCacheBypass.customize(settings);
		};
	}

	@Bean
	static Registered registered(ObjectProvider<EntityManagerFactory> factories, EntityModels models) {
		factories.stream().map((factory) -> factory.unwrap(SessionFactoryImplementor.class)).forEach((factory) -> {
			EntityModel model = EntityModel.of(factory, true);
			models.add(model);
			LoadListeners.register(factory, model);
		});
		return new Registered();
	}

	/**
	 * The listeners are there.
	 */
	static final class Registered {

	}

}
