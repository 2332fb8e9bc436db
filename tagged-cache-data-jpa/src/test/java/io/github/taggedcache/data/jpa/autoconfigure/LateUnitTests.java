package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.Set;
import java.util.stream.Collectors;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.CachedEntity;
import io.github.taggedcache.data.jpa.model.EntityModels;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Persistence units that are made after the start, and units that are closed before the
 * end.
 */
class LateUnitTests {

	private final ApplicationContextRunner units = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
				TransactionAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
				TaggedCacheDataJpaAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=late",
				"spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create-drop");

	private final ApplicationContextRunner lazy = this.units.withInitializer(
			(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

	private final ApplicationContextRunner runner = this.units
		.withConfiguration(AutoConfigurations.of(DataJpaRepositoriesAutoConfiguration.class))
		.withUserConfiguration(Repositories.class);

	@Test
	void rightTemplateIsNoErrorWhereBeansAreLazy() {
		this.lazy.withUserConfiguration(Right.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(Right.class).ofState("OPEN");
			assertThat(tags(context, "OPEN")).containsExactlyInAnyOrder("Job[state=OPEN]", "Job", "*");
		});
	}

	@Test
	void wrongTemplateIsAnErrorWhereBeansAreLazy() {
		this.lazy.withUserConfiguration(Wrong.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatException().isThrownBy(() -> {
				context.getBean(Wrong.class);
				context.getBean(EntityManager.class);
			})
				.havingRootCause()
				.isInstanceOf(SetupException.class)
				.withMessageContaining("names the fields name of Job, which nobody watches")
				.withMessageContaining(Wrong.class.getName() + ".named");
		});
	}

	/**
	 * Spring gives the entity manager of a unit to those who never ask for the unit.
	 */
	@Test
	void unitIsObservedIfOnlyItsEntityManagerIsUsed() {
		this.lazy.withUserConfiguration(Right.class).run((context) -> {
			context.getBean(Right.class).counted("first", context.getBean(EntityManager.class));
			assertThat(tags(context, "first")).containsExactlyInAnyOrder("Job[]", "Job", "*");
		});
	}

	@Test
	void wrongTemplateIsAnErrorAtTheStartWhereTheUnitIsMadeThen() {
		this.runner.withUserConfiguration(Wrong.class)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(SetupException.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "lazy", "deferred" })
	void rightTemplateIsNoErrorWhateverTheBootstrapMode(String mode) {
		this.runner.withUserConfiguration(Right.class)
			.withPropertyValues("spring.data.jpa.repositories.bootstrap-mode=" + mode)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(Right.class).ofState("OPEN");
				assertThat(tags(context, "OPEN")).contains("Job[state=OPEN]", "Job");
			});
	}

	@Test
	void wrongTemplateIsAnErrorAtTheStartWhereRepositoriesAreDeferred() {
		this.runner.withUserConfiguration(Wrong.class)
			.withPropertyValues("spring.data.jpa.repositories.bootstrap-mode=deferred")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(SetupException.class));
	}

	@Test
	void closedUnitIsForgottenAndTheNextOneObserved() {
		this.runner.withUserConfiguration(Right.class).run((context) -> {
			EntityModels models = context.getBean(EntityModels.class);
			assertThat(models.all()).hasSize(1);
			((DefaultListableBeanFactory) context.getBeanFactory()).destroySingleton("entityManagerFactory");
			assertThat(models.all()).isEmpty();
			assertThat(models.named("Job")).isNull();
			try (EntityManager entities = context.getBeanFactory()
				.getBean("entityManagerFactory", EntityManagerFactory.class)
				.createEntityManager()) {
				assertThat(models.named("Job")).isNotNull();
				context.getBean(Right.class).counted("again", entities);
			}
			assertThat(tags(context, "again")).containsExactlyInAnyOrder("Job[]", "Job", "*");
		});
	}

	private static Set<String> tags(ConfigurableApplicationContext context, Object key) {
		return context.getBean(TaggedCacheManager.class)
			.explain("jobs", key)
			.tags()
			.stream()
			.map(Explanation.TagState::tag)
			.filter((tag) -> !tag.startsWith("~"))
			.collect(Collectors.toSet());
	}

	@Entity(name = "Job")
	@CachedEntity(scopes = "state")
	static class Job {

		@Id
		long id;

		String name;

		String state;

	}

	interface Jobs extends JpaRepository<Job, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EntityScan(basePackageClasses = LateUnitTests.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class Repositories {

	}

	static class Right {

		private final ObjectProvider<EntityManager> entities;

		Right(ObjectProvider<EntityManager> entities) {
			this.entities = entities;
		}

		@Cacheable(cacheNames = "jobs", key = "#state")
		@CacheTags("Job[state=#{#state}]")
		public String ofState(String state) {
			return "" + this.entities.getObject()
				.createQuery("from Job j where j.state = :state")
				.setParameter("state", state)
				.getResultList();
		}

		@Cacheable(cacheNames = "jobs", key = "#key")
		public String counted(String key, EntityManager entities) {
			return "" + entities.createQuery("select count(j) from Job j").getSingleResult();
		}

	}

	static class Wrong {

		@Cacheable("jobs")
		@CacheTags("Job[name=#{#name}]")
		public String named(String name) {
			return name;
		}

	}

}
