package io.github.taggedcache.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * A real Chromium without a window, in a process and with a profile of its own. Clicks
 * and keys reach it as those of a mouse and a keyboard do.
 */
final class ChromiumBrowser implements Browser {

	private static final Duration START_BOUND = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Path profile;

	private final Process process;

	private final DevTools page;

	ChromiumBrowser(ChromiumProgram program) {
		try {
			this.profile = Files.createTempDirectory("chromium-");
			this.process = new ProcessBuilder(program.path().toString(), "--headless", "--no-sandbox", "--disable-gpu",
					"--disable-dev-shm-usage", "--no-first-run", "--window-size=1280,1600", "--remote-debugging-port=0",
					"--user-data-dir=" + this.profile, "about:blank")
				.redirectErrorStream(true)
				.redirectOutput(this.profile.resolve("output.txt").toFile())
				.start();
			this.page = connect();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private DevTools connect() {
		try {
			return new DevTools(this.client, pageAddress(awaitPort()));
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Chromium chooses a free port and writes it into a file of its profile.
	 */
	private int awaitPort() {
		Path file = this.profile.resolve("DevToolsActivePort");
		List<String> lines = Awaitility.await("Chromium is ready")
			.atMost(START_BOUND)
			.until(() -> (Files.exists(file)) ? Files.readAllLines(file) : List.of(), (read) -> read.size() == 2);
		return Integer.parseInt(lines.get(0));
	}

	private URI pageAddress(int port) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/json/list".formatted(port)))
			.build();
		String targets = this.client.sendAsync(request, BodyHandlers.ofString()).join().body();
		JsonNode page = StreamSupport.stream(JsonMapper.shared().readTree(targets).spliterator(), false)
			.filter((target) -> "page".equals(target.path("type").asString()))
			.findFirst()
			.orElseThrow();
		return URI.create(page.get("webSocketDebuggerUrl").asString());
	}

	@Override
	public void open(URI address) {
		this.page.call("Page.navigate", Map.of("url", address.toString()));
	}

	@Override
	public void click(String selector) {
		String element = element(selector);
		this.page.evaluate(element + ".scrollIntoView({ block: 'center' })");
		JsonNode box = this.page.evaluate(element + ".getBoundingClientRect().toJSON()");
		double x = box.get("x").asDouble() + box.get("width").asDouble() / 2;
		double y = box.get("y").asDouble() + box.get("height").asDouble() / 2;
		for (String event : List.of("mousePressed", "mouseReleased")) {
			this.page.call("Input.dispatchMouseEvent",
					Map.of("type", event, "x", x, "y", y, "button", "left", "clickCount", 1));
		}
	}

	@Override
	public void type(String selector, String text) {
		this.page.evaluate(element(selector) + ".select()");
		this.page.call("Input.insertText", Map.of("text", text));
	}

	@Override
	public String text(String selector) {
		String texts = "Array.from(document.querySelectorAll(%s)).map((element) => element.textContent).join(' ')";
		return this.page.evaluate(texts.formatted(quoted(selector))).asString();
	}

	/**
	 * The value of a JavaScript expression.
	 */
	JsonNode evaluate(String expression) {
		return this.page.evaluate(expression);
	}

	void resize(int width, int height) {
		this.page.call("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void prefer(String colorScheme) {
		this.page.call("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
	}

	/**
	 * Presses a key where the focus is.
	 */
	void press(String key, int code, String text) {
		this.page.call("Input.dispatchKeyEvent",
				Map.of("type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text));
		this.page.call("Input.dispatchKeyEvent",
				Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
	}

	private static String element(String selector) {
		return "document.querySelector(%s)".formatted(quoted(selector));
	}

	private static String quoted(String text) {
		return JsonMapper.shared().writeValueAsString(text);
	}

	@Override
	public void close() {
		if (this.page != null) {
			this.page.close();
		}
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
		try {
			FileSystemUtils.deleteRecursively(this.profile);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "Chromium";
	}

}
