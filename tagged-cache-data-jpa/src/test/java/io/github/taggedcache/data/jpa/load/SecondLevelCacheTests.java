package io.github.taggedcache.data.jpa.load;

import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.data.jpa.desk.Country;
import io.github.taggedcache.data.jpa.desk.Desk;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Loaders read the database where Hibernate has a second-level cache. Here it does not
 * hear of changes, as one that is local does not hear of those of other instances.
 */
@SpringBootTest(classes = DeskApplication.class, properties = { "tagged-cache.store=memory",
		"spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
		"spring.jpa.properties.hibernate.cache.use_query_cache=true",
		"spring.jpa.properties.hibernate.cache.region.factory_class=io.github.taggedcache.data.jpa.desk.MapRegions" })
class SecondLevelCacheTests {

	private final Desk desk;

	private final EntityManager entities;

	@Autowired
	SecondLevelCacheTests(Desk desk) {
		this.desk = desk;
		this.entities = desk.entities();
	}

	/**
	 * The second-level cache has the old rows.
	 */
	@BeforeEach
	void fill() {
		this.desk.sql("update country set name = 'old'");
		this.desk.sql("update country_cities set cities = 'old'");
		this.entities.getEntityManagerFactory().getCache().evictAll();
		this.entities.getEntityManagerFactory().unwrap(org.hibernate.SessionFactory.class).getCache().evictAllRegions();
		this.desk.inTransaction(() -> this.entities.find(Country.class, 49L).getCities().size());
		this.desk.inTransaction(() -> this.entities.find(Country.class, 50L).getName());
		this.desk.inTransaction(this::names);
		this.desk.sql("update country set name = 'new'");
		this.desk.sql("update country_cities set cities = 'new'");
	}

	@Test
	void rowIsReadFromTheDatabase() {
		Supplier<String> read = () -> this.entities.find(Country.class, 49L).getName();
		assertThat(this.desk.inTransaction(read)).isEqualTo("old");
		assertThat(load("row", read)).isEqualTo("new");
		assertThat(this.desk.tags("row")).containsExactlyInAnyOrder("Country:49", "Country", "*");
		assertThat(this.desk.inTransaction(read)).as("refreshed").isEqualTo("new");
	}

	@Test
	void collectionIsReadFromTheDatabase() {
		Supplier<String> read = () -> this.entities.find(Country.class, 49L).getCities().get(0);
		assertThat(this.desk.inTransaction(read)).isEqualTo("old");
		assertThat(load("collection", read)).isEqualTo("new");
		assertThat(this.desk.tags("collection")).containsExactlyInAnyOrder("Country:49", "Country", "*");
	}

	@Test
	void queryIsReadFromTheDatabase() {
		assertThat(this.desk.inTransaction(this::names)).isEqualTo("[old, old]");
		assertThat(load("query", this::names)).isEqualTo("[new, new]");
		assertThat(this.desk.tags("query")).containsExactlyInAnyOrder("Country[]", "Country", "*");
		assertThat(this.desk.inTransaction(this::names)).as("refreshed").isEqualTo("[new, new]");
	}

	@Test
	void valueOfSeveralRowsFromTheSecondLevelCacheIsNotStored() {
		assertThat(load("several",
				() -> this.entities.unwrap(Session.class)
					.findMultiple(Country.class, List.of(49L, 50L), CacheMode.NORMAL)
					.get(0)
					.getName()))
			.isEqualTo("old");
		assertThat(this.desk.isStored("several")).isFalse();
	}

	@Test
	void valueOfSeveralRowsFromTheDatabaseIsStored() {
		load("ignoring",
				() -> this.entities.unwrap(Session.class)
					.findMultiple(Country.class, List.of(49L, 50L), CacheMode.IGNORE)
					.get(0)
					.getName());
		assertThat(this.desk.tags("ignoring")).contains("Country[]");
	}

	@Test
	void cacheModeIsTheSameAfterwards() {
		load("mode", () -> {
			Session session = this.entities.unwrap(Session.class);
			Hibernate.initialize(this.entities.find(Country.class, 49L).getCities());
			assertThat(session.getCacheMode()).isEqualTo(CacheMode.NORMAL);
			Country missing = this.entities.getReference(Country.class, 996L);
			assertThatExceptionOfType(EntityNotFoundException.class).isThrownBy(missing::getName);
			assertThat(session.getCacheMode()).isEqualTo(CacheMode.NORMAL);
			return "";
		});
	}

	@Test
	void readThatPutsNothingIntoTheCacheStaysSo() {
		Supplier<String> read = () -> this.entities.find(Country.class, 50L, CacheStoreMode.BYPASS).getName();
		assertThat(this.desk.inTransaction(read)).isEqualTo("old");
		assertThat(load("get", read)).isEqualTo("new");
		assertThat(this.desk.inTransaction(read)).as("not refreshed").isEqualTo("old");
	}

	private String load(String key, Supplier<String> loader) {
		return this.desk.cached().get(key, () -> this.desk.inTransaction(loader));
	}

	private String names() {
		return this.entities.createQuery("select c.name from Country c order by c.id", String.class)
			.setHint(HibernateHints.HINT_CACHEABLE, true)
			.getResultList()
			.toString();
	}

}
