package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy before a Redis server that counts round trips on the wire, and can break
 * the wire.
 * <p>
 * A round trip is what a client sends over one connection before it gets an answer on it:
 * the count goes up when a client's bytes follow bytes of the server. Commands that are
 * sent one after the other without waiting are one round trip, also when they leave the
 * client in several packets. On a loopback connection that would not be seen as it is:
 * the server answers the first packet before the second one is out, though the client
 * waits for nothing. Therefore, while round trips are recorded, each answer is delivered
 * a little later than it came. Whatever a client sends without waiting is out by then;
 * whatever it sends after waiting necessarily comes after the delivery. The delay costs
 * its length once a round trip, and nothing outside a recorded stretch. It must be longer
 * than the pauses that a client makes between packets that belong together.
 * <p>
 * Connecting is part of the count: a client greets, authenticates and selects. Warm
 * connections up before.
 */
public final class RoundTripProxy implements AutoCloseable {

	private static final Duration ANSWER_DELAY = Duration.ofMillis(200);

	private static final int CONNECT_BOUND = 2_000;

	private final ServerSocket listener;

	private volatile URI server;

	private final URI uri;

	private final Duration answerDelay;

	private final ProxyGate gate = new ProxyGate();

	private final RoundTripRecorder recorder = new RoundTripRecorder();

	private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

	private RoundTripProxy(URI server, ServerSocket listener, Duration answerDelay) {
		this.server = server;
		this.listener = listener;
		this.uri = withAuthority(server, listener);
		this.answerDelay = answerDelay;
	}

	/**
	 * Starts a proxy to the server, with answers that come 200 ms later while round trips
	 * are recorded.
	 */
	public static RoundTripProxy to(RedisServer server) {
		return to(server.uri(), ANSWER_DELAY);
	}

	/**
	 * The same for an address and a delay of one's own.
	 * @throws IllegalArgumentException for a TLS address: what is encrypted cannot be cut
	 * into round trips
	 */
	public static RoundTripProxy to(URI server, Duration answerDelay) {
		if (!"redis".equals(server.getScheme())) {
			throw new IllegalArgumentException(
					"The proxy counts only what it can read, so its server's address must begin with redis://");
		}
		try {
			RoundTripProxy proxy = new RoundTripProxy(server, FreePorts.listen(), answerDelay);
			proxy.start();
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start a proxy: " + ex.getMessage(), ex);
		}
	}

	private static URI withAuthority(URI server, ServerSocket listener) {
		try {
			return new URI(server.getScheme(), server.getUserInfo(), listener.getInetAddress().getHostAddress(),
					listener.getLocalPort(), server.getPath(), server.getQuery(), null);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private void start() {
		Thread thread = new Thread(this::acceptAll, "round-trip-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	private void acceptAll() {
		int number = 0;
		while (!this.listener.isClosed()) {
			try {
				accept(this.listener.accept(), ++number);
			}
			catch (IOException ex) {
				// Closed: the loop ends
			}
		}
	}

	@SuppressWarnings("resource")
	private void accept(Socket client, int number) throws IOException {
		URI target = this.server;
		Socket onward = new Socket();
		try {
			int port = (target.getPort() != -1) ? target.getPort() : RespConnection.STANDARD_PORT;
			onward.connect(new InetSocketAddress(target.getHost(), port), CONNECT_BOUND);
			onward.setTcpNoDelay(true);
			client.setTcpNoDelay(true);
			ProxiedConnection connection = new ProxiedConnection(number, client, onward, this.gate, this.recorder,
					this.answerDelay, this.connections::remove);
			this.connections.add(connection);
			connection.start();
			if (this.listener.isClosed() || !target.equals(this.server)) {
				connection.close();
			}
		}
		catch (IOException ex) {
			// The server is away: the client finds its connection closed
			onward.close();
			client.close();
		}
	}

	/**
	 * The address of the proxy, with the credentials and the database of the server's.
	 */
	public URI uri() {
		return this.uri;
	}

	/**
	 * The number of round trips that all connections together made during the action.
	 */
	public <E extends Exception> int roundTrips(ThrowingRunnable<E> action) throws E {
		return record(action).size();
	}

	/**
	 * The round trips that all connections together began during the action, in the order
	 * in which they began, for telling one connection's from another's and for messages
	 * that show what was sent.
	 * @throws IllegalStateException if another stretch is being recorded
	 */
	public <E extends Exception> List<RoundTrip> record(ThrowingRunnable<E> action) throws E {
		this.recorder.start();
		List<RoundTrip> recorded;
		try {
			action.run();
		}
		finally {
			recorded = this.recorder.stop();
		}
		return recorded;
	}

	/**
	 * Keeps the answers of the server back until {@link #release()}: requests take
	 * effect, but no client learns of it.
	 */
	public void holdAnswers() {
		this.gate.holdAnswers();
	}

	/**
	 * Keeps the requests of the clients back until {@link #release()}.
	 */
	public void holdRequests() {
		this.gate.holdRequests();
	}

	/**
	 * Lets go, in order, what was held back.
	 */
	public void release() {
		this.gate.release();
	}

	/**
	 * Drops all bytes in both directions while connections stay open, as a broken network
	 * does. When that ends, connections that lost bytes are closed: what follows a gap
	 * would be taken for the answer to another request.
	 */
	public void swallow(boolean swallow) {
		this.gate.swallow(swallow);
		if (!swallow) {
			this.connections.stream().filter(ProxiedConnection::isIncomplete).forEach(ProxiedConnection::close);
		}
	}

	/**
	 * Closes all connections, and connects clients to another server from now on, as
	 * where an address moves with the master. Credentials and database are to be the
	 * same.
	 */
	public void redirectTo(RedisServer other) {
		pointTo(other);
		cutAll();
	}

	/**
	 * Connects clients to another server from now on, as where a name stands for another
	 * address. Connections that are there stay open. Credentials and database are to be
	 * the same.
	 */
	public void pointTo(RedisServer other) {
		this.server = other.uri();
	}

	/**
	 * Closes all connections, with what they hold back. Clients may connect again.
	 */
	public void cutAll() {
		this.connections.forEach(ProxiedConnection::close);
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cutAll();
	}

}
