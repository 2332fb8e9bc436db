package io.github.taggedcache.data.jpa.history;

import java.util.List;
import java.util.Optional;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;

/**
 * The same questions, cached. Only lists by field values declare tags.
 */
class Desk {

	private final Queries queries;

	Desk(Queries queries) {
		this.queries = queries;
	}

	@Cacheable("tickets")
	public Optional<TicketView> ticket(long id) {
		return this.queries.ticket(id);
	}

	@Cacheable("agents")
	public Optional<AgentView> agent(long id) {
		return this.queries.agent(id);
	}

	@Cacheable("labels")
	public Optional<LabelView> label(String text) {
		return this.queries.label(text);
	}

	@Cacheable("titles")
	@CacheTags("Ticket[status=#{#status}]")
	public List<String> titles(Status status) {
		return this.queries.titles(status);
	}

	@Cacheable("work")
	@CacheTags("Ticket[agent=#{#agent},status=#{#status}]")
	public List<Long> work(long agent, Status status) {
		return this.queries.work(agent, status);
	}

	@Cacheable("count")
	public long count() {
		return this.queries.count();
	}

	@Cacheable("load")
	public List<String> load() {
		return this.queries.load();
	}

}
