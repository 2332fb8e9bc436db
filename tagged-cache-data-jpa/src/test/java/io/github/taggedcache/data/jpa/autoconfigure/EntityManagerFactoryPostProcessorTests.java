package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.statement.ObservingInspector;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.hibernate.LocalSessionFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which persistence units are observed.
 */
class EntityManagerFactoryPostProcessorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class))
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=units",
				"spring.datasource.generate-unique-name=true");

	@Test
	void unitOfSpringBootIsObserved() {
		this.runner.withUserConfiguration(Scanned.class)
			.run((context) -> assertThat(context.getBean(EntityModels.class).named("Thing")).isNotNull());
	}

	@Test
	void sessionFactoryOfSpringIsObserved() {
		this.runner.withUserConfiguration(OfSessions.class).run((context) -> {
			assertThat(context.getBean(EntityModels.class).named("Thing")).isNotNull();
			assertThat(context.getBean(SessionFactory.class)
				.unwrap(SessionFactoryImplementor.class)
				.getSessionFactoryOptions()
				.getStatementInspector()).isInstanceOf(ObservingInspector.class);
		});
	}

	@Test
	void nothingIsObservedWhereTheModuleIsOff() {
		this.runner.withUserConfiguration(Scanned.class)
			.withPropertyValues("tagged-cache.data-jpa.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EntityModels.class));
	}

	@Test
	void nothingIsObservedWhereNothingIsCached() {
		this.runner.withUserConfiguration(Scanned.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EntityModels.class));
	}

	@Test
	void unitWhoseStatementsNobodySeesIsRefused() {
		this.runner.withUserConfiguration(BuiltByHand.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(SetupException.class)
				.hasMessageContaining("byHand cannot be seen"));
	}

	@Test
	void inspectorOfTheApplicationGoesOnToBeAsked() {
		this.runner.withUserConfiguration(Scanned.class, Inspected.class).run((context) -> {
			context.getBean(EntityManagerFactory.class)
				.unwrap(SessionFactory.class)
				.inSession((session) -> session.createSelectionQuery("from Thing", Thing.class).getResultList());
			assertThat(context.getBean(Inspector.class).seen).anySatisfy((sql) -> assertThat(sql).contains("select"));
		});
	}

	@Entity(name = "Thing")
	static class Thing {

		@Id
		long id;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EntityScan(basePackageClasses = EntityManagerFactoryPostProcessorTests.class)
	static class Scanned {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class BuiltByHand {

		@Bean
		EntityManagerFactory byHand() {
			return Persistence.createEntityManagerFactory(new PersistenceConfiguration("hand").managedClass(Thing.class)
				.property(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:byhand"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class OfSessions {

		@Bean
		LocalSessionFactoryBean sessions(DataSource dataSource) {
			LocalSessionFactoryBean sessions = new LocalSessionFactoryBean();
			sessions.setDataSource(dataSource);
			sessions.setAnnotatedClasses(Thing.class);
			return sessions;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inspected {

		@Bean
		Inspector inspector() {
			return new Inspector();
		}

		@Bean
		HibernatePropertiesCustomizer inspected(Inspector inspector) {
			return (settings) -> settings.put(JdbcSettings.STATEMENT_INSPECTOR, inspector);
		}

	}

	static class Inspector implements StatementInspector {

		private static final long serialVersionUID = 1L;

		private final transient List<String> seen = new ArrayList<>();

		@Override
		public String inspect(String sql) {
			this.seen.add(sql);
			return sql;
		}

	}

}
