package io.github.taggedcache.data.jpa.load;

import java.util.function.Supplier;

import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.Board;
import io.github.taggedcache.data.jpa.desk.Desk;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Folder;
import io.github.taggedcache.data.jpa.desk.Line;
import io.github.taggedcache.data.jpa.desk.Paper;
import io.github.taggedcache.data.jpa.desk.Payment;
import io.github.taggedcache.data.jpa.desk.Project;
import io.github.taggedcache.data.jpa.desk.Seat;
import io.github.taggedcache.data.jpa.desk.Ticket;
import io.github.taggedcache.data.jpa.desk.Tickets;
import io.github.taggedcache.data.jpa.desk.Vehicle;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a loader reads by id.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
class ReadByIdTests {

	private final Desk desk;

	private final EntityManager entities;

	private final Tickets tickets;

	@Autowired
	ReadByIdTests(Desk desk, Tickets tickets) {
		this.desk = desk;
		this.entities = desk.entities();
		this.tickets = tickets;
	}

	@Test
	void rowIsTagged() {
		assertTags(() -> this.entities.find(Agent.class, 7L).getName(), "Agent:7", "Agent", "*");
	}

	@Test
	void missingRowIsTagged() {
		assertTags(() -> this.entities.find(Agent.class, 999L), "Agent:999", "Agent", "*");
	}

	@Test
	void optionalOfRepositoryIsTaggedFoundOrNot() {
		assertTags(() -> this.tickets.findById(2L).isPresent(), "Ticket:2", "Ticket", "*");
		assertTags(() -> this.tickets.findById(998L).isPresent(), "Ticket:998", "Ticket", "*");
	}

	@Test
	void rowOfEagerAssociationIsTagged() {
		assertTags(() -> this.entities.find(Ticket.class, 1L).getTitle(), "Ticket:1", "Ticket", "Project:3", "Project",
				"*");
	}

	@Test
	void rowOfLazyAssociationIsTaggedOnceItIsRead() {
		assertTags(() -> this.entities.find(Ticket.class, 2L).getOwner().getId(), "Ticket:2", "Ticket", "*");
		assertTags(() -> this.entities.find(Ticket.class, 2L).getOwner().getName(), "Ticket:2", "Ticket", "Agent:8",
				"Agent", "*");
	}

	@Test
	void referenceIsNoRead() {
		assertTags(() -> {
			this.entities.find(Project.class, 3L);
			return this.entities.getReference(Agent.class, 7L).getId();
		}, "Project:3", "Project", "*");
	}

	@Test
	void collectionIsTaggedByItsOwnerAndItsRows() {
		assertTags(() -> this.entities.find(Ticket.class, 1L).getComments().size(), "Ticket:1", "Ticket", "Project:3",
				"Project", "Comment:10", "Comment:11", "Comment", "*");
	}

	@Test
	void collectionOfValuesIsTaggedByItsOwner() {
		assertTags(() -> this.entities.find(Ticket.class, 2L).getLabels().size(), "Ticket:2", "Ticket", "*");
	}

	@Test
	void collectionThatOneReadBeforeIsTaggedByItsOwner() {
		this.desk.inTransaction(() -> {
			Ticket ticket = this.entities.find(Ticket.class, 2L);
			this.desk.cached().get("labels", () -> "" + ticket.getLabels().size());
			return null;
		});
		assertThat(this.desk.tags("labels")).containsExactlyInAnyOrder("Ticket:2", "Ticket", "*");
	}

	@Test
	void embeddedIdGivesItsFieldsInTheOrderOfTheirNames() {
		assertTags(() -> this.entities.find(Line.class, new Line.Key(1, 2)).getText(), "Line:2:1", "Line", "*");
	}

	@Test
	void idClassGivesItsFieldsInTheOrderOfTheirNames() {
		assertTags(() -> this.entities.find(Seat.class, new Seat.Key("A", 4)).getText(), "Seat:4:A", "Seat", "*");
	}

	@Test
	void rowOfSubclassHasTheNameOfTheRoot() {
		assertTags(() -> this.entities.find(Vehicle.Car.class, 5L).getDoors(), "Vehicle:5", "Vehicle", "*");
		assertTags(() -> this.entities.find(Vehicle.class, 5L), "Vehicle:5", "Vehicle", "*");
		assertTags(() -> this.entities.find(Payment.Card.class, 6L).getDigits(), "Payment:6", "Payment", "*");
		assertTags(() -> this.entities.find(Payment.Card.class, 666L), "Payment:666", "Payment", "*");
	}

	@Test
	void tablesOfFormulaAreTagged() {
		assertTags(() -> this.entities.find(Board.class, 3L).getTickets(), "Board:3", "Board", "Ticket[]", "Ticket",
				"*");
	}

	@Test
	void tablesOfRestrictionAreTagged() {
		assertTags(() -> this.entities.find(Paper.class, 20L), "Paper:20", "Paper", "Agent[]", "Agent", "*");
	}

	@Test
	void restrictedCollectionIsTaggedByAllThatMayComeIn() {
		assertTags(() -> this.entities.find(Folder.class, 1L).getPapers().size(), "Folder:1", "Folder", "Paper:20",
				"Paper[]", "Paper", "Agent[]", "Agent", "*");
		assertTags(() -> this.entities.find(Folder.class, 1L).getPinned().size(), "Folder:1", "Folder", "Paper:20",
				"Paper[]", "Paper", "Agent[]", "Agent", "*");
	}

	@Test
	void restrictedCollectionThatIsJoinedIsTaggedTheSame() {
		assertTags(() -> {
			var graph = this.entities.createEntityGraph(Folder.class);
			graph.addAttributeNodes("papers");
			return this.entities.find(graph, 1L).getPapers().size();
		}, "Folder:1", "Folder", "Paper:20", "Paper[]", "Paper", "Agent[]", "Agent", "*");
	}

	@Test
	void tablesOfFilterAreTagged() {
		assertTags(() -> {
			this.entities.unwrap(Session.class).enableFilter("ofProject");
			return this.entities.find(Folder.class, 1L).getPapers().size();
		}, "Folder:1", "Folder", "Paper:20", "Paper[]", "Paper", "Agent[]", "Agent", "Project[]", "Project", "*");
	}

	private void assertTags(Supplier<?> loader, String... tags) {
		assertThat(this.desk.tagsOf(loader)).containsExactlyInAnyOrder(tags);
	}

}
