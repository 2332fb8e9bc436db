package io.github.taggedcache.data.jpa.history;

import java.util.List;

/**
 * A label as the desk shows it.
 *
 * @param colour the colour
 * @param tickets the titles of the tickets
 */
record LabelView(String colour, List<String> tickets) {

	static LabelView of(Label label) {
		return new LabelView(label.colour(), label.tickets().stream().map(Ticket::title).sorted().toList());
	}

}
