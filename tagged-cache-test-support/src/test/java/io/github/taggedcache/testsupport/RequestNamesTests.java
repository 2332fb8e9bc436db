package io.github.taggedcache.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RequestNamesTests {

	private static final byte[] REQUESTS = (request("set", "key", "*1\r\n$0\r\n\r\n") + request("PING")
			+ request("GET", ""))
		.getBytes(StandardCharsets.US_ASCII);

	@Test
	void namesOfPipelinedCommandsAreFound() {
		assertThat(new RequestNames().read(REQUESTS, REQUESTS.length)).containsExactly("SET", "PING", "GET");
	}

	@Test
	void namesAreFoundHoweverTheBytesAreCut() {
		RequestNames requestNames = new RequestNames();
		List<String> names = new ArrayList<>();
		for (byte each : REQUESTS) {
			names.addAll(requestNames.read(new byte[] { each }, 1));
		}
		assertThat(names).containsExactly("SET", "PING", "GET");
	}

	@Test
	void otherProtocolIsRefused() {
		byte[] bytes = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
		assertThatIllegalStateException().isThrownBy(() -> new RequestNames().read(bytes, bytes.length))
			.withMessageContaining("GET / HTTP/1.1");
	}

	private static String request(String... words) {
		StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
		for (String word : words) {
			request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
		}
		return request.toString();
	}

}
