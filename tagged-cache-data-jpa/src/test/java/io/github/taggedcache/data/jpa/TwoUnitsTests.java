package io.github.taggedcache.data.jpa;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.ValueTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Project;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with two persistence units.
 */
@SpringBootTest(properties = { "tagged-cache.store=memory", "spring.data.jpa.repositories.enabled=false" })
class TwoUnitsTests {

	private final EntityManagerFactory first;

	private final EntityManagerFactory second;

	@Autowired
	TwoUnitsTests(@Qualifier("first") EntityManagerFactory first, @Qualifier("second") EntityManagerFactory second) {
		this.first = first;
		this.second = second;
	}

	@Test
	void loadIsTaggedByWhatItReadsOfBoth(@Autowired Texts cached, @Autowired TaggedCacheManager manager) {
		cached.get("both", () -> {
			try (EntityManager one = this.first.createEntityManager();
					EntityManager two = this.second.createEntityManager()) {
				return "" + one.find(Agent.class, 1L)
						+ two.createQuery("select count(p) from Project p").getSingleResult();
			}
		});
		assertThat(manager.explain("text", "both").tags()).extracting(Explanation.TagState::tag)
			.filteredOn((tag) -> !tag.startsWith("~"))
			.containsExactlyInAnyOrder("Agent:1", "Agent", "Project[]", "Project", "*");
	}

	@Test
	void valueShowsRowsOfBoth(@Autowired ValueTags valueTags) {
		assertThat(valueTags.of(ReflectionUtils.findMethod(TwoUnitsTests.class, "toString"), List.of())
			.of(List.of(new Agent(1, "one"), new Project(2, "two"))))
			.containsExactlyInAnyOrder("Agent:1", "Agent", "Project:2", "Project", "*");
	}

	static class Texts {

		@Cacheable(cacheNames = "text", key = "#key")
		public String get(String key, Supplier<String> loader) {
			return loader.get();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@Import(Texts.class)
	static class Application {

		@Bean
		@Primary
		static LocalContainerEntityManagerFactoryBean first() {
			return unit(Agent.class);
		}

		@Bean
		static LocalContainerEntityManagerFactoryBean second() {
			return unit(Project.class);
		}

		private static LocalContainerEntityManagerFactoryBean unit(Class<?> entity) {
			LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
			unit.setDataSource(database());
			unit.setPersistenceUnitName(entity.getSimpleName());
			unit.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
			unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			unit.setJpaPropertyMap(Map.of(AvailableSettings.HBM2DDL_AUTO, "create"));
			return unit;
		}

		private static DataSource database() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

	}

}
