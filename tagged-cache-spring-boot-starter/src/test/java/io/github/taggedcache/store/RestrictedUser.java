package io.github.taggedcache.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.github.taggedcache.testsupport.RedisServer;
import io.github.taggedcache.testsupport.RespConnection;

/**
 * The user whose rights docs/redis-keys.md says are enough, taken from there.
 */
final class RestrictedUser {

	static final String NAME = "tagged-cache";

	static final String PASSWORD = "secret";

	private static final Path DOCUMENT = Path.of("..", "docs", "redis-keys.md");

	private RestrictedUser() {
	}

	/**
	 * Creates the user on a server.
	 */
	static void create(RedisServer server) {
		apply(server, "ACL SETUSER tagged-cache on");
	}

	/**
	 * Creates the user on a node of a cluster.
	 */
	static void createInCluster(RedisServer node) {
		create(node);
		apply(node, "ACL SETUSER tagged-cache +cluster");
	}

	private static void apply(RedisServer server, String rule) {
		String command = documented(rule).replace("<password>", PASSWORD).replace("<namespace>", "test*");
		try (RespConnection connection = server.connect()) {
			connection.call((Object[]) command.split(" "));
		}
	}

	private static String documented(String rule) {
		try {
			String text = Files.readString(DOCUMENT).replace("\\\n", "").replaceAll(" +", " ");
			return Arrays.stream(text.split("\n"))
				.filter((line) -> line.startsWith(rule))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(DOCUMENT + " has no line that begins with: " + rule));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
