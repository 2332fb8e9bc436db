package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Redis server in a process of its own that needs nothing installed: the program
 * comes from the class path.
 * <p>
 * It listens on a free port of the loopback interface, keeps nothing on disk, and dies
 * with this JVM at the latest. Any number of them may run side by side. A server that was
 * stopped can be started again, at the same address and empty.
 */
public final class EmbeddedRedis implements RedisServer {

	private static final int PORT_ATTEMPTS = 10;

	private static final Duration LINK_BOUND = Duration.ofSeconds(20);

	private final URI uri;

	private final Path directory;

	private final List<String> arguments;

	private RedisProcess process;

	private boolean paused;

	private boolean closed;

	private EmbeddedRedis(URI uri, Path directory, List<String> arguments) {
		this.uri = uri;
		this.directory = directory;
		this.arguments = arguments;
		this.process = RedisProcess.start(directory, uri, arguments);
	}

	/**
	 * Starts a server and returns when it answers.
	 * @param arguments further settings as on Redis's command line, such as
	 * {@code "--maxmemory", "4mb"}; {@code --port} and {@code --bind} are not for the
	 * caller to choose
	 * @throws IllegalStateException if the server does not start; the message holds its
	 * output
	 */
	public static EmbeddedRedis start(String... arguments) {
		return start(Role.SERVER, List.of(arguments));
	}

	/**
	 * Starts a server that replicates another one, and returns when it has caught up with
	 * it for the first time.
	 */
	public static EmbeddedRedis startReplicaOf(RedisServer master, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--replicaof", master.host() + " " + master.port()));
		all.addAll(List.of(arguments));
		EmbeddedRedis replica = start(Role.SERVER, all);
		try {
			replica.awaitLinkToMaster();
			return replica;
		}
		catch (RuntimeException ex) {
			replica.close();
			throw ex;
		}
	}

	static EmbeddedRedis startClusterNode(List<String> arguments) {
		return start(Role.CLUSTER_NODE, arguments);
	}

	/**
	 * Starts a Sentinel that watches nothing yet.
	 */
	static EmbeddedRedis startSentinel() {
		return start(Role.SENTINEL, List.of());
	}

	private static EmbeddedRedis start(Role role, List<String> arguments) {
		if (arguments.contains("--port") || arguments.contains("--bind")) {
			throw new IllegalArgumentException(
					"An embedded Redis chooses its own address: leave out --port and --bind");
		}
		PortTakenException taken = null;
		for (int i = 0; i < PORT_ATTEMPTS; i++) {
			try {
				return startOnFreePort(role, arguments);
			}
			catch (PortTakenException ex) {
				// Somebody was quicker than the server: try other ports
				taken = ex;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot start the embedded Redis: " + ex.getMessage(), ex);
			}
		}
		throw new IllegalStateException(
				"Each of %s ports was taken before Redis could listen on it".formatted(PORT_ATTEMPTS), taken);
	}

	private static EmbeddedRedis startOnFreePort(Role role, List<String> arguments) throws IOException {
		List<Integer> ports = FreePorts.pick(2);
		List<String> all = new ArrayList<>(role.arguments(ports.get(1)));
		all.addAll(List.of("--port", ports.get(0).toString(), "--bind", "127.0.0.1"));
		all.addAll(arguments);
		Path directory = Files.createTempDirectory(ServerReaper.instance().directory(), "server-");
		if (role == Role.SENTINEL) {
			Files.createFile(directory.resolve(Role.STATE_FILE));
		}
		try {
			return new EmbeddedRedis(URI.create("redis://127.0.0.1:" + ports.get(0)), directory, List.copyOf(all));
		}
		catch (RuntimeException ex) {
			delete(directory);
			throw ex;
		}
	}

	void awaitLinkToMaster() {
		try (RespConnection connection = connect()) {
			Await.until("the replica at %s has caught up".formatted(this.uri), LINK_BOUND,
					() -> String.valueOf(connection.text("INFO", "replication")).contains("master_link_status:up"));
		}
	}

	@Override
	public URI uri() {
		return this.uri;
	}

	/**
	 * The id of the server's process, of the last one where it is stopped.
	 */
	public synchronized long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the server's process is there, be it paused or not.
	 */
	public synchronized boolean isRunning() {
		return this.process.isAlive();
	}

	synchronized boolean canAnswer() {
		return this.process.isAlive() && !this.paused;
	}

	/**
	 * Ends the process as an administrator does (SIGTERM): Redis lets its replicas catch
	 * up before. Does nothing if it is not running.
	 */
	public synchronized void stop() {
		if (this.process.isAlive()) {
			resume();
			this.process.terminate();
		}
	}

	/**
	 * Ends the process as a crash does (SIGKILL). Does nothing if it is not running.
	 */
	public synchronized void kill() {
		if (this.process.isAlive()) {
			this.process.kill();
		}
		this.paused = false;
	}

	/**
	 * Stops the server, where it runs, and starts it again at the same address. What it
	 * held is lost, unless its own arguments make it persistent.
	 */
	public synchronized void restart() {
		if (this.closed) {
			throw new IllegalStateException("The Redis server at %s was closed: start a new one".formatted(this.uri));
		}
		stop();
		this.process = RedisProcess.start(this.directory, this.uri, this.arguments);
	}

	/**
	 * Freezes the process (SIGSTOP): connections stay open, and new ones are accepted by
	 * the operating system, but nothing is answered until {@link #resume()}.
	 */
	public synchronized void pause() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("The Redis server at %s is not running".formatted(this.uri));
		}
		this.process.signal("STOP");
		this.paused = true;
	}

	/**
	 * Lets a paused process go on. Does nothing if it is not paused.
	 */
	public synchronized void resume() {
		if (this.paused) {
			this.process.signal("CONT");
			this.paused = false;
		}
	}

	/**
	 * Kills the server, where it runs, and removes its directory.
	 */
	@Override
	public synchronized void close() {
		kill();
		if (!this.closed) {
			this.closed = true;
			delete(this.directory);
		}
	}

	private static void delete(Path directory) {
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot remove %s: %s".formatted(directory, ex.getMessage()), ex);
		}
	}

	@Override
	public String toString() {
		return "embedded Redis at " + this.uri;
	}

	/**
	 * What the program is to be.
	 */
	private enum Role {

		SERVER, CLUSTER_NODE, SENTINEL;

		/** A Sentinel keeps its state in its configuration file. */
		static final String STATE_FILE = "sentinel.conf";

		private static final List<String> NO_PERSISTENCE = List.of("--save", "", "--appendonly", "no",
				"--repl-diskless-sync-delay", "0");

		List<String> arguments(int secondPort) {
			if (this == SENTINEL) {
				return List.of(STATE_FILE, "--sentinel");
			}
			List<String> arguments = new ArrayList<>(NO_PERSISTENCE);
			if (this == CLUSTER_NODE) {
				arguments.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(secondPort)));
			}
			return arguments;
		}

	}

}
