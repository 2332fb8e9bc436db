package io.github.taggedcache.testsupport;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that starts a server, prints where it is, and closes nothing: it waits to be
 * killed, or ends at once where it has an argument.
 */
public final class ServerThatIsLeftBehind {

	private ServerThatIsLeftBehind() {
	}

	@SuppressWarnings("resource")
	public static void main(String[] args) throws Exception {
		EmbeddedRedis server = EmbeddedRedis.start();
		try (RespConnection connection = server.connect()) {
			List<?> setting = (List<?>) connection.call("CONFIG", "GET", "dir");
			tell(server.uri() + "\n" + new String((byte[]) setting.get(1), StandardCharsets.UTF_8) + "\n");
		}
		if (args.length == 0) {
			int next = System.in.read();
			throw new IllegalStateException("Nobody was to write to this program: " + next);
		}
	}

	private static void tell(String text) throws IOException {
		try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

}
