package io.github.taggedcache.data.jpa.result;

import java.util.List;
import java.util.Optional;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.data.jpa.EntityTags;
import io.github.taggedcache.data.jpa.desk.Agent;
import io.github.taggedcache.data.jpa.desk.DeskApplication;
import io.github.taggedcache.data.jpa.desk.Ticket;
import io.github.taggedcache.data.jpa.desk.Tickets;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tags of the values of cached methods: those of their rows, beside those of the
 * loads.
 */
@SpringBootTest(classes = DeskApplication.class, properties = "tagged-cache.store=memory")
@Import(CachedValueTests.Desks.class)
class CachedValueTests {

	private final Desks desks;

	private final TaggedCacheManager manager;

	@Autowired
	CachedValueTests(Desks desks, TaggedCacheManager manager) {
		this.desks = desks;
		this.manager = manager;
	}

	@Test
	void entity() {
		this.desks.agent(7);
		assertTags("agents", 7L, "Agent:7", "Agent", "*");
	}

	@Test
	void optionalWithoutAnEntity() {
		assertThat(this.desks.agentIfThere(995)).isEmpty();
		assertTags("agents", 995L, "Agent:995", "Agent", "*");
	}

	@Test
	void entityThatIsPut() {
		this.desks.put(new Agent(8, "bob"));
		assertTags("agents", 8L, "Agent:8", "Agent", "*");
	}

	@Test
	void listOfAQueryHasTheTagsOfItsRowsAndOfItsTable() {
		this.desks.headlines("OPEN");
		assertTags("headlines", "OPEN", "Ticket:1", "Ticket:2", "Ticket[]", "Ticket", "Project:3", "Project", "*");
	}

	@Test
	void listOfAMethodWithAScopeHasNoTagOfItsTable() {
		this.desks.headlinesInScope("OPEN");
		assertTags("scopes", "OPEN", "Ticket[status=OPEN]", "Ticket:1", "Ticket:2", "Ticket", "Project:3", "Project",
				"*");
	}

	private void assertTags(String region, Object key, String... tags) {
		Explanation found = this.manager.explain(region, key);
		assertThat(found.isHit()).as("%s", found).isTrue();
		assertThat(found.tags()).extracting(Explanation.TagState::tag)
			.filteredOn((tag) -> !tag.startsWith("~"))
			.containsExactlyInAnyOrder(tags);
	}

	@EntityTags(Ticket.class)
	record Headline(long id, String title) {

	}

	static class Desks {

		private final EntityManager entities;

		private final Tickets tickets;

		Desks(EntityManager entities, Tickets tickets) {
			this.entities = entities;
			this.tickets = tickets;
		}

		@Cacheable("agents")
		public Agent agent(long id) {
			return this.entities.find(Agent.class, id);
		}

		@Cacheable("agents")
		public Optional<Agent> agentIfThere(long id) {
			return Optional.ofNullable(this.entities.find(Agent.class, id));
		}

		@CachePut(cacheNames = "agents", key = "#agent.id")
		public Agent put(Agent agent) {
			return agent;
		}

		@Cacheable("headlines")
		public List<Headline> headlines(String status) {
			return this.tickets.findByStatus(status)
				.stream()
				.map((ticket) -> new Headline(ticket.getId(), ticket.getTitle()))
				.toList();
		}

		@Cacheable("scopes")
		@CacheTags("Ticket[status=#{#status}]")
		public List<Headline> headlinesInScope(String status) {
			return headlines(status);
		}

	}

}
