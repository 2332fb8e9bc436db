package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out, quickly and without a word, whether a Docker engine answers: where
 * {@code DOCKER_HOST} says, else at the sockets where Testcontainers looks as well.
 */
final class DockerEngine {

	private static final int BOUND = 1_000;

	private final List<URI> addresses;

	DockerEngine(Map<String, String> environment) {
		this.addresses = addresses(environment);
	}

	private static List<URI> addresses(Map<String, String> environment) {
		String host = environment.get("DOCKER_HOST");
		if (host != null && !host.isBlank()) {
			return List.of(URI.create(host.strip()));
		}
		List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock")));
		String runtime = environment.get("XDG_RUNTIME_DIR");
		if (runtime != null && !runtime.isBlank()) {
			sockets.add(Path.of(runtime, "docker.sock"));
		}
		String home = environment.get("HOME");
		if (home != null && !home.isBlank()) {
			sockets.add(Path.of(home, ".docker", "run", "docker.sock"));
			sockets.add(Path.of(home, ".docker", "desktop", "docker.sock"));
		}
		return sockets.stream().map((socket) -> URI.create("unix://" + socket.toUri().getRawPath())).toList();
	}

	boolean answers() {
		return this.addresses.stream().anyMatch(DockerEngine::answersAt);
	}

	private static boolean answersAt(URI address) {
		try {
			return switch (String.valueOf(address.getScheme())) {
				case "unix" -> answersAtSocket(Path.of(address.getPath()));
				case "tcp", "http", "https" -> acceptsConnection(address);
				default -> false;
			};
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean acceptsConnection(URI address) throws IOException {
		if (address.getHost() == null || address.getPort() == -1) {
			return false;
		}
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), BOUND);
			return true;
		}
	}

	/**
	 * A socket file alone proves nothing: it stays behind when an engine stops, and tools
	 * make it that start their engine later.
	 */
	private static boolean answersAtSocket(Path socket) throws IOException {
		if (!Files.exists(socket)) {
			return false;
		}
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
				Selector selector = Selector.open()) {
			channel.connect(UnixDomainSocketAddress.of(socket));
			channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII)));
			channel.configureBlocking(false);
			channel.register(selector, SelectionKey.OP_READ);
			if (selector.select(BOUND) == 0) {
				return false;
			}
			ByteBuffer answer = ByteBuffer.allocate(64);
			channel.read(answer);
			return StandardCharsets.US_ASCII.decode(answer.flip()).toString().startsWith("HTTP/1.1 200");
		}
	}

	@Override
	public String toString() {
		return String.join(" or ", this.addresses.stream().map(URI::toString).toList());
	}

}
