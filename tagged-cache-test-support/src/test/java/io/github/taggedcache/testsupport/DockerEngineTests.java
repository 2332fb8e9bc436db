package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DockerEngineTests {

	@TempDir
	private Path directory;

	@Test
	void engineThatAnswersThePingIsFound() throws IOException {
		try (ServerSocketChannel listener = listen()) {
			CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answer(listener, "HTTP/1.1 200 OK"));
			assertThat(engine().answers()).isTrue();
			answer.join();
		}
	}

	@Test
	void engineThatAnswersWithAnErrorIsNone() throws IOException {
		try (ServerSocketChannel listener = listen()) {
			CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> answer(listener, "HTTP/1.1 503 No"));
			assertThat(engine().answers()).isFalse();
			answer.join();
		}
	}

	@Test
	void silentSocketIsNoEngine() throws IOException {
		try (ServerSocketChannel listener = listen()) {
			assertThat(engine().answers()).isFalse();
			assertThat(listener.isOpen()).isTrue();
		}
	}

	@Test
	void socketWithoutListenerIsNoEngine() throws IOException {
		listen().close();
		assertThat(this.directory.resolve("docker.sock")).exists();
		assertThat(engine().answers()).isFalse();
	}

	@Test
	void missingSocketIsNoEngine() {
		assertThat(engine().answers()).isFalse();
	}

	@Test
	void portThatRefusesIsNoEngine() throws IOException {
		int port = FreePorts.pick(1).get(0);
		assertThat(new DockerEngine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port)).answers()).isFalse();
	}

	@Test
	void socketsOfTheUserAreLookedAtWhereNoHostIsNamed() {
		DockerEngine engine = new DockerEngine(Map.of("HOME", "/home/u", "XDG_RUNTIME_DIR", "/run/user/1"));
		assertThat(engine).hasToString("unix:///var/run/docker.sock or unix:///run/user/1/docker.sock"
				+ " or unix:///home/u/.docker/run/docker.sock or unix:///home/u/.docker/desktop/docker.sock");
	}

	private DockerEngine engine() {
		return new DockerEngine(Map.of("DOCKER_HOST", "unix://" + this.directory.resolve("docker.sock")));
	}

	private ServerSocketChannel listen() throws IOException {
		return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
			.bind(UnixDomainSocketAddress.of(this.directory.resolve("docker.sock")));
	}

	private static void answer(ServerSocketChannel listener, String status) {
		try (SocketChannel channel = listener.accept()) {
			channel.read(ByteBuffer.allocate(1_000));
			channel.write(ByteBuffer.wrap((status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
