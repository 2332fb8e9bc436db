package io.github.taggedcache.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * A blocking connection that speaks RESP2 and nothing more, for whoever must look at
 * Redis without a driver in between.
 * <p>
 * Replies come as {@link String} (status), {@link Long}, {@code byte[]} (bulk),
 * {@link java.util.List} (array, also nested) or {@code null} (nil). Not safe for use by
 * several threads at once.
 */
public final class RespConnection implements AutoCloseable {

	static final int STANDARD_PORT = 6379;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Socket socket;

	private final OutputStream out;

	private final RespReader reader;

	private RespConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.out = socket.getOutputStream();
		this.reader = new RespReader(socket.getInputStream());
	}

	/**
	 * Connects to {@code redis://[[user]:password@]host[:port][/database]}, or the same
	 * with {@code rediss://} for TLS with the JVM's own trust store, authenticates and
	 * selects the database.
	 * @throws UncheckedIOException if the server cannot be reached
	 * @throws RedisReplyException if the server refuses the credentials or the database
	 */
	public static RespConnection open(URI uri) {
		return open(uri, TIMEOUT);
	}

	/**
	 * The same with a bound of its own for connecting and for each reply.
	 */
	@SuppressWarnings("resource")
	public static RespConnection open(URI uri, Duration timeout) {
		Socket socket = new Socket();
		try {
			int port = (uri.getPort() != -1) ? uri.getPort() : STANDARD_PORT;
			socket.connect(new InetSocketAddress(uri.getHost(), port), Math.toIntExact(timeout.toMillis()));
			socket.setTcpNoDelay(true);
			RespConnection connection = new RespConnection(secured(socket, uri, port));
			connection.readTimeout(timeout);
			connection.introduce(uri);
			return connection;
		}
		catch (IOException ex) {
			closeQuietly(socket);
			throw new UncheckedIOException(
					"Cannot connect to %s:%s: %s".formatted(uri.getHost(), uri.getPort(), ex.getMessage()), ex);
		}
		catch (RuntimeException ex) {
			closeQuietly(socket);
			throw ex;
		}
	}

	private static Socket secured(Socket socket, URI uri, int port) throws IOException {
		if (!"rediss".equals(uri.getScheme())) {
			return socket;
		}
		SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
		return factory.createSocket(socket, uri.getHost(), port, true);
	}

	private void introduce(URI uri) {
		String userInfo = uri.getUserInfo();
		if (userInfo != null) {
			int colon = userInfo.indexOf(':');
			String password = userInfo.substring(colon + 1);
			if (colon > 0) {
				call("AUTH", userInfo.substring(0, colon), password);
			}
			else {
				call("AUTH", password);
			}
		}
		String path = uri.getPath();
		if (path != null && path.length() > 1) {
			call("SELECT", path.substring(1));
		}
	}

	/**
	 * How long {@link #receive()} waits; {@link Duration#ZERO} means for ever.
	 */
	public void readTimeout(Duration timeout) {
		try {
			this.socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends one command and reads its reply.
	 * @param command name and arguments: {@code byte[]} as it is, anything else as the
	 * UTF-8 of its text
	 * @throws RedisReplyException if Redis replies with an error
	 */
	public @Nullable Object call(Object... command) {
		send(command);
		return receive();
	}

	/**
	 * As {@link #call(Object...)}, for a reply that is text: status, number or bulk
	 * string.
	 */
	public @Nullable String text(Object... command) {
		Object reply = call(command);
		if (reply instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (reply != null) ? reply.toString() : null;
	}

	/**
	 * As {@link #call(Object...)}, for a reply that is a number.
	 * @throws IllegalStateException if the reply is none
	 */
	public long number(Object... command) {
		Object reply = call(command);
		if (reply instanceof Long number) {
			return number;
		}
		throw new IllegalStateException("The reply to %s is not a number: %s".formatted(command[0], reply));
	}

	/**
	 * Sends one command without waiting for its reply. Each reply must be fetched with
	 * {@link #receive()}, in the order of the commands.
	 */
	public void send(Object... command) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(ascii("*" + command.length + "\r\n"));
		for (Object part : command) {
			byte[] bytes = (part instanceof byte[] raw) ? raw : part.toString().getBytes(StandardCharsets.UTF_8);
			request.writeBytes(ascii("$" + bytes.length + "\r\n"));
			request.writeBytes(bytes);
			request.writeBytes(ascii("\r\n"));
		}
		try {
			this.out.write(request.toByteArray());
			this.out.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the next reply. An error inside an array is an element of it.
	 * @throws RedisReplyException if the reply is an error
	 */
	public @Nullable Object receive() {
		try {
			Object reply = this.reader.read();
			if (reply instanceof RedisReplyException error) {
				throw error;
			}
			return reply;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		closeQuietly(this.socket);
	}

	private static void closeQuietly(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// Nothing is lost: whoever closes expects no more replies
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
