package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the Redis program, from its start to its end.
 */
final class RedisProcess {

	private static final Duration START_BOUND = Duration.ofSeconds(20);

	private static final Duration STOP_BOUND = Duration.ofSeconds(15);

	private static final Duration ANSWER_BOUND = Duration.ofSeconds(2);

	private final Process process;

	private final URI uri;

	private final Path output;

	private RedisProcess(Process process, URI uri, Path output) {
		this.process = process;
		this.uri = uri;
		this.output = output;
	}

	/**
	 * Starts the program in a directory and returns when it answers.
	 * @throws PortTakenException if a port of it is in use
	 * @throws IllegalStateException if it does not start; the message holds its output
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	static RedisProcess start(Path directory, URI uri, List<String> arguments) {
		try {
			List<String> command = new ArrayList<>();
			command.add(RedisBinary.in(ServerReaper.instance().directory()).toString());
			command.addAll(arguments);
			Path output = directory.resolve("output.log");
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			ServerReaper.instance().watch(process);
			process.onExit().thenAccept(ServerReaper.instance()::forget);
			process.getOutputStream().close();
			RedisProcess started = new RedisProcess(process, uri, output);
			started.awaitAnswer();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start the embedded Redis: " + ex.getMessage()
					+ ". If programs may not run in the temporary directory, name another one with -Djava.io.tmpdir.",
					ex);
		}
	}

	private void awaitAnswer() {
		try {
			Await.until("Redis answers at " + this.uri, START_BOUND, () -> !this.process.isAlive() || answers());
		}
		catch (IllegalStateException ex) {
			kill();
			throw new IllegalStateException(ex.getMessage() + ". Its output:\n" + output(), ex);
		}
		if (!this.process.isAlive()) {
			throw failure();
		}
	}

	/**
	 * Whether this very process answers, and not another server that was quicker to take
	 * the port.
	 */
	private boolean answers() {
		try (RespConnection connection = RespConnection.open(this.uri, ANSWER_BOUND)) {
			connection.call("PING");
			String info = connection.text("INFO", "server");
			return info != null && info.contains("process_id:" + this.process.pid() + "\r\n");
		}
		catch (RedisReplyException ex) {
			// With a password set nothing more can be asked
			return ex.code().equals("NOAUTH");
		}
	}

	private IllegalStateException failure() {
		String output = output();
		String message = "Redis ended with status %s at its start. Its output:\n%s".formatted(this.process.exitValue(),
				output);
		if (output.contains("Failed listening on port")) {
			return new PortTakenException(message);
		}
		return new IllegalStateException(message);
	}

	private String output() {
		try {
			return Files.readString(this.output, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "(cannot be read: %s)".formatted(ex.getMessage());
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Asks the process to end in its own way (SIGTERM); kills it if it does not.
	 */
	void terminate() {
		this.process.destroy();
		if (!ends(STOP_BOUND)) {
			kill();
		}
	}

	/**
	 * Ends the process at once (SIGKILL).
	 */
	void kill() {
		this.process.destroyForcibly();
		if (!ends(STOP_BOUND)) {
			throw new IllegalStateException("Process %s does not end".formatted(this.process.pid()));
		}
	}

	private boolean ends(Duration bound) {
		try {
			return this.process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of Redis", ex);
		}
	}

	/**
	 * Sends a signal that the JDK has no method for. The shell's own {@code kill} is
	 * there even where the program of that name is not.
	 */
	void signal(String name) {
		try {
			Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -%s %s".formatted(name, this.process.pid()))
				.inheritIO()
				.start();
			int status = shell.waitFor();
			if (status != 0) {
				throw new IllegalStateException("Cannot send %s to process %s".formatted(name, this.process.pid()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while sending " + name, ex);
		}
	}

}
