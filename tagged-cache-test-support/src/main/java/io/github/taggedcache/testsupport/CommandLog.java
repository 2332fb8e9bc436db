package io.github.taggedcache.testsupport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells which commands a server was sent while something ran.
 * <p>
 * It watches with {@code MONITOR}, which shows the commands of all clients in the order
 * in which Redis ran them, but leaves out administrative ones such as {@code CONFIG} and
 * the arguments of {@code AUTH}. What was sent without waiting for the reply may reach
 * the server after the end of the stretch, and is then not in it.
 */
public final class CommandLog {

	private static final Duration END_BOUND = Duration.ofSeconds(10);

	private final URI uri;

	private CommandLog(URI uri) {
		this.uri = uri;
	}

	/**
	 * A log of the server's commands. It holds no connection while nothing is recorded.
	 */
	public static CommandLog of(RedisServer server) {
		return of(server.uri());
	}

	/**
	 * The same for a server known by its address, such as a node of a cluster.
	 */
	public static CommandLog of(URI uri) {
		return new CommandLog(uri);
	}

	/**
	 * Runs the action and returns exactly the commands that the server ran in the
	 * meantime.
	 */
	public <E extends Exception> List<MonitoredCommand> record(ThrowingRunnable<E> action) throws E {
		try (RespConnection monitor = RespConnection.open(this.uri);
				RespConnection marking = RespConnection.open(this.uri)) {
			String start = "start-of-stretch-" + UUID.randomUUID();
			String end = "end-of-stretch-" + UUID.randomUUID();
			monitor.call("MONITOR");
			monitor.readTimeout(Duration.ZERO);
			// Read at once: what Redis has to hold back for a slow reader counts as used
			// memory, and would make it evict keys
			CompletableFuture<List<MonitoredCommand>> stretch = new CompletableFuture<>();
			Thread reader = new Thread(() -> read(monitor, start, end, stretch), "command-log");
			reader.setDaemon(true);
			reader.start();
			marking.call("ECHO", start);
			action.run();
			marking.call("ECHO", end);
			return await(stretch);
		}
	}

	private static void read(RespConnection monitor, String start, String end,
			CompletableFuture<List<MonitoredCommand>> stretch) {
		try {
			List<MonitoredCommand> commands = new ArrayList<>();
			MonitoredCommand command = next(monitor);
			while (!command.isEchoOf(start)) {
				command = next(monitor);
			}
			command = next(monitor);
			while (!command.isEchoOf(end)) {
				commands.add(command);
				command = next(monitor);
			}
			stretch.complete(List.copyOf(commands));
		}
		catch (RuntimeException ex) {
			stretch.completeExceptionally(ex);
		}
	}

	private static MonitoredCommand next(RespConnection monitor) {
		return MonitoredCommand.parse(String.valueOf(monitor.receive()));
	}

	private List<MonitoredCommand> await(CompletableFuture<List<MonitoredCommand>> stretch) {
		try {
			return stretch.get(END_BOUND.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while recording the commands of " + this.uri, ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("MONITOR of %s did not show the end of the stretch".formatted(this.uri),
					ex);
		}
	}

}
