package io.github.taggedcache.data.jpa.history;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.persistence.EntityManager;

import org.springframework.transaction.annotation.Transactional;

/**
 * What the desk asks the database, without a cache. Counts the questions.
 */
class Queries {

	private final AtomicLong asked = new AtomicLong();

	private final EntityManager entities;

	Queries(EntityManager entities) {
		this.entities = entities;
	}

	long asked() {
		return this.asked.get();
	}

	/**
	 * A ticket with what it refers to, by its id.
	 */
	@Transactional(readOnly = true)
	public Optional<TicketView> ticket(long id) {
		this.asked.incrementAndGet();
		return Optional.ofNullable(this.entities.find(Ticket.class, id)).map(TicketView::of);
	}

	/**
	 * An agent with its tickets, by the collection of the agent.
	 */
	@Transactional(readOnly = true)
	public Optional<AgentView> agent(long id) {
		this.asked.incrementAndGet();
		return Optional.ofNullable(this.entities.find(Agent.class, id)).map(AgentView::of);
	}

	/**
	 * A label with its tickets, by the collection of the label.
	 */
	@Transactional(readOnly = true)
	public Optional<LabelView> label(String text) {
		this.asked.incrementAndGet();
		return Optional.ofNullable(this.entities.find(Label.class, text)).map(LabelView::of);
	}

	/**
	 * Titles of the tickets with a status.
	 */
	@Transactional(readOnly = true)
	public List<String> titles(Status status) {
		this.asked.incrementAndGet();
		return this.entities
			.createQuery("select t.title from Ticket t where t.status = :status order by t.id", String.class)
			.setParameter("status", status)
			.getResultList();
	}

	/**
	 * Ids of the tickets of an agent with a status.
	 */
	@Transactional(readOnly = true)
	public List<Long> work(long agent, Status status) {
		this.asked.incrementAndGet();
		return this.entities
			.createQuery("select t.id from Ticket t where t.agent.id = :agent and t.status = :status order by t.id",
					Long.class)
			.setParameter("agent", agent)
			.setParameter("status", status)
			.getResultList();
	}

	/**
	 * How many tickets there are.
	 */
	@Transactional(readOnly = true)
	public long count() {
		this.asked.incrementAndGet();
		return this.entities.createQuery("select count(t) from Ticket t", Long.class).getSingleResult();
	}

	/**
	 * Agents with the number of their tickets.
	 */
	@Transactional(readOnly = true)
	public List<String> load() {
		this.asked.incrementAndGet();
		return this.entities
			.createQuery("select concat(a.name, ' ', count(t)) from Agent a left join a.tickets t"
					+ " group by a.id, a.name order by a.id", String.class)
			.getResultList();
	}

}
