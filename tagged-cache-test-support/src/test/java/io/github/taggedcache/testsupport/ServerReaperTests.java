package io.github.taggedcache.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerReaperTests {

	private static final Duration BOUND = Duration.ofSeconds(10);

	@Test
	void serverAndItsFilesAreGoneAfterTheJvmWasKilled() throws Exception {
		Process jvm = startJvm();
		try (BufferedReader output = jvm.inputReader()) {
			URI uri = URI.create(output.readLine());
			Path directory = Path.of(output.readLine());
			assertThat(answers(uri)).isTrue();
			jvm.destroyForcibly();
			Await.until("the server and its files are gone", BOUND,
					() -> !answers(uri) && Files.notExists(directory.getParent()));
		}
	}

	@Test
	void serverAndItsFilesAreGoneAfterTheJvmEnded() throws Exception {
		Process jvm = startJvm("end");
		try (BufferedReader output = jvm.inputReader()) {
			URI uri = URI.create(output.readLine());
			Path directory = Path.of(output.readLine());
			Await.until("the server and its files are gone", BOUND,
					() -> !answers(uri) && Files.notExists(directory.getParent()));
			assertThat(jvm.waitFor()).isZero();
		}
	}

	private static Process startJvm(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), ServerThatIsLeftBehind.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static boolean answers(URI uri) {
		try (RespConnection connection = RespConnection.open(uri)) {
			return connection.call("PING") != null;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

}
