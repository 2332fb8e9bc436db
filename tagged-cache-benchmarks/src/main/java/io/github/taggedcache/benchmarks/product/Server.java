package io.github.taggedcache.benchmarks.product;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;

/**
 * The Redis server of this JVM: the one that the tests would use.
 */
public final class Server {

	private Server() {
	}

	/**
	 * Its address.
	 * @return the address
	 */
	public static URI uri() {
		return RedisServers.shared().uri();
	}

	/**
	 * Removes all data.
	 */
	public static void flush() {
		try (RespConnection connection = connect()) {
			connection.call("FLUSHALL");
		}
	}

	/**
	 * A new connection, with patience for scripts that write a lot.
	 * @return the connection
	 */
	public static RespConnection connect() {
		return RespConnection.open(uri(), Duration.ofMinutes(5));
	}

	/**
	 * What the server says about itself.
	 * @return names and values
	 */
	public static Map<String, String> info() {
		try (RespConnection connection = connect()) {
			return Objects.requireNonNull(connection.text("INFO"))
				.lines()
				.filter((line) -> line.contains(":"))
				.map((line) -> line.split(":", 2))
				.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1].strip(), (first, second) -> second));
		}
	}

	/**
	 * A number that the server says about itself.
	 * @param name its name
	 * @return the number
	 */
	public static double number(String name) {
		String value = info().get(name);
		if (value == null) {
			throw new IllegalStateException("INFO of the Redis server has no " + name);
		}
		return Double.parseDouble(value);
	}

}
