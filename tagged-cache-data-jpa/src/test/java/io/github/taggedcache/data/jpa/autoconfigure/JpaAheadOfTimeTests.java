package io.github.taggedcache.data.jpa.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.data.jpa.CachedEntity;
import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.load.QueryCacheBypass;
import io.github.taggedcache.testsupport.AotApplication;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with entities that is processed ahead of time, and started from what
 * that generated.
 */
@CompileWithForkedClassLoader
class JpaAheadOfTimeTests {

	private static final AotApplication APPLICATION = new AotApplication(Application.class,
			Map.of("tagged-cache.namespace", "ahead", "tagged-cache.store", "memory",
					"spring.datasource.generate-unique-name", "true", "spring.jpa.hibernate.ddl-auto", "create-drop",
					"tagged-cache.on-unstorable-value", "fail"));

	@Test
	void generatedApplicationFollowsItsCommits() {
		APPLICATION.start((context) -> {
			Library library = context.getBean(Library.class);
			EntityManager entities = context.getBean(EntityManager.class);
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			assertThat(library.ofAuthor("ann")).isEmpty();
			transactions.executeWithoutResult((status) -> entities.persist(new Volume(1, "one", "ann")));
			assertThat(library.ofAuthor("ann")).containsExactly(new VolumeRow(1, "one"));
			transactions.executeWithoutResult((status) -> entities.find(Volume.class, 1L).rename("changed"));
			assertThat(library.ofAuthor("ann")).containsExactly(new VolumeRow(1, "changed"));
		});
	}

	@Test
	void proxiesThatReadTheMappingAreHinted() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(TableGroup.class)).accepts(APPLICATION.hints());
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(SqlAstCreationState.class))
			.accepts(APPLICATION.hints());
	}

	@Test
	void factoryThatASettingMayNameIsHinted() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(QueryCacheBypass.class.getConstructor()))
			.accepts(APPLICATION.hints());
	}

	@Test
	void propertiesThatStandForEntitiesAreHinted() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(VolumeRow.class.getMethod("id")))
			.accepts(APPLICATION.hints());
	}

	/**
	 * What the application is made of.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EntityScan(basePackageClasses = JpaAheadOfTimeTests.class)
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class })
	static class Application {

		@Bean
		Library library(EntityManager entities) {
			return new Library(entities);
		}

	}

	/**
	 * A row of a mapping with a restriction.
	 */
	@Entity(name = "Volume")
	@CachedEntity(scopes = "author")
	@SQLRestriction("title <> ''")
	static class Volume {

		@Id
		Long id;

		String title;

		String author;

		Volume() {
		}

		Volume(long id, String title, String author) {
			this.id = id;
			this.title = title;
			this.author = author;
		}

		void rename(String title) {
			this.title = title;
		}

	}

	/**
	 * A value that stands for a row.
	 *
	 * @param id the id of the row
	 * @param title what the row shows
	 */
	@EntityTags(Volume.class)
	public record VolumeRow(long id, String title) {
	}

	/**
	 * A cached service.
	 */
	static class Library {

		private final EntityManager entities;

		Library(EntityManager entities) {
			this.entities = entities;
		}

		@Cacheable("volumes")
		@CacheTags("Volume[author=#{#author}]")
		public List<VolumeRow> ofAuthor(String author) {
			return this.entities
				.createQuery("select v.id, v.title from Volume v where v.author = :author order by v.id",
						Object[].class)
				.setParameter("author", author)
				.getResultList()
				.stream()
				.map((row) -> new VolumeRow((Long) row[0], (String) row[1]))
				.toList();
		}

	}

}
