package io.github.taggedcache.data.jpa.change;

import java.util.Set;

import io.github.taggedcache.data.jpa.change.Desk.Animal;
import io.github.taggedcache.data.jpa.change.Desk.Car;
import io.github.taggedcache.data.jpa.change.Desk.Dog;
import io.github.taggedcache.data.jpa.change.Desk.Folder;
import io.github.taggedcache.data.jpa.change.Desk.Invoice;
import io.github.taggedcache.data.jpa.change.Desk.Label;
import io.github.taggedcache.data.jpa.change.Desk.Line;
import io.github.taggedcache.data.jpa.change.Desk.Owner;
import io.github.taggedcache.data.jpa.change.Desk.Owners;
import io.github.taggedcache.data.jpa.change.Desk.Page;
import io.github.taggedcache.data.jpa.change.Desk.Party;
import io.github.taggedcache.data.jpa.change.Desk.Passport;
import io.github.taggedcache.data.jpa.change.Desk.Plan;
import io.github.taggedcache.data.jpa.change.Desk.Purchase;
import io.github.taggedcache.data.jpa.change.Desk.Seat;
import io.github.taggedcache.data.jpa.change.Desk.SeatId;
import io.github.taggedcache.data.jpa.change.Desk.Status;
import io.github.taggedcache.data.jpa.change.Desk.Stay;
import io.github.taggedcache.data.jpa.change.Desk.Task;
import io.github.taggedcache.data.jpa.change.Desk.Ticket;
import io.github.taggedcache.data.jpa.change.Desk.Tickets;
import io.github.taggedcache.data.jpa.change.Desk.Trailer;
import io.github.taggedcache.data.jpa.change.Desk.Truck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row that is inserted, updated or deleted invalidates its tag, that of all rows, those
 * of its old and new values, and those of the rows that show it: these, and no others.
 */
class RowChangeTests {

	private static DeskContext desk;

	@BeforeAll
	static void start() {
		desk = new DeskContext();
	}

	@AfterAll
	static void stop() {
		desk.close();
	}

	private static <T> T saved(T entity) {
		desk.run((entities) -> entities.persist(entity));
		return entity;
	}

	private static Owner owner() {
		return saved(new Owner("Ann"));
	}

	private static Ticket ticket(Owner owner) {
		return saved(new Ticket("printer", owner));
	}

	private static String scope(Owner owner, Status status) {
		return "Ticket[owner=" + owner.id + ",status=" + status + "]";
	}

