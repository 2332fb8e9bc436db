package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.autoconfigure.DataJpaProperties.Entities;
import io.github.taggedcache.data.jpa.change.ChangeListeners;
import io.github.taggedcache.data.jpa.change.Changes;
import io.github.taggedcache.data.jpa.load.LoadListeners;
import io.github.taggedcache.data.jpa.load.QueryCacheBypass;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;
import io.github.taggedcache.data.jpa.statement.ObservingInspector;
import io.github.taggedcache.data.jpa.statement.StatementListener;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * Has each persistence unit of Hibernate tell of what it reads and writes, also one that
 * the application builds itself by Spring's factory beans. An inspector of statements
 * that the application has goes on to be asked.
 */
final class EntityManagerFactoryPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private static final Logger logger = LoggerFactory.getLogger(EntityManagerFactoryPostProcessor.class);

	private final BeanFactory beanFactory;

	EntityManagerFactoryPostProcessor(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Before other post-processors, which may need a persistence unit.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean unit) {
			customize(unit.getJpaPropertyMap());
		}
		else if (bean instanceof LocalSessionFactoryBean unit) {
			Map<String, Object> settings = new HashMap<>();
			unit.getHibernateProperties().forEach((name, value) -> settings.put(name.toString(), value));
			customize(settings);
			unit.getHibernateProperties().putAll(settings);
		}
		return bean;
	}

	private void customize(Map<String, Object> settings) {
		StatementInspector application = inspector(settings.get(JdbcSettings.STATEMENT_INSPECTOR));
		settings.put(JdbcSettings.STATEMENT_INSPECTOR,
				new ObservingInspector(this.beanFactory.getBean(EntityModels.class),
						this.beanFactory.getBean(StatementListener.class), application));
		QueryCacheBypass.customize(settings);
	}

	/**
	 * What Hibernate would make of the setting.
	 */
	private static @Nullable StatementInspector inspector(@Nullable Object setting) {
		Object inspector = setting;
		if (setting instanceof String name) {
			inspector = ClassUtils.resolveClassName(name, ClassUtils.getDefaultClassLoader());
		}
		if (inspector instanceof Class<?> type) {
			inspector = BeanUtils.instantiateClass(type);
		}
		if (inspector != null && !(inspector instanceof StatementInspector)) {
			throw new SetupException(
					JdbcSettings.STATEMENT_INSPECTOR + " is a " + inspector.getClass().getName()
							+ ", which is no StatementInspector.",
					"Set it to a StatementInspector, its class, or the name of its class.");
		}
		return (StatementInspector) inspector;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof EntityManagerFactory factory) {
			made(factory, beanName);
		}
		else if (bean instanceof AbstractEntityManagerFactoryBean unit) {
			made(unit.getObject(), beanName, unit::destroy);
		}
		else if (bean instanceof LocalSessionFactoryBean unit) {
			made(unit.getObject(), beanName, unit::destroy);
		}
		return bean;
	}

	/**
	 * Of a factory bean the application may have an entity manager without ever asking
	 * for the unit. Nobody but this would close a unit whose factory bean is refused.
	 */
	private void made(@Nullable EntityManagerFactory factory, String beanName, Runnable close) {
		if (factory == null) {
			return;
		}
		try {
			made(factory, beanName);
		}
		catch (RuntimeException ex) {
			close.run();
			throw ex;
		}
	}

	private void made(EntityManagerFactory factory, String beanName) {
		observe(factory, beanName);
		this.beanFactory.getBean(ExpectedUnits.class).made(beanName);
		this.beanFactory.getBean(UnitChecks.class).run();
	}

	private void observe(EntityManagerFactory factory, String beanName) {
		SessionFactoryImplementor sessions = sessions(factory);
		if (sessions == null) {
			logger.warn("The entities of {} have no tags: it is not made by Hibernate", beanName);
			return;
		}
		EntityModels models = this.beanFactory.getBean(EntityModels.class);
		if (models.all().stream().anyMatch((known) -> known.factory() == sessions)) {
			// Several beans may stand for one unit
			return;
		}
		if (!(sessions.getSessionFactoryOptions().getStatementInspector() instanceof ObservingInspector)) {
			throw new SetupException(
					"The statements of the persistence unit " + beanName + " cannot be seen, and values that are"
							+ " read by queries would be stale.",
					"Build it by Spring's LocalContainerEntityManagerFactoryBean or LocalSessionFactoryBean, or set"
							+ " tagged-cache.data-jpa.enabled to false.");
		}
		Entities entities = this.beanFactory.getBean(DataJpaProperties.class).getEntities();
		EntityModel model = EntityModel.of(sessions, entities == Entities.ALL);
		models.add(model);
		sessions.addObserver(new ClosedUnit(() -> models.remove(model)));
		ChangeListeners.register(model, this.beanFactory.getBean(Changes.class));
		LoadListeners.register(sessions, model);
	}

	private static @Nullable SessionFactoryImplementor sessions(EntityManagerFactory factory) {
		try {
			return factory.unwrap(SessionFactoryImplementor.class);
		}
		catch (PersistenceException ex) {
			return null;
		}
	}

}
