package io.github.taggedcache.data.jpa.history;

/**
 * What becomes of a ticket.
 */
enum Status {

	OPEN, WAITING, CLOSED

}
