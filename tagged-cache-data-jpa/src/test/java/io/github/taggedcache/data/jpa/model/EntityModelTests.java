package io.github.taggedcache.data.jpa.model;

import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.CachedEntity;
import io.github.taggedcache.data.jpa.EntityTag;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a mapping may say about tags.
 */
class EntityModelTests {

	private static void assertRefused(String message, Class<?>... entities) {
		Configuration configuration = new Configuration().setProperty(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:");
		for (Class<?> entity : entities) {
			configuration.addAnnotatedClass(entity);
		}
		try (SessionFactory factory = configuration.buildSessionFactory()) {
			SessionFactoryImplementor sessions = factory.unwrap(SessionFactoryImplementor.class);
			assertThatExceptionOfType(SetupException.class).isThrownBy(() -> EntityModel.of(sessions, true))
				.withMessageContaining(message);
		}
	}

	@Test
	void scopeOfAFieldThatDoesNotExistIsRefused() {
		assertRefused("does not have: colour", Misspelt.class);
	}

	@Test
	void scopeOfAFractionIsRefused() {
		assertRefused("java.lang.Double", Weighed.class);
	}

	@Test
	void scopeOfAFieldThatOnlyShowsAColumnIsRefused() {
		assertRefused("homeId, which Hibernate does not write", Shown.class, Home.class);
	}

	@Test
	void annotationOfAMappedSuperclassIsRefused() {
		assertRefused("has no effect on the entity " + Derived.class.getName(), Derived.class);
	}

	@Test
	void twoEntitiesOfOneNameAreRefused() {
		assertRefused("have one name in tags, Home", Home.class, OtherHome.class);
	}

	@Test
	void idOfSeveralColumnsIsOneValueInAScope() {
		assertThat(EntityTag.where(Home.class, "policy", new PolicyNumber("Paws", 7)).tag())
			.isEqualTo("Home[policy=Paws%3A7]");
	}

	@Test
	void entityWhoseIdNobodyFindsIsRefusedAsAValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> EntityTag.where(Home.class, "other", new ByProperty()))
			.withMessageContaining("has no field with @Id");
	}

	record PolicyNumber(String insurer, long number) {

	}

	@Entity
	@CachedEntity(scopes = "colour")
	static class Misspelt {

		@Id
		long id;

	}

	@Entity
	@CachedEntity(scopes = "weight")
	static class Weighed {

		@Id
		long id;

		Double weight;

	}

	@Entity
	static class Home {

		@Id
		long id;

	}

	@Entity
	@CachedEntity("Home")
	static class OtherHome {

		@Id
		long id;

	}

	@Entity
	@CachedEntity(scopes = "homeId")
	static class Shown {

		@Id
		long id;

		@ManyToOne
		@JoinColumn(name = "home_id")
		Home home;

		@Column(name = "home_id", insertable = false, updatable = false)
		Long homeId;

	}

	@MappedSuperclass
	@CachedEntity("base")
	static class Base {

		@Id
		long id;

	}

	@Entity
	static class Derived extends Base {

	}

	@Entity
	static class ByProperty {

		private long number;

		@Id
		long getNumber() {
			return this.number;
		}

		void setNumber(long number) {
			this.number = number;
		}

	}

}
