package io.github.taggedcache.data.jpa.history;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

/**
 * Changes that a seed chooses.
 */
final class History {

	private static final List<String> LABELS = List.of("bug", "idea", "urgent");

	private final Random random;

	History(Random random) {
		this.random = random;
	}

	/**
	 * One to three changes, as they would stand in one transaction.
	 * @return what was done
	 */
	String change(EntityManager entities) {
		StringBuilder done = new StringBuilder();
		int changes = 1 + this.random.nextInt(3);
		for (int i = 0; i < changes; i++) {
			done.append(changeOnce(entities)).append("; ");
			if (this.random.nextInt(4) == 0) {
				entities.flush();
				done.append("flush; ");
			}
		}
		return done.toString();
	}

	private String changeOnce(EntityManager entities) {
		return switch (this.random.nextInt(16)) {
			case 0, 1 -> insert(entities);
			case 2, 3 -> onTicket(entities, "rename", (ticket) -> ticket.rename(text()));
			case 4, 5 -> onTicket(entities, "move", (ticket) -> ticket.move(status()));
			case 6 -> onTicket(entities, "assign", (ticket) -> ticket.assign(agent(entities)));
			case 7 -> onTicket(entities, "note", (ticket) -> ticket.notes().add(text()));
			case 8 -> onTicket(entities, "clear notes", (ticket) -> ticket.notes().clear());
			case 9 -> onTicket(entities, "label", (ticket) -> toggle(ticket, label(entities)));
			case 10 -> delete(entities);
			case 11 -> renameAgent(entities);
			case 12 -> paint(entities);
			case 13 ->
				bulk(entities, "update Ticket t set t.title = '" + text() + "' where t.status = '" + status() + "'");
			case 14 -> bulk(entities, "update Ticket t set t.status = '" + status() + "' where mod(t.id, 5) = 0");
			default ->
				sql(entities, "update Agent set name = '" + text() + "' where id = " + (1 + this.random.nextInt(3)));
		};
	}

	private String insert(EntityManager entities) {
		Ticket ticket = new Ticket(text(), status(), agent(entities));
		ticket.labels().add(label(entities));
		entities.persist(ticket);
		return "insert " + ticket.id();
	}

	private String delete(EntityManager entities) {
		Ticket ticket = ticket(entities);
		if (ticket == null || count(entities) < 8) {
			return "nothing";
		}
		entities.remove(ticket);
		return "delete " + ticket.id();
	}

	private String renameAgent(EntityManager entities) {
		Agent agent = agent(entities);
		if (agent == null) {
			return "nothing";
		}
		agent.rename(text());
		return "rename agent " + agent.id();
	}

	private String paint(EntityManager entities) {
		Label label = label(entities);
		label.paint(text());
		return "paint " + label.text();
	}

	private static String bulk(EntityManager entities, String statement) {
		entities.createQuery(statement).executeUpdate();
		entities.clear();
		return statement;
	}

	private static String sql(EntityManager entities, String statement) {
		entities.createNativeQuery(statement).executeUpdate();
		entities.clear();
		return statement;
	}

	private String onTicket(EntityManager entities, String name, Consumer<Ticket> change) {
		Ticket ticket = ticket(entities);
		if (ticket == null) {
			return "nothing";
		}
		change.accept(ticket);
		return name + " " + ticket.id();
	}

	private static void toggle(Ticket ticket, Label label) {
		if (!ticket.labels().remove(label)) {
			ticket.labels().add(label);
		}
	}

	private static long count(EntityManager entities) {
		return entities.createQuery("select count(t) from Ticket t", Long.class).getSingleResult();
	}

	private Ticket ticket(EntityManager entities) {
		List<Long> ids = entities.createQuery("select t.id from Ticket t order by t.id", Long.class).getResultList();
		return ids.isEmpty() ? null : entities.find(Ticket.class, ids.get(this.random.nextInt(ids.size())));
	}

	private Agent agent(EntityManager entities) {
		int id = this.random.nextInt(4);
		return (id == 0) ? null : entities.find(Agent.class, (long) id);
	}

	private Label label(EntityManager entities) {
		return entities.find(Label.class, LABELS.get(this.random.nextInt(LABELS.size())));
	}

	private Status status() {
		return Status.draw(this.random);
	}

	private String text() {
		return "t" + this.random.nextInt(1000);
	}

	/**
	 * What every history begins with.
	 */
	static void begin(EntityManager entities) {
		for (String name : List.of("Ada", "Ben", "Cem")) {
			entities.persist(new Agent(name));
		}
		LABELS.forEach((label) -> entities.persist(new Label(label, "grey")));
	}

}