	@Test
	void insertOfRepositoryInvalidatesRowAndScopes() {
		Owner owner = owner();
		Ticket ticket = new Ticket("printer", owner);
		Set<String> tags = desk.invalidatedBy(() -> desk.bean(Tickets.class).save(ticket));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				scope(owner, Status.OPEN), "Owner:" + owner.id, "Owner[+]", "*[]");
	}

	@Test
	void insertWithIdOfDatabaseInvalidatesRow() {
		Label label = new Label("urgent");
		assertThat(desk.invalidatedBy(() -> saved(label))).containsExactlyInAnyOrder("Label:" + label.id, "Label[]",
				"*[]");
	}

	@Test
	void unchangedScopeIsInvalidatedByUpdateAndOwnerIsNot() {
		Owner owner = owner();
		Ticket ticket = ticket(owner);
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.find(Ticket.class, ticket.id).title = "scanner"));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				scope(owner, Status.OPEN), "*[]");
	}

	@Test
	void rowThatMovesInvalidatesOldAndNewScopesAndOwners() {
		Owner before = owner();
		Owner after = owner();
		Ticket ticket = ticket(before);
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			Ticket moved = entities.find(Ticket.class, ticket.id);
			moved.owner = entities.getReference(Owner.class, after.id);
			moved.status = Status.CLOSED;
		}));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[status=CLOSED]", scope(before, Status.OPEN), scope(after, Status.CLOSED), "Owner:" + before.id,
				"Owner:" + after.id, "Owner[+]", "*[]");
	}

	@Test
	void rowWithoutOwnerIsInScopeOfNone() {
		Ticket ticket = saved(new Ticket("printer", null));
		Set<String> tags = desk.invalidatedBy(() -> desk.bean(Tickets.class).deleteById(ticket.id));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[owner=%0,status=OPEN]", "*[]");
	}

	@Test
	void deleteInvalidatesRowScopesAndOwner() {
		Owner owner = owner();
		Ticket ticket = ticket(owner);
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.remove(entities.find(Ticket.class, ticket.id))));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				scope(owner, Status.OPEN), "Owner:" + owner.id, "Owner[+]", "*[]");
	}

	@Test
	void deleteOfReferenceThatWasNotLoadedInvalidatesTheSame() {
		Passport passport = saved(new Passport("X1", owner()));
		Set<String> tags = desk.invalidatedBy(
				() -> desk.run((entities) -> entities.remove(entities.getReference(Passport.class, passport.id))));
		assertThat(tags).containsExactlyInAnyOrder("Passport:" + passport.id, "Passport[]",
				"Owner:" + passport.owner.id, "Owner[+]", "*[]");
	}

	@Test
	void nothingIsInvalidatedByAFlushWithoutChanges() {
		Ticket ticket = ticket(owner());
		assertThat(desk.invalidatedBy(() -> desk.run((entities) -> {
			entities.find(Ticket.class, ticket.id);
			entities.flush();
			entities.createQuery("from Ticket", Ticket.class).getResultList();
		}))).isEmpty();
	}

	@Test
	void mergeOfDetachedRowKnowsItsOldValues() {
		Owner before = owner();
		Owner after = owner();
		Ticket ticket = ticket(before);
		ticket.owner = after;
		Set<String> tags = desk.invalidatedBy(() -> desk.bean(Tickets.class).save(ticket));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				scope(before, Status.OPEN), scope(after, Status.OPEN), "Owner:" + before.id, "Owner:" + after.id,
				"Owner[+]", "*[]");
	}

	@Test
	void fieldThatACallbackChangesCounts() {
		Owner owner = owner();
		Ticket ticket = ticket(owner);
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.find(Ticket.class, ticket.id).title = "done"));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[status=CLOSED]", scope(owner, Status.OPEN), scope(owner, Status.CLOSED), "*[]");
	}

	@Test
	void cascadeInvalidatesEachRow() {
		Owner owner = new Owner("Ann");
		Ticket one = new Ticket("printer", owner);
		owner.tickets.add(one);
		Set<String> tags = desk.invalidatedBy(() -> desk.bean(Owners.class).save(owner));
		assertThat(tags).containsExactlyInAnyOrder("Owner:" + owner.id, "Owner[]", "Ticket:" + one.id, "Ticket[]",
				"Ticket[status=OPEN]", scope(owner, Status.OPEN), "*[]");
	}

	@Test
	void orphanInvalidatesItselfAndItsOwner() {
		Owner owner = owner();
		Ticket orphan = ticket(owner);
		Ticket other = ticket(owner);
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> entities.find(Owner.class, owner.id).tickets
			.removeIf((ticket) -> ticket.id.equals(orphan.id))));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + orphan.id, "Ticket[]", "Ticket[status=OPEN]",
				scope(owner, Status.OPEN), "Owner:" + owner.id, "Owner[+]", "*[]");
		assertThat(other.id).isNotEqualTo(orphan.id);
	}

	@Test
	void otherSideOfOneToOneIsInvalidated() {
		Owner before = owner();
		Owner after = owner();
		Passport passport = saved(new Passport("X1", before));
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.find(Passport.class, passport.id).owner = entities
				.getReference(Owner.class, after.id)));
		assertThat(tags).containsExactlyInAnyOrder("Passport:" + passport.id, "Passport[]", "Owner:" + before.id,
				"Owner:" + after.id, "Owner[+]", "*[]");
	}

	@Test
	void rowThatLeavesARestrictedCollectionInvalidatesItsOwner() {
		Plan plan = saved(new Plan(1));
		Task task = saved(new Task(1, plan));
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.find(Task.class, task.id).done = true));
		assertThat(tags).containsExactlyInAnyOrder("Task:1", "Task[]", "Plan:1", "Plan[+]", "*[]");
	}

	@Test
	void embeddedIdNamesTheRow() {
		Set<String> tags = desk.invalidatedBy(() -> saved(new Seat(new SeatId("C", 7))));
		assertThat(tags).containsExactlyInAnyOrder("Seat:C:7", "Seat[]", "*[]");
	}

	@Test
	void rowInTheIdOfAnotherIsInvalidated() {
		Purchase purchase = saved(new Purchase(3));
		Set<String> inserted = desk.invalidatedBy(() -> desk
			.run((entities) -> entities.persist(new Line(entities.getReference(Purchase.class, purchase.id), 1))));
		assertThat(inserted).containsExactlyInAnyOrder("Line:1:3", "Line[]", "Purchase:3", "Purchase[+]", "*[]");
		Set<String> updated = desk.invalidatedBy(() -> desk
			.run((entities) -> entities.createQuery("from Line", Line.class).getSingleResult().amount = 5));
		assertThat(updated).containsExactlyInAnyOrder("Line:1:3", "Line[]", "*[]");
		Set<String> deleted = desk.invalidatedBy(() -> desk
			.run((entities) -> entities.remove(entities.createQuery("from Line", Line.class).getSingleResult())));
		assertThat(deleted).containsExactlyInAnyOrder("Line:1:3", "Line[]", "Purchase:3", "Purchase[+]", "*[]");
	}

	@Test
	void rowInAnEmbeddedIdIsInvalidated() {
		Purchase purchase = saved(new Purchase(4));
		assertThat(desk.invalidatedBy(() -> saved(new Stay(purchase, 2)))).containsExactlyInAnyOrder("Stay:2:4",
				"Stay[]", "Purchase:4", "Purchase[+]", "*[]");
	}

	@Test
	void rowInAnEmbeddedObjectIsInvalidated() {
		Purchase before = saved(new Purchase(5));
		Purchase after = saved(new Purchase(6));
		Invoice invoice = saved(new Invoice(1, before));
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			Party party = new Party();
			party.purchase = entities.getReference(Purchase.class, after.id);
			entities.find(Invoice.class, invoice.id).party = party;
		}));
		assertThat(tags).containsExactlyInAnyOrder("Invoice:1", "Invoice[]", "Purchase:5", "Purchase:6", "Purchase[+]",
				"*[]");
	}

	@Test
	void rootNamesRowsOfJoinedSubclass() {
		Set<String> inserted = desk.invalidatedBy(() -> saved(new Dog(1, "pug")));
		assertThat(inserted).containsExactlyInAnyOrder("Animal:1", "Animal[]", "Animal[breed=pug]", "*[]");
		Set<String> updated = desk
			.invalidatedBy(() -> desk.run((entities) -> ((Dog) entities.find(Animal.class, 1L)).breed = "collie"));
		assertThat(updated).containsExactlyInAnyOrder("Animal:1", "Animal[]", "Animal[breed=pug]",
				"Animal[breed=collie]", "*[]");
	}

	@Test
	void rootNamesRowsOfSingleTable() {
		assertThat(desk.invalidatedBy(() -> saved(new Car(1)))).containsExactlyInAnyOrder("Vehicle:1", "Vehicle[]",
				"*[]");
	}

	@Test
	void rowsThatTheDatabaseDeletesCountAsATable() {
		Folder folder = saved(new Folder(1));
		saved(new Page(1, folder));
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.remove(entities.find(Folder.class, 1L))));
		assertThat(tags).containsExactlyInAnyOrder("Folder:1", "Folder[]", "Page", "Sheet", "*[]");
	}

	@Test
	void rowsThatNameADeletedRowInTheirIdOrAnEmbeddableCountAsATable() {
		saved(new Purchase(70));
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.remove(entities.find(Purchase.class, 70L))));
		assertThat(tags).contains("Purchase:70", "Line", "Stay", "Invoice");
	}

	@Test
	void rowThatIsJoinedByATableInvalidatesTheOtherSide() {
		Truck truck = saved(new Truck(1));
		Set<String> tags = desk.invalidatedBy(() -> saved(new Trailer(1, truck)));
		assertThat(tags).containsExactlyInAnyOrder("Trailer:1", "Trailer[]", "Truck:1", "Truck[+]", "*[]");
	}

}
