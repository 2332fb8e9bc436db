package io.github.taggedcache.core.survey;

import java.util.List;

/**
 * A part of what a survey finds.
 *
 * @param entries the entries, in no order
 * @param cursor where to go on; empty if the survey has ended
 * @param looked how many entries the store has shown for this page
 */
public record Page(List<Found> entries, String cursor, int looked) {

	public Page {
		entries = List.copyOf(entries);
	}

}
