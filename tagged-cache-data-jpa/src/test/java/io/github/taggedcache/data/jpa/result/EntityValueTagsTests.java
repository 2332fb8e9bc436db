package io.github.taggedcache.data.jpa.result;

import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.taggedcache.ValueTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Comment;
import io.github.taggedcache.data.jpa.desk.Desk;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Line;
import io.github.taggedcache.data.jpa.desk.Payment;
import io.github.taggedcache.data.jpa.desk.Seat;
import io.github.taggedcache.data.jpa.desk.Ticket;
import io.github.taggedcache.data.jpa.desk.Tickets;
import io.github.taggedcache.data.jpa.desk.Vehicle;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which rows a value shows.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
class EntityValueTagsTests {

	private static final Method METHOD = ReflectionUtils.findMethod(EntityValueTagsTests.class, "objectIsNoContainer");

	private final ValueTags valueTags;

	private final Desk desk;

	private final EntityManager entities;

	private final Tickets tickets;

	@Autowired
	EntityValueTagsTests(ValueTags valueTags, Desk desk, Tickets tickets) {
		this.valueTags = valueTags;
		this.desk = desk;
		this.entities = desk.entities();
		this.tickets = tickets;
	}

	@Test
	void noValueShowsNothing() {
		assertThat(tags(null)).isEmpty();
		assertThat(tags("text")).isEmpty();
		assertThat(tags(List.of(1, 2L, "three"))).isEmpty();
	}

	@Test
	void entityShowsItsRow() {
		assertTags(new Agent(7, "ann"), "Agent:7", "Agent", "*");
	}

	@Test
	void detachedEntityShowsItsRow() {
		assertTags(this.desk.inTransaction(() -> this.entities.find(Agent.class, 8L)), "Agent:8", "Agent", "*");
	}

	@Test
	void entityWithoutAnIdShowsNothing() {
		assertThat(tags(new Line(null))).isEmpty();
	}

	@Test
	void idsOfSeveralColumnsGiveTheirFieldsInTheOrderOfTheirNames() {
		assertTags(new Line(new Line.Key(1, 2)), "Line:2:1", "Line", "*");
		assertTags(new Seat("A", 4), "Seat:4:A", "Seat", "*");
	}

	@Test
	void subclassesHaveTheNameOfTheRoot() {
		assertTags(new Vehicle.Car(5), "Vehicle:5", "Vehicle", "*");
		assertTags(new Payment.Card(6), "Payment:6", "Payment", "*");
		assertTags(new Vehicle.Car(5) {
		}, "Vehicle:5", "Vehicle", "*");
	}

	@Test
	void containersAreSearched() {
		Agent agent = new Agent(7, "ann");
		String[] tags = { "Agent:7", "Agent", "*" };
		assertTags(Optional.of(agent), tags);
		assertTags(List.of(agent), tags);
		assertTags(new Agent[] { agent, null }, tags);
		assertTags(Map.of("key", agent), tags);
		assertTags(Map.of(agent, "value"), tags);
		assertTags(new AbstractMap.SimpleEntry<>(agent, agent), tags);
		assertTags(Map.of("key", List.of(new Object[][] { { agent } })), tags);
		assertTags(new Holder("name", agent, 3), tags);
		Page<Agent> page = new PageImpl<>(List.of(agent), PageRequest.of(0, 1), 9);
		Slice<Agent> slice = new SliceImpl<>(List.of(agent));
		assertTags(page, tags);
		assertTags(slice, tags);
	}

	@Test
	void tupleIsSearched() {
		Tuple tuple = this.desk
			.inTransaction(() -> this.entities.createQuery("select a, a.name from Agent a where a.id = 7", Tuple.class)
				.getSingleResult());
		assertTags(tuple, "Agent:7", "Agent", "*");
	}

	@Test
	void objectIsNoContainer() {
		assertThat(tags(new Wrapper(new Agent(7, "ann")))).isEmpty();
	}

