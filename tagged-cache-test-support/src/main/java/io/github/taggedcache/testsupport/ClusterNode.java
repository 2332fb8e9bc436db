package io.github.taggedcache.testsupport;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node of a cluster, as it describes itself in its answer to {@code CLUSTER NODES}.
 *
 * @param id its id in the cluster
 * @param busPort the port at which the other nodes talk to it
 * @param flags its roles and troubles, such as {@code master}
 * @param epoch its configuration epoch: of two nodes that claim a slot, the higher one
 * wins
 * @param slots its ranges of slots, as {@code 0-5460} or {@code 7}
 */
record ClusterNode(String id, int busPort, Set<String> flags, long epoch, List<String> slots) {

	private static final Pattern ADDRESS = Pattern.compile("[^@]*@(\\d+).*");

	private static final int FLAGS = 2;

	private static final int EPOCH = 6;

	private static final int FIRST_SLOT = 8;

	static ClusterNode of(EmbeddedRedis server) {
		try (RespConnection connection = server.connect()) {
			return parse(String.valueOf(connection.text("CLUSTER", "NODES")));
		}
	}

	/**
	 * Finds the line such as
	 * {@code <id> 127.0.0.1:21000@21001 myself,master - 0 0 1 connected 0-5460}.
	 */
	static ClusterNode parse(String nodes) {
		for (String line : nodes.split("\n", -1)) {
			String[] fields = line.split(" ", -1);
			if (fields.length < FIRST_SLOT || !fields[FLAGS].contains("myself")) {
				continue;
			}
			Matcher address = ADDRESS.matcher(fields[1]);
			if (address.matches()) {
				// In brackets stand slots on their way from or to another node
				List<String> slots = Arrays.stream(fields, FIRST_SLOT, fields.length)
					.filter((range) -> !range.startsWith("["))
					.toList();
				return new ClusterNode(fields[0], Integer.parseInt(address.group(1)),
						Set.of(fields[FLAGS].split(",", -1)), Long.parseLong(fields[EPOCH]), slots);
			}
		}
		throw new IllegalArgumentException("No line of CLUSTER NODES is about the node itself:\n" + nodes);
	}

	boolean isMaster() {
		return this.flags.contains("master");
	}

	boolean owns(int slot) {
		return isMaster() && this.slots.stream().anyMatch((range) -> {
			String[] ends = range.split("-", -1);
			return Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]);
		});
	}

}
