package io.github.taggedcache.data.jpa.history;

import java.util.List;

/**
 * An agent as the desk shows it.
 *
 * @param name the name
 * @param tickets the titles of the tickets
 */
record AgentView(String name, List<String> tickets) {

	static AgentView of(Agent agent) {
		return new AgentView(agent.name(), agent.tickets().stream().map(Ticket::title).sorted().toList());
	}

}
