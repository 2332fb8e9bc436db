package io.github.taggedcache.data.jpa.history;

import java.util.List;
import java.util.Random;

/**
 * What becomes of a ticket.
 */
enum Status {

	OPEN, WAITING, CLOSED;

	private static final List<Status> ALL = List.of(values());

	static Status draw(Random random) {
		return ALL.get(random.nextInt(ALL.size()));
	}

}
