package io.github.taggedcache.data.jpa.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A ticket as the desk shows it.
 *
 * @param id the id
 * @param title the title
 * @param status the status
 * @param agent the name of the agent; null if there is none
 * @param notes the notes
 * @param labels the labels with their colours
 */
record TicketView(long id, String title, Status status, @Nullable String agent, List<String> notes,
		List<String> labels) {

	static TicketView of(Ticket ticket) {
		Agent agent = ticket.agent();
		return new TicketView(ticket.id(), ticket.title(), ticket.status(), (agent != null) ? agent.name() : null,
				List.copyOf(ticket.notes().stream().sorted().toList()),
				ticket.labels().stream().map((label) -> label.text() + " " + label.colour()).sorted().toList());
	}

}
