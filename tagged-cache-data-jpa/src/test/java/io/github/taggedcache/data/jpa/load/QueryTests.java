package io.github.taggedcache.data.jpa.load;

import java.util.function.Supplier;

import io.github.taggedcache.data.jpa.desk.Board;
import io.github.taggedcache.data.jpa.desk.Desk;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Ticket;
import io.github.taggedcache.data.jpa.desk.Tickets;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a loader reads by queries.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
class QueryTests {

	private final Desk desk;

	private final EntityManager entities;

	private final Tickets tickets;

	@Autowired
	QueryTests(Desk desk, Tickets tickets) {
		this.desk = desk;
		this.entities = desk.entities();
		this.tickets = tickets;
	}

	@Test
	void listIsTaggedByItsTable() {
		assertTags(() -> this.tickets.findByStatus("DONE").size(), "Ticket[]", "Ticket", "Project:3", "Project", "*");
	}

	@Test
	void missingRowIsTaggedByItsTable() {
		assertTags(() -> this.tickets.findByTitle("none").isPresent(), "Ticket[]", "Ticket", "*");
	}

	@Test
	void pageAndCountAreTaggedByTheirTable() {
		assertTags(() -> this.tickets.findByStatusOrderById("OPEN", PageRequest.of(1, 1)).getTotalElements(),
				"Ticket[]", "Ticket", "*");
		assertTags(() -> this.tickets.countByStatus("OPEN"), "Ticket[]", "Ticket", "*");
	}

	@Test
	void projectionIsTaggedByItsTable() {
		assertTags(() -> this.tickets.findHeadlinesByStatusOrderById("OPEN").get(0).getTitle(), "Ticket[]", "Ticket",
				"*");
	}

	@Test
	void joinIsTaggedByBothTables() {
		assertTags(() -> this.tickets.titlesWithOwners().size(), "Ticket[]", "Ticket", "Agent[]", "Agent", "*");
	}

	@Test
	void tableIsNoTagWhereTheMethodDeclaresANarrowerOne() {
		this.desk.cached()
			.ofStatus("open", "DONE", () -> this.tickets.findByStatus("DONE").size()
					+ this.desk.entities().createQuery("select count(a) from Agent a").getSingleResult().toString());
		assertThat(this.desk.tags("open")).containsExactlyInAnyOrder("Ticket[status=DONE]", "Ticket", "Project:3",
				"Project", "Agent[]", "Agent", "*");
	}

	/**
	 * The formula of a board counts tickets, and the tag of a status says nothing of
	 * that.
	 */
	@Test
	void whatARowShowsOfOtherTablesIsATagWhateverTheMethodDeclares() {
		this.desk.cached()
			.ofStatus("board", "DONE", () -> Long.toString(this.entities.find(Board.class, 3L).getTickets()));
		assertThat(this.desk.tags("board")).contains("Ticket[]", "Board:3");
	}

	@Test
	void valueThatIsReadPastHibernateHasTheTableOfWhatTheMethodDeclares() {
		this.desk.cached().ofStatus("past", "DONE", () -> "read elsewhere");
		assertThat(this.desk.tags("past")).containsExactlyInAnyOrder("Ticket[status=DONE]", "Ticket", "*");
	}

	@Test
	void rowThatWasInTheContextIsTaggedWithWhatItLeadsTo() {
		this.desk.inTransaction(() -> {
			this.entities.find(Ticket.class, 1L).getOwner().getName();
			this.entities.find(Ticket.class, 4L);
			this.desk.cached().get("by id", () -> this.entities.find(Ticket.class, 1L).getOwner().getName());
			return null;
		});
		assertThat(this.desk.tags("by id")).containsExactlyInAnyOrder("Ticket:1", "Ticket", "Project:3", "Project",
				"Agent:7", "Agent", "*");
	}

	@Test
	void queriedRowThatWasInTheContextIsTaggedWithWhatItLeadsTo() {
		this.desk.inTransaction(() -> {
			this.entities.find(Ticket.class, 2L).getOwner().getName();
			this.desk.cached().get("by query", () -> this.tickets.findByTitle("two").get().getOwner().getName());
			return null;
		});
		assertThat(this.desk.tags("by query")).containsExactlyInAnyOrder("Ticket[]", "Ticket", "Agent:8", "Agent", "*");
	}

	@Test
	void rowOfANativeQueryThatWasInTheContextIsTaggedWithWhatItLeadsTo() {
		this.desk.inTransaction(() -> {
			this.entities.find(Ticket.class, 2L).getOwner().getName();
			this.desk.cached()
				.get("native",
						() -> ((Ticket) this.entities
							.createNativeQuery("select * from ticket where title = 'two'", Ticket.class)
							.getSingleResult()).getOwner().getName());
			return null;
		});
		assertThat(this.desk.tags("native")).containsExactlyInAnyOrder("Ticket[]", "Ticket", "Agent:8", "Agent", "*");
	}

	/**
	 * Such a query does not say which tables it reads.
	 */
	@Test
	void contextMattersToNativeQueriesOfValues() {
		this.desk.inTransaction(() -> {
			this.entities.find(Ticket.class, 2L).getOwner().getName();
			this.desk.cached()
				.get("native values",
						() -> "" + this.entities.createNativeQuery("select name from project").getResultList());
			return null;
		});
		assertThat(this.desk.tags("native values")).containsExactlyInAnyOrder("Project[]", "Project", "Agent:8",
				"Agent", "*");
	}

	@Test
	void contextIsNoMatterToQueriesOfOtherTables() {
		this.desk.inTransaction(() -> {
			this.entities.find(Ticket.class, 2L).getOwner().getName();
			this.desk.cached()
				.get("projects", () -> "" + this.entities.createQuery("select p.name from Project p").getResultList());
			return null;
		});
		assertThat(this.desk.tags("projects")).containsExactlyInAnyOrder("Project[]", "Project", "*");
	}

	private void assertTags(Supplier<?> loader, String... tags) {
		assertThat(this.desk.tagsOf(loader)).containsExactlyInAnyOrder(tags);
	}

}
