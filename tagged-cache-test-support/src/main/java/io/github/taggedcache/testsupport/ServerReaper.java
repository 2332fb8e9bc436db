package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees to it that no server process and no file outlives this JVM, however the JVM ends.
 * <p>
 * A shutdown hook does not run when the JVM is killed, and would run beside the hooks of
 * the application that still uses the server. So a shell waits at the other end of a
 * pipe: the operating system closes the pipe with the JVM, and then the shell kills the
 * processes it was told of, and removes the directory. It ignores the signals that a
 * terminal sends to the whole group.
 */
final class ServerReaper {

	private static final String SCRIPT = """
			trap '' HUP INT TERM
			pids=
			while read -r verb pid; do
				case $verb in
				watch)
					pids="$pids $pid" ;;
				forget)
					kept=
					for each in $pids; do
						[ "$each" = "$pid" ] || kept="$kept $each"
					done
					pids=$kept ;;
				esac
			done
			for each in $pids; do
				kill -KILL "$each" 2>/dev/null
			done
			rm -rf -- "$1"
			""";

	private final Path directory;

	private final OutputStream orders;

	private ServerReaper(Path directory, OutputStream orders) {
		this.directory = directory;
		this.orders = orders;
	}

	/**
	 * The reaper of this JVM, started at the first call.
	 */
	static ServerReaper instance() {
		return OfThisJvm.REAPER;
	}

	private static ServerReaper start() {
		try {
			Path directory = Files.createTempDirectory("tagged-cache-redis-");
			Process shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "redis-reaper", directory.toString())
				.redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start();
			return new ServerReaper(directory, shell.getOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot prepare the embedded Redis: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The directory that vanishes with this JVM.
	 */
	Path directory() {
		return this.directory;
	}

	/**
	 * From now on the process dies with this JVM.
	 */
	void watch(Process process) {
		order("watch", process);
	}

	/**
	 * The process has ended; its id may belong to somebody else soon.
	 */
	void forget(Process process) {
		order("forget", process);
	}

	private synchronized void order(String verb, Process process) {
		try {
			this.orders.write("%s %s\n".formatted(verb, process.pid()).getBytes(StandardCharsets.US_ASCII));
			this.orders.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The process that cleans up after this JVM is gone", ex);
		}
	}

	private static final class OfThisJvm {

		private static final ServerReaper REAPER = start();

	}

}
