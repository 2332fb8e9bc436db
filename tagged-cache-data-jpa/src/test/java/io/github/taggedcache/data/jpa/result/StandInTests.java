package io.github.taggedcache.data.jpa.result;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Project;
import io.github.taggedcache.data.jpa.desk.Ticket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects that stand for entities.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
class StandInTests {

	private static final Method METHOD = ReflectionUtils.findMethod(StandInTests.class, "recordStandsForItsEntity");

	private final ValueTags valueTags;

	@Autowired
	StandInTests(ValueTags valueTags) {
		this.valueTags = valueTags;
	}

	@Test
	void recordStandsForItsEntity() {
		assertTags(new TicketView(1, "one", List.of()), "Ticket:1", "Ticket", "*");
	}

	@Test
	void recordIsSearchedAsWell() {
		assertTags(new TicketView(1, "one", List.of(new Agent(7, "ann"))), "Ticket:1", "Ticket", "Agent:7", "Agent",
				"*");
	}

	@Test
	void objectStandsForSeveralEntitiesByFieldAndGetter() {
		assertTags(new Row(1L, 7L), "Ticket:1", "Ticket", "Agent:7", "Agent", "*");
	}

	@Test
	void missingIdShowsNothing() {
		assertTags(new Row(null, 7L), "Agent:7", "Agent", "*");
	}

	@Test
	void annotationOfASuperclassIsFound() {
		assertTags(new SpecialRow(1L, 7L), "Ticket:1", "Ticket", "Agent:7", "Agent", "*");
	}

	@Test
	void fieldsOfAStandInAreSearched() {
		assertTags(new Nesting(1L, List.of(new TicketView(2, "two", List.of()), new Agent(7, "ann"))), "Ticket:1",
				"Ticket:2", "Ticket", "Agent:7", "Agent", "*");
	}

	@Test
	void entityItselfMayBeTheId() {
		assertTags(new OfAgent(new Agent(7, "ann")), "Agent:7", "Agent", "*");
	}

	@Test
	void missingPropertyIsAnErrorThatNamesIt() {
		assertThatExceptionOfType(SetupException.class).isThrownBy(() -> tags(new Wrong()))
			.withMessageContaining(Wrong.class.getName())
			.withMessageContaining("ticketId")
			.withMessageContaining("record component");
	}

	@Test
	void classThatIsNoEntityIsAnErrorThatNamesIt() {
		assertThatExceptionOfType(SetupException.class).isThrownBy(() -> tags(new OfNoEntity(1)))
			.withMessageContaining(OfNoEntity.class.getName())
			.withMessageContaining("java.lang.String, which is no entity");
	}

	private Collection<String> tags(Object value) {
		return this.valueTags.of(METHOD, List.of()).of(value);
	}

	private void assertTags(Object value, String... tags) {
		assertThat(tags(value)).containsExactlyInAnyOrder(tags);
	}

	@EntityTags(Ticket.class)
	private record TicketView(long id, String title, List<?> more) {

	}

	@EntityTags(Agent.class)
	private record OfAgent(Agent id) {

	}

	@EntityTags(String.class)
	private record OfNoEntity(int id) {

	}

	@EntityTags(value = Ticket.class, id = "ticket")
	@EntityTags(value = Agent.class, id = "agentId")
	private static class Row {

		@SuppressWarnings("unused") // an annotation names it
		private final @Nullable Long ticket;

		private final @Nullable Long agent;

		Row(@Nullable Long ticket, @Nullable Long agent) {
			this.ticket = ticket;
			this.agent = agent;
		}

		@SuppressWarnings({ "unused", "EffectivelyPrivate" }) // an annotation names it
		public @Nullable Long getAgentId() {
			return this.agent;
		}

	}

	private static final class SpecialRow extends Row {

		SpecialRow(@Nullable Long ticket, @Nullable Long agent) {
			super(ticket, agent);
		}

	}

	@EntityTags(Ticket.class)
	private static final class Nesting {

		@SuppressWarnings("unused")
		private final Long id;

		@SuppressWarnings("unused")
		private final List<?> content;

		private Nesting(Long id, List<?> content) {
			this.id = id;
			this.content = content;
		}

	}

	@EntityTags(value = Project.class, id = "ticketId")
	private static final class Wrong {

	}

}
