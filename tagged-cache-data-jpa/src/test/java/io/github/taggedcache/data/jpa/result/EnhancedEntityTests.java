package io.github.taggedcache.data.jpa.result;

import java.util.List;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Memo;
import io.github.taggedcache.data.jpa.enhanced.EnhancingLoader;
import io.github.taggedcache.data.jpa.model.EntityModel;
import io.github.taggedcache.data.jpa.model.EntityModels;
import io.github.taggedcache.data.jpa.model.UnitChecks;
import io.github.taggedcache.data.jpa.scope.ScopeTemplates;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities whose classes Hibernate enhanced for lazy loading.
 */
class EnhancedEntityTests {

	@Test
	void whatIsNotInitialisedStaysSo() throws Exception {
		EnhancingLoader loader = new EnhancingLoader(Agent.class, Memo.class);
		Class<?> memo = loader.enhanced(Memo.class);
		try (SessionFactory factory = loader.unit(); Session session = factory.openSession()) {
			session.beginTransaction();
			session.createNativeMutationQuery("insert into Agent (id, name) values (7, 'ann'), (8, 'bob')")
				.executeUpdate();
			session
				.createNativeMutationQuery(
						"insert into Memo (id, title, body, author_id, reader_id) values (1, 'one', 'text', 7, 8)")
				.executeUpdate();
			Object found = session.find(memo, 1L);
			EntityModels models = new EntityModels();
			models.add(EntityModel.of(factory.unwrap(SessionFactoryImplementor.class), true));
			ValueTags.Rule rule = new EntityValueTags(models, new ScopeTemplates(models, new UnitChecks(() -> true)))
				.of(ReflectionUtils.findMethod(EnhancedEntityTests.class, "toString"), List.of());
			Object reader = memo.getMethod("getReader").invoke(found);
			assertThat(Hibernate.isInitialized(reader)).isFalse();
			assertThat(rule.of(List.of(found, reader))).containsExactlyInAnyOrder("Memo:1", "Memo", "*");
			assertThat(Hibernate.isPropertyInitialized(found, "body")).isFalse();
			assertThat(Hibernate.isInitialized(reader)).isFalse();
			Hibernate.initialize(reader);
			assertThat(rule.of(found)).containsExactlyInAnyOrder("Memo:1", "Memo", "Agent:8", "Agent", "*");
			session.getTransaction().rollback();
		}
	}

}
