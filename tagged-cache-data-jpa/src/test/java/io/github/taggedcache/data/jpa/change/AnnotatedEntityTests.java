package io.github.taggedcache.data.jpa.change;

import java.util.Collection;

import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.data.jpa.change.Desk.Owner;
import io.github.taggedcache.data.jpa.change.Desk.Ticket;
import io.github.taggedcache.data.jpa.model.EntityModel;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where only annotated entities have tags, the others invalidate nothing.
 */
class AnnotatedEntityTests {

	@Test
	void changesOfOtherEntitiesInvalidateNothing() {
		try (DeskContext desk = new DeskContext("tagged-cache.data-jpa.entities=annotated")) {
			Owner owner = new Owner("Ann");
			assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
				entities.persist(owner);
				entities.flush();
				owner.phones.add("1234");
				entities.createQuery("delete from Passport").executeUpdate();
			}))).isEmpty();
			Ticket ticket = new Ticket("printer", owner);
			assertThat(desk.invalidatedBy(() -> desk.run((entities) -> entities.persist(ticket))))
				.containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
						"Ticket[owner=" + owner.id + ",status=OPEN]", "*[]");
		}
	}

	@Test
	void unitWithoutEntitiesWithTagsGetsNoListeners() {
		try (SessionFactory sessions = new Configuration().addAnnotatedClass(Item.class)
			.setProperty(JdbcSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:untagged")
			.buildSessionFactory()) {
			SessionFactoryImplementor factory = sessions.unwrap(SessionFactoryImplementor.class);
			EventListenerRegistry registry = factory.getEventListenerRegistry();
			int before = registry.getEventListenerGroup(EventType.POST_INSERT).count();
			ChangeListeners.register(EntityModel.of(factory, false), new Changes(new NoTags()));
			assertThat(registry.getEventListenerGroup(EventType.POST_INSERT).count()).isEqualTo(before);
			ChangeListeners.register(EntityModel.of(factory, true), new Changes(new NoTags()));
			assertThat(registry.getEventListenerGroup(EventType.POST_INSERT).count()).isEqualTo(before + 1);
		}
	}

	private record NoTags() implements TagSink {

		@Override
		public boolean isTransactionAware() {
			return true;
		}

		@Override
		public void invalidate(Collection<String> tags) {
		}

		@Override
		public void invalidateCommitted(Collection<String> tags) {
		}

	}

}
