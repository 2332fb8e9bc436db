package io.github.taggedcache.testsupport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds loopback ports that nobody listens on.
 * <p>
 * They lie below the range that operating systems take the ports of outgoing connections
 * from. A port out of that range could be taken by any client while its server is down;
 * worse, a client that keeps trying to reconnect to it can be given the very same port as
 * its own, and is then connected to itself.
 */
final class FreePorts {

	static final int FIRST = 20_000;

	static final int LAST = 31_999;

	private static final int ATTEMPTS = 1_000;

	private FreePorts() {
	}

	/**
	 * Different ports that are free at this moment; somebody else may take one before the
	 * caller does.
	 */
	static List<Integer> pick(int count) throws IOException {
		List<ServerSocket> held = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				held.add(listen());
			}
			return held.stream().map(ServerSocket::getLocalPort).toList();
		}
		finally {
			for (ServerSocket socket : held) {
				socket.close();
			}
		}
	}

	/**
	 * A socket that listens on a free port.
	 */
	@SuppressWarnings("AddressSelection")
	static ServerSocket listen() throws IOException {
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
			try {
				return new ServerSocket(port, 0, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
			}
			catch (BindException ex) {
				// Taken: try another one
			}
		}
		throw new IOException("No free port between %s and %s".formatted(FIRST, LAST));
	}

}
