package io.github.taggedcache.testsupport;

import java.util.List;

/**
 * What a client sent over one connection before it waited for an answer.
 *
 * @param connection the number of the connection at its proxy, counted from 1
 * @param commands the names of the commands in upper case, in the order sent
 */
public record RoundTrip(int connection, List<String> commands) {

	public RoundTrip {
		commands = List.copyOf(commands);
	}

}
