package io.github.taggedcache.coherence;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An instance in a process of its own, to be killed right after a call has returned. It
 * says when the load has begun, lets it go on when it is told to, and says when the call
 * has returned.
 */
final class KilledInstance implements AutoCloseable {

	private static final String LOADING = "loading";

	private static final String RETURNED = "returned";

	private final Process process;

	private final BufferedReader lines;

	KilledInstance(URI redis, String namespace, long id) throws IOException {
		this(redis, namespace, id, Reading.PLAIN);
	}

	KilledInstance(URI redis, String namespace, long id, Reading reading, String... properties) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), KilledInstance.class.getName(), redis.toString(),
						namespace, Long.toString(id), reading.name()));
		command.addAll(List.of(properties));
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		this.lines = this.process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Waits until the method of the call runs.
	 */
	void awaitLoad() throws IOException {
		await(LOADING);
	}

	/**
	 * Lets the method return, and waits until the call has returned.
	 */
	void awaitReturn() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
		await(RETURNED);
	}

	private void await(String line) throws IOException {
		String read = this.lines.readLine();
		while (read != null && !read.equals(line)) {
			read = this.lines.readLine();
		}
		if (read == null) {
			throw new IOException("The instance ended before it was '" + line + "'");
		}
	}

	/**
	 * Kills the process, without a chance to do anything more.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Runs the instance.
	 * @param args the URI of Redis, the namespace, the id that is read, the way to read
	 * it, and properties
	 * @throws InterruptedException if nobody kills it
	 */
	public static void main(String[] args) throws InterruptedException {
		Database database = new Database();
		Instance instance = Instance.start(URI.create(args[0]), args[1], database,
				Stream.concat(Stream.of("tagged-cache.max-staleness=30s"), Stream.of(args).skip(4))
					.toArray(String[]::new));
		instance.awaitCaughtUp();
		database.afterNextRead(KilledInstance::awaitLine);
		Reading.valueOf(args[3]).on(instance, Long.parseLong(args[2]));
		say(RETURNED);
		Thread.currentThread().join();
	}

	private static void say(String line) {
		new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(line);
	}

	private static void awaitLine() {
		say(LOADING);
		try {
			new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
