package io.github.taggedcache.data.jpa.change;

import java.util.List;
import java.util.Set;

import io.github.taggedcache.data.jpa.change.Desk.Box;
import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.data.jpa.change.Desk.Label;
import io.github.taggedcache.data.jpa.change.Desk.Owner;
import io.github.taggedcache.data.jpa.change.Desk.Ticket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A collection that changes invalidates the row that owns it, and the rows that came into
 * it or left it if they show it as well.
 */
class CollectionChangeTests {

	private static DeskContext desk;

	private static long ids = 100;

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

	@Test
	void elementCollectionInvalidatesItsOwner() {
		Owner owner = saved(new Owner("Ann"));
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.find(Owner.class, owner.id).phones.add("1234")));
		assertThat(tags).containsExactlyInAnyOrder("Owner:" + owner.id, "Owner[]", "*[]");
	}

	@Test
	void bothSidesOfManyToManyAreInvalidated() {
		Label kept = saved(new Label("kept"));
		Label removed = saved(new Label("removed"));
		Label added = saved(new Label("added"));
		Ticket ticket = new Ticket("printer", null);
		ticket.labels.addAll(List.of(kept, removed));
		Set<String> inserted = desk.invalidatedBy(() -> saved(ticket));
		assertThat(inserted).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[owner=%0,status=OPEN]", "Label:" + kept.id, "Label:" + removed.id, "Label[+]", "*[]");
		Set<String> changed = desk.invalidatedBy(() -> desk.run((entities) -> {
			Ticket found = entities.find(Ticket.class, ticket.id);
			found.labels.removeIf((label) -> label.id.equals(removed.id));
			found.labels.add(entities.find(Label.class, added.id));
		}));
		assertThat(changed).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[owner=%0,status=OPEN]", "Label:" + removed.id, "Label:" + added.id, "Label[+]", "*[]");
	}

	@Test
	void sideOfManyToManyThatIsMappedByTheOtherWritesNothing() {
		Label label = saved(new Label("idle"));
		Ticket ticket = saved(new Ticket("printer", null));
		assertThat(desk.invalidatedBy(() -> desk.run((entities) -> entities.find(Label.class, label.id).tickets
			.add(entities.find(Ticket.class, ticket.id))))).isEmpty();
	}

	@Test
	void deletedOwnerOfLoadedCollectionInvalidatesItsElements() {
		Label label = saved(new Label("gone"));
		Ticket ticket = new Ticket("printer", null);
		ticket.labels.add(label);
		saved(ticket);
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			Ticket found = entities.find(Ticket.class, ticket.id);
			assertThat(found.labels).hasSize(1);
			entities.remove(found);
		}));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[owner=%0,status=OPEN]", "Label:" + label.id, "Label[+]", "*[]");
	}

	@Test
	void deletedOwnerOfCollectionThatWasNotLoadedStandsForItsElements() {
		Label label = saved(new Label("gone"));
		Ticket ticket = new Ticket("printer", null);
		ticket.labels.add(label);
		saved(ticket);
		Set<String> tags = desk
			.invalidatedBy(() -> desk.run((entities) -> entities.remove(entities.find(Ticket.class, ticket.id))));
		assertThat(tags).containsExactlyInAnyOrder("Ticket:" + ticket.id, "Ticket[]", "Ticket[status=OPEN]",
				"Ticket[owner=%0,status=OPEN]", "*[]");
	}

	@Test
	void rowsWithTheColumnOfACollectionAreInvalidated() {
		Item kept = saved(new Item(ids++));
		Item removed = saved(new Item(ids++));
		Item added = saved(new Item(ids++));
		Box box = new Box(ids++);
		box.items.addAll(List.of(kept, removed));
		desk.run((entities) -> entities.merge(box));
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			Box found = entities.find(Box.class, box.id);
			found.items.removeIf((item) -> item.id.equals(removed.id));
			found.items.add(entities.find(Item.class, added.id));
		}));
		assertThat(tags).containsExactlyInAnyOrder("Box:" + box.id, "Box[]", "Item:" + removed.id, "Item:" + added.id,
				"Item[]", "*[]");
	}

	@Test
	void orderOfACollectionBelongsToItsOwner() {
		Item one = saved(new Item(ids++));
		Item two = saved(new Item(ids++));
		Box box = new Box(ids++);
		box.favourites.addAll(List.of(one, two));
		desk.run((entities) -> entities.merge(box));
		Set<String> tags = desk.invalidatedBy(() -> desk.run((entities) -> {
			Box found = entities.find(Box.class, box.id);
			found.favourites.add(found.favourites.remove(0));
		}));
		assertThat(tags).containsExactlyInAnyOrder("Box:" + box.id, "Box[]", "*[]");
	}

}