	@Test
	void containerThatHoldsItselfIsSearchedOnce() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		Map<String, Object> map = new HashMap<>();
		map.put("list", list);
		map.put("map", map);
		list.add(map);
		list.add(new Agent(7, "ann"));
		assertTags(list, "Agent:7", "Agent", "*");
	}

	@Test
	void whatIsNotInitialisedStaysSo() {
		Ticket ticket = this.desk.inTransaction(() -> this.entities.find(Ticket.class, 2L));
		assertTags(ticket, "Ticket:2", "Ticket", "*");
		this.desk.inTransaction(() -> {
			Ticket managed = this.entities.find(Ticket.class, 2L);
			assertTags(managed, "Ticket:2", "Ticket", "*");
			assertThat(Hibernate.isInitialized(managed.getOwner())).isFalse();
			assertThat(Hibernate.isInitialized(managed.getComments())).isFalse();
			assertThat(tags(this.entities.getReference(Agent.class, 7L))).isEmpty();
			return null;
		});
	}

	@Test
	void whatIsInitialisedShowsItsRows() {
		Ticket ticket = this.desk.inTransaction(() -> {
			Ticket managed = this.entities.find(Ticket.class, 1L);
			Hibernate.initialize(managed.getOwner());
			Hibernate.initialize(managed.getComments());
			return managed;
		});
		assertTags(ticket, "Ticket:1", "Ticket", "Agent:7", "Agent", "Project:3", "Project", "Comment:10", "Comment:11",
				"Comment", "*");
	}

	@Test
	void initialisedProxyShowsItsRow() {
		Agent agent = this.desk.inTransaction(() -> {
			Agent proxy = this.entities.getReference(Agent.class, 7L);
			assertThat(proxy.getName()).isEqualTo("ann");
			return proxy;
		});
		assertThat(agent.getClass()).isNotEqualTo(Agent.class);
		assertTags(agent, "Agent:7", "Agent", "*");
	}

	@Test
	void backReferenceLeadsToTheOwner() {
		Ticket ticket = new Ticket(1, "one");
		assertTags(new Comment(10, "ten", ticket), "Comment:10", "Comment", "Ticket:1", "Ticket", "*");
	}

	@Test
	void longChainIsFollowedToItsEnd() {
		Ticket last = new Ticket(0, "last");
		last.setOwner(new Agent(7, "ann"));
		for (int i = 1; i <= 50_000; i++) {
			Ticket next = new Ticket(i, "next");
			next.setParent(last);
			last = next;
		}
		assertTags(last, "Ticket[]", "Ticket[+]", "Ticket", "Agent:7", "Agent", "*");
	}

	@Test
	void moreThanHundredRowsHaveNoTagsOfTheirOwn() {
		List<Agent> agents = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			agents.add(new Agent(i, "agent"));
		}
		assertThat(tags(agents)).hasSize(102).contains("Agent:0", "Agent:99");
		agents.add(new Agent(100, "agent"));
		assertTags(agents, "Agent[]", "Agent[+]", "Agent", "*");
	}

	@Test
	void projectionOfARepositoryShowsItsRows() {
		assertTags(this.desk.inTransaction(() -> this.tickets.findHeadlinesByStatusOrderById("OPEN")), "Ticket:1",
				"Ticket:2", "Ticket", "*");
	}

	@Test
	void tableIsWantedWhereNoTemplateIsNarrower() {
		ValueTags.Rule none = this.valueTags.of(METHOD, List.of("ticket:#{#id}", "#{'Ticket:'}", "Tickets:1"));
		assertThat(none.wants("Ticket[]")).isTrue();
		ValueTags.Rule row = this.valueTags.of(METHOD, List.of("Ticket:#{#id}"));
		assertThat(row.wants("Ticket[]")).isFalse();
		assertThat(row.wants("Agent[]")).isTrue();
		assertThat(row.wants("Ticket")).isTrue();
		assertThat(row.wants("*[]")).isTrue();
		assertThat(this.valueTags.of(METHOD, List.of("Ticket[status=OPEN]")).wants("Ticket[]")).isFalse();
	}

	private Collection<String> tags(@Nullable Object value) {
		return this.valueTags.of(METHOD, List.of()).of(value);
	}

	private void assertTags(Object value, String... tags) {
		assertThat(tags(value)).containsExactlyInAnyOrder(tags);
	}

	private record Holder(String name, Agent agent, int number) {

	}

	private static final class Wrapper {

		@SuppressWarnings("unused")
		private final Agent agent;

		private Wrapper(Agent agent) {
			this.agent = agent;
		}

	}

}
