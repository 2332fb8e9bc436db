package io.github.taggedcache.sample.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy before Redis that can cut the connection over which an instance follows the
 * invalidation log, and leaves the others alone. It knows that connection by the name
 * that the starter gives it.
 */
final class FollowerProxy implements AutoCloseable {

	private static final String FOLLOWER = "tagged-cache-follower";

	private static final int PIECE = 8_192;

	private static final int CONNECT_MILLIS = 2_000;

	private final ServerSocket listener;

	private final String host;

	private final int port;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private volatile boolean cut;

	private FollowerProxy(ServerSocket listener, String host, int port) {
		this.listener = listener;
		this.host = host;
		this.port = port;
	}

	static FollowerProxy to(String host, int port) {
		try {
			FollowerProxy proxy = new FollowerProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), host,
					port);
			start("accept", proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start a proxy before Redis: " + ex.getMessage(), ex);
		}
	}

	private static void start(String name, Runnable action) {
		Thread thread = new Thread(action, "sample-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Link link = new Link(this.listener.accept());
				this.links.add(link);
				start("connection", link::open);
			}
			catch (IOException ex) {
				// Closed: the loop ends
			}
		}
	}

	String host() {
		return this.listener.getInetAddress().getHostAddress();
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Cuts the follower's connection, and each new one, until it is mended.
	 */
	void cut(boolean cut) {
		this.cut = cut;
		if (cut) {
			this.links.stream().filter((link) -> link.isFollower).forEach(Link::close);
		}
	}

	boolean isCut() {
		return this.cut;
	}

	@Override
	public void close() {
		closeQuietly(this.listener);
		this.links.forEach(Link::close);
	}

	private static void closeQuietly(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			// Nobody uses it any more
		}
	}

	/**
	 * One connection of a client, and its counterpart to the server.
	 */
	private final class Link {

		private final Socket client;

		private final Socket server = new Socket();

		private volatile boolean isFollower;

		Link(Socket client) {
			this.client = client;
		}

		void open() {
			try {
				this.client.setTcpNoDelay(true);
				this.server.setTcpNoDelay(true);
				this.server.connect(new InetSocketAddress(FollowerProxy.this.host, FollowerProxy.this.port),
						CONNECT_MILLIS);
				start("answers", this::answers);
				requests();
			}
			catch (IOException ex) {
				// One side has closed
			}
			finally {
				close();
			}
		}

		private void requests() throws IOException {
			InputStream in = this.client.getInputStream();
			OutputStream out = this.server.getOutputStream();
			byte[] piece = new byte[PIECE];
			for (int length = in.read(piece); length != -1; length = in.read(piece)) {
				if (new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(FOLLOWER)) {
					this.isFollower = true;
				}
				if (this.isFollower && FollowerProxy.this.cut) {
					return;
				}
				out.write(piece, 0, length);
			}
		}

		private void answers() {
			try {
				this.server.getInputStream().transferTo(this.client.getOutputStream());
			}
			catch (IOException ex) {
				// One side has closed
			}
			finally {
				close();
			}
		}

		void close() {
			FollowerProxy.this.links.remove(this);
			closeQuietly(this.client);
			closeQuietly(this.server);
		}

	}

}
