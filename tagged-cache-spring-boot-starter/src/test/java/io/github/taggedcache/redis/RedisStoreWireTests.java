package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTrip;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the store sends, and what it costs the server.
 */
class RedisStoreWireTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final KeyLayout LAYOUT = new KeyLayout("shop");

	private static EmbeddedRedis server;

	private static RoundTripProxy proxy;

	private static LettuceConnectionFactory factory;

	private final RedisStore store = new RedisStore(factory, LAYOUT, 1000, LettuceFactories.TIMEOUT);

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start();
		proxy = RoundTripProxy.to(server.uri(), Duration.ZERO);
		factory = LettuceFactories.of(proxy.uri());
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		proxy.close();
		server.close();
	}

	@BeforeEach
	void flush() {
		try (RespConnection connection = server.connect()) {
			connection.call("FLUSHALL");
		}
		Futures.await(this.store.prepare());
	}

	@Test
	void preparationIsTheScriptsAndOneCheck() {
		assertOneRoundTrip(List.of("SCRIPT", "SCRIPT", "SCRIPT", "SCRIPT", "SCRIPT", "EVALSHA"),
				() -> List.of(this.store.prepare()));
	}

	@Test
	void invalidationIsOneCommand() {
		assertOneRoundTrip(List.of("EVALSHA"), () -> List.of(this.store.append(invalidation(1, Mode.HARD))));
	}

	@Test
	void readingAnEntryAndItsVersionsIsOneRoundTrip() {
		ObservedNames names = new ObservedNames(List.of("a"), List.of(KEY), 1000, false);
		assertOneRoundTrip(List.of("GET", "EVALSHA"), () -> List.of(this.store.get(KEY), this.store.observe(names)));
		assertOneRoundTrip(List.of("GET", "MGET", "GETEX"),
				() -> List.of(this.store.get(KEY), this.store.observe(names)));
	}

	@Test
	void readingTheClockIsOneCommand() {
		ObservedNames nothing = new ObservedNames(List.of(), List.of(), 1000, false);
		assertOneRoundTrip(List.of("GETEX"), () -> List.of(this.store.observe(nothing)));
	}

	@Test
	void evictionIsOneRoundTrip() {
		Append event = new Append(List.of(), List.of(KEY), Mode.HARD, 0, 1000, Append.ALWAYS, "node-1");
		assertOneRoundTrip(List.of("EVALSHA", "UNLINK"),
				() -> List.of(this.store.append(event), this.store.remove(KEY)));
	}

	@Test
	void askingForALeaseAndItsEntryIsOneRoundTrip() {
		assertOneRoundTrip(List.of("SET", "GET"),
				() -> List.of(this.store.acquire(KEY, "one", 1000), this.store.get(KEY)));
	}

	@Test
	void freeingALeaseRunsNoScript() {
		Futures.await(this.store.acquire(KEY, "one", 100_000));
		assertOneRoundTrip(List.of("UNLINK"), () -> List.of(this.store.free(KEY)));
	}

	@Test
	void releasingALeaseIsOneCommand() {
		Futures.await(this.store.acquire(KEY, "one", 100_000));
		assertThat(commands(() -> Futures.await(this.store.release(KEY, "one")))).containsExactlyInAnyOrder("EVALSHA",
				"GET", "UNLINK");
	}

	@Test
	void writingAnEntryIsOneCommand() {
		assertOneRoundTrip(List.of("SET"), () -> List.of(this.store.set(KEY, new byte[10], 1000)));
	}

	@Test
	void tenThousandTagsAreInvalidatedInOneRoundTripOfHundredCommands() {
		Node node = new Node(this.store, new Retention());
		List<String> tags = IntStream.range(0, 10_000).mapToObj((number) -> "tag" + number).toList();
		assertOneRoundTrip(Collections.nCopies(100, "EVALSHA"), () -> List.of(node.invalidate(tags, Mode.HARD)));
	}

	/**
	 * Keeps the answers back until the server has done everything: so all commands were
	 * sent without waiting for any answer.
	 */
	private static void assertOneRoundTrip(List<String> commands, Supplier<List<CompletableFuture<?>>> calls) {
		List<RoundTrip> trips = proxy.record(() -> {
			try (RespConnection admin = server.connect()) {
				admin.call("CONFIG", "RESETSTAT");
				proxy.holdAnswers();
				List<CompletableFuture<?>> pending = calls.get();
				Awaitility.await("the server has done " + commands)
					.until(() -> done(Set.copyOf(commands), admin.text("INFO", "commandstats")) == commands.size());
				proxy.release();
				pending.forEach(CompletableFuture::join);
			}
		});
		assertThat(trips).hasSize(1);
		assertThat(trips.get(0).commands()).isEqualTo(commands);
	}

	private static long done(Set<String> commands, String statistics) {
		return statistics.lines()
			.filter((line) -> commands.contains(line.replaceAll("cmdstat_([a-z]+).*", "$1").toUpperCase(Locale.ROOT)))
			.mapToLong((line) -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
			.sum();
	}

	@Test
	void callsMadeBeforeTheFirstConnectionAreSentInTheirOrder() {
		RedisStore unconnected = new RedisStore(factory, LAYOUT, 1000, LettuceFactories.TIMEOUT);
		List<RoundTrip> trips = proxy.record(() -> {
			List<CompletableFuture<?>> calls = List.of(unconnected.get(KEY), unconnected.set(KEY, new byte[1], 0),
					unconnected.remove(KEY), unconnected.append(invalidation(1, Mode.HARD)));
			calls.forEach(CompletableFuture::join);
		});
		assertThat(trips.stream().flatMap((trip) -> trip.commands().stream())).containsExactly("GET", "SET", "UNLINK",
				"EVALSHA");
	}

	@Test
	void invalidationRunsTheseCommandsAndNoOthers() {
		assertThat(commands(() -> Futures.await(this.store.append(invalidation(3, Mode.SOFT)))))
			.containsExactlyInAnyOrder("EVALSHA", "MGET", "TIME", "XADD", "SET");
	}

	@Test
	void invalidationWithoutAClockAsksTheLogForIt() {
		try (RespConnection connection = server.connect()) {
			connection.call("DEL", "{shop}:clock");
		}
		assertThat(commands(() -> Futures.await(this.store.append(invalidation(3, Mode.SOFT)))))
			.containsExactlyInAnyOrder("EVALSHA", "MGET", "TIME", "XINFO", "XADD", "SET");
	}

	@Test
	void observationOfWhatIsThereWritesNothing() {
		ObservedNames names = new ObservedNames(List.of("tag0", "~"), List.of(KEY), 1000, false);
		Futures.await(this.store.observe(names));
		assertThat(allCommands(() -> Futures.await(this.store.observe(names)))).containsExactly("MGET", "GETEX");
	}

	@Test
	void observationRegistersWhatIsMissingInTheSameRoundTrip() {
		ObservedNames names = new ObservedNames(List.of("tag0", "~"), List.of(KEY), 1000, false);
		assertOneRoundTrip(List.of("EVALSHA"), () -> List.of(this.store.observe(names)));
		assertThat(allCommands(() -> Futures.await(this.store.observe(names)))).containsExactly("MGET", "GETEX");
	}

	@Test
	void observationOfWhatSomebodyElseWroteTakesOneScript() {
		ObservedNames names = new ObservedNames(List.of("tag0"), List.of(KEY), 1000, false);
		Futures.await(this.store.observe(names));
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "{shop}:tag:tag0", "garbage");
		}
		assertThat(allCommands(() -> Futures.await(this.store.observe(names)))).containsOnlyOnce("SET", "EVALSHA");
		assertThat(allCommands(() -> Futures.await(this.store.observe(names)))).containsExactly("MGET", "GETEX");
	}

	@Test
	void firstObservationOfWhatSomebodyElseWroteTakesASecondScript() {
		ObservedNames names = new ObservedNames(List.of("tag0"), List.of(), 1000, false);
		try (RespConnection connection = server.connect()) {
			connection.call("SET", "{shop}:tag:tag0", "garbage");
		}
		assertThat(allCommands(() -> Futures.await(this.store.observe(names)))).containsOnlyOnce("SET")
			.filteredOn("EVALSHA"::equals)
			.hasSize(2);
	}

	@Test
	void numberOfEntriesDoesNotMatterToAnInvalidation() {
		Futures.await(this.store.append(invalidation(1, Mode.HARD)));
		List<String> few = allCommands(() -> Futures.await(this.store.append(invalidation(1, Mode.HARD))));
		IntStream.range(0, 5000)
			.mapToObj((number) -> this.store.set(EntryKey.of("articles", "k" + number), new byte[10], 0))
			.toList()
			.forEach(CompletableFuture::join);
		List<String> many = allCommands(() -> Futures.await(this.store.append(invalidation(1, Mode.HARD))));
		assertThat(many).isEqualTo(few);
	}

	@Test
	void sliceOfTagsHoldsTheServerForAboutAMillisecond() {
		assertHoldsTheServerBriefly(
				() -> Futures.await(this.store.append(invalidation(InvalidationLog.APPENDED_AT_ONCE, Mode.HARD))));
		assertHoldsTheServerBriefly(
				() -> Futures.await(this.store.append(invalidation(InvalidationLog.APPENDED_AT_ONCE, Mode.SOFT))));
	}

	@Test
	void sliceOfObservedNamesHoldsTheServerForAMillisecond() {
		List<String> tags = IntStream.range(0, InvalidationLog.OBSERVED_AT_ONCE)
			.mapToObj((number) -> "tag" + number)
			.toList();
		ObservedNames names = new ObservedNames(tags, List.of(), 1000, true);
		assertHoldsTheServerBriefly(() -> Futures.await(this.store.observe(names)));
	}

	/**
	 * The server's own measure is one of elapsed time, in which the machine may have been
	 * busy with something else: one undisturbed attempt is enough. An idle machine takes
	 * less than a tenth of the limit.
	 */
	private static void assertHoldsTheServerBriefly(Runnable action) {
		assertThat(IntStream.range(0, 100).mapToLong((attempt) -> micros(action)).anyMatch((micros) -> micros < 50_000))
			.isTrue();
	}

	private static long micros(Runnable action) {
		try (RespConnection connection = server.connect()) {
			connection.call("CONFIG", "RESETSTAT");
			action.run();
			String line = connection.text("INFO", "commandstats")
				.lines()
				.filter((statistics) -> statistics.startsWith("cmdstat_evalsha:"))
				.findFirst()
				.orElseThrow();
			return Long.parseLong(line.replaceAll(".*,usec=(\\d+),.*", "$1"));
		}
	}

	private static Append invalidation(int tags, Mode mode) {
		return new Append(IntStream.range(0, tags).mapToObj((number) -> "tag" + number).toList(), List.of(), mode, 0,
				100_000, Append.ALWAYS, "node-1");
	}

	private static List<String> allCommands(Runnable action) {
		return CommandLog.of(server).record(action::run).stream().map(MonitoredCommand::name).toList();
	}

	private static Set<String> commands(Runnable action) {
		return allCommands(action).stream().collect(Collectors.toSet());
	}

}
