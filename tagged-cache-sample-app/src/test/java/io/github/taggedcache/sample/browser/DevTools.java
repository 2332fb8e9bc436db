package io.github.taggedcache.sample.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection to one page of a running Chromium, by its DevTools protocol.
 */
final class DevTools implements WebSocket.Listener, AutoCloseable {

	private static final long ANSWER_SECONDS = 30;

	private final JsonMapper json = JsonMapper.shared();

	private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

	private final AtomicInteger lastId = new AtomicInteger();

	private final StringBuilder message = new StringBuilder();

	private final WebSocket socket;

	DevTools(HttpClient client, URI page) {
		this.socket = client.newWebSocketBuilder().buildAsync(page, this).join();
	}

	JsonNode call(String method, Map<String, ?> parameters) {
		int id = this.lastId.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.awaited.put(id, answer);
		String request = this.json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
		this.socket.sendText(request, true).join();
		JsonNode answered = answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
		if (answered.has("error")) {
			throw new AssertionError("Chromium refuses %s: %s".formatted(request, answered.get("error")));
		}
		return answered.get("result");
	}

	/**
	 * The value of a JavaScript expression.
	 */
	JsonNode evaluate(String expression) {
		JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
		if (result.has("exceptionDetails")) {
			throw new AssertionError("%s: %s".formatted(expression, result.get("exceptionDetails")));
		}
		return result.at("/result/value");
	}

	@Override
	public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.message.append(data);
		if (last) {
			JsonNode whole = this.json.readTree(this.message.toString());
			this.message.setLength(0);
			CompletableFuture<JsonNode> answer = this.awaited.remove(whole.path("id").asInt());
			if (answer != null) {
				answer.complete(whole);
			}
		}
		webSocket.request(1);
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
