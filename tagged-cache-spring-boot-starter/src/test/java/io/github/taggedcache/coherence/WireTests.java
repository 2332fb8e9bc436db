package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.MonitoredCommand;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTrip;
import io.github.taggedcache.testsupport.RoundTripProxy;
import io.github.taggedcache.testsupport.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what instances send, on the wire. Their {@code max-staleness} is so long that
 * beats are rare, and waiting for the next record of the log is not counted.
 */
class WireTests {

	private static final String SELDOM = "tagged-cache.max-staleness=1h";

	private static final int BEATS = 12;

	private static final int WINDOWS = 4;

	private static final AtomicLong ids = new AtomicLong();

	private static final Database database = new Database();

	private static EmbeddedRedis server;

	private static RoundTripProxy proxy;

	private static Instance instance;

	private static Instance other;

	private final long id = ids.incrementAndGet();

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start();
		proxy = RoundTripProxy.to(server);
		instance = Instance.start(proxy.uri(), "wire", database, SELDOM);
		other = Instance.start(server.uri(), "wire", database, SELDOM);
		instance.awaitCaughtUp();
		other.awaitCaughtUp();
		// Connects, and registers the implicit tags
		for (Reading reading : Reading.values()) {
			reading.on(instance, 0);
			reading.on(other, 0);
		}
	}

	@AfterAll
	static void stop() {
		instance.close();
		other.close();
		proxy.close();
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void nearHitTakesNone(Reading reading) {
		reading.on(instance, this.id);
		long hits = instance.nearHits();
		assertThat(sent(() -> reading.on(instance, this.id))).isEmpty();
		assertThat(instance.nearHits()).isEqualTo(hits + 1);
	}

	@Test
	void nearHitOfHundredTakesNone() {
		List<Long> all = newIds(100);
		all.forEach(instance.library()::plain);
		assertThat(sent(() -> assertThat(instance.cache("plain").getAll(all)).hasSize(100))).isEmpty();
	}

	@Test
	void nearHitAfterAnotherInstanceInvalidatedSomethingElseTakesNone() {
		instance.library().plain(this.id);
		other.manager().invalidateTags("unrelated");
		instance.awaitPositionOf(other);
		assertThat(sent(() -> instance.library().plain(this.id))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void remoteHitTakesOneGet(Reading reading) {
		reading.on(other, this.id);
		other.awaitWritten();
		long reads = database.reads();
		assertThat(sent(() -> reading.on(instance, this.id))).containsExactly(List.of("GET"));
		assertThat(database.reads()).isEqualTo(reads);
	}

	@Test
	void remoteHitOfHundredTakesOneRoundTripOfGets() {
		List<Long> all = newIds(100);
		all.forEach(other.library()::plain);
		other.awaitWritten();
		assertThat(sent(() -> assertThat(instance.cache("plain").getAll(all)).hasSize(100)))
			.containsExactly(Collections.nCopies(100, "GET"));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL", "SYNCED" })
	void missWithNewTagsTakesOneGetBeforeTheLoadAndOneSetAfterItAndRegistersThem(Reading reading) {
		List<List<String>> sent = sentAroundLoad(() -> {
			reading.on(instance, this.id);
			instance.awaitWritten();
		});
		assertThat(sent).startsWith(List.of("GET"), List.of("PING"));
		assertThat(sent.stream().skip(2).flatMap(List::stream)).containsExactly("SET", "EVALSHA");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CACHE", "ALL", "SYNCED" })
	void missWithKnownTagsTakesOneGetBeforeTheLoadAndOneSetAfterIt(Reading reading) {
		reading.on(instance, this.id);
		other.manager().invalidateTags("article:" + this.id);
		instance.awaitPositionOf(other);
		assertThat(sentAroundLoad(() -> {
			reading.on(instance, this.id);
			instance.awaitWritten();
		})).containsExactly(List.of("GET"), List.of("PING"), List.of("SET"));
	}

	@Test
	void explainTakesTwoRoundTrips() {
		instance.library().plain(this.id);
		instance.awaitWritten();
		explainTakesTwoRoundTrips(this.id);
	}

	@Test
	void explainOfAKeyThatNobodyHasTakesTwoRoundTrips() {
		explainTakesTwoRoundTrips(this.id);
	}

	/**
	 * A GET for each form of entries that the instance has met.
	 */
	private static void explainTakesTwoRoundTrips(long key) {
		List<List<String>> sent = sent(() -> instance.manager().explain("plain", key));
		assertThat(sent).hasSize(2);
		assertThat(sent.get(0)).startsWith("XREVRANGE").containsOnlyOnce("XREVRANGE").containsOnly("XREVRANGE", "GET");
		assertThat(sent.get(1)).containsExactly("EVALSHA", "EVALSHA");
	}

	@Test
	void laterInstanceJudgesWhatTheLogCoversWithoutAskingForIt() {
		// The log reaches back to this
		instance.manager().invalidateTags("first");
		List<Long> all = newIds(100);
		all.forEach(instance.library()::plain);
		instance.awaitWritten();
		instance.manager().invalidateTags("last");
		try (Instance later = Instance.start(server.uri(), "wire", database, SELDOM)) {
			later.awaitCaughtUp();
			later.library().plain(0);
			long reads = database.reads();
			List<String> commands = commands(() -> all.forEach(later.library()::plain));
			assertThat(database.reads()).isEqualTo(reads);
			assertThat(commands).containsExactlyElementsOf(Collections.nCopies(100, "GET"));
			assertThat(later.statistics("plain").unknownVerdicts()).isZero();
		}
	}

	@Test
	void laterInstanceDoesNotServeWhatTheLogSaysWasInvalidated() {
		instance.library().plain(this.id);
		instance.awaitWritten();
		long revision = Invalidating.TAG.on(instance, this.id);
		instance.manager().invalidateTags("last");
		try (Instance later = Instance.start(server.uri(), "wire", database, SELDOM)) {
			assertThat(later.library().plain(this.id).revision()).isEqualTo(revision);
		}
	}

	@Test
	void whatTheLogDoesNotCoverIsAskedForOnce() {
		instance.library().plain(this.id);
		instance.awaitWritten();
		instance.manager().invalidateTags("lost");
		try (RespConnection connection = server.connect()) {
			connection.call("DEL", "{wire}:log");
		}
		instance.manager().invalidateTags("after");
		try (Instance later = Instance.start(server.uri(), "wire", database, SELDOM)) {
			later.awaitCaughtUp();
			later.library().plain(0);
			assertThat(commands(() -> later.library().plain(this.id))).containsExactly("GET", "EVALSHA");
			assertThat(commands(() -> later.library().plain(this.id))).isEmpty();
			assertThat(later.statistics("plain").unknownVerdicts()).isPositive();
		}
	}

	@Test
	void idleInstanceBeatsTwoToThreeTimesInMaxStaleness() {
		try (Instance idle = Instance.start(server.uri(), "idle", database, "tagged-cache.max-staleness=800ms");
				RespConnection connection = server.connect()) {
			idle.awaitCaughtUp();
			List<Double> rates = new ArrayList<>();
			// A machine that is busy may delay beats, but never makes more of them
			while (rates.size() < WINDOWS && rates.stream().noneMatch((rate) -> rate >= 2)) {
				rates.add(beatRate(connection, Duration.ofMillis(800)));
			}
			assertThat(rates).allMatch((rate) -> rate <= 3).anyMatch((rate) -> rate >= 2);
		}
	}

	/**
	 * How many beats come in this time.
	 */
	private static double beatRate(RespConnection connection, Duration time) {
		long begin = System.nanoTime();
		long first = beats(connection);
		Waiting.await("beats").until(() -> beats(connection) >= first + BEATS);
		return (double) BEATS * time.toNanos() / (System.nanoTime() - begin);
	}

	@Test
	void idleInstanceSendsNothingButBeatsAndReadsOfTheLog() {
		try (Instance idle = Instance.start(server.uri(), "idle", database, "tagged-cache.max-staleness=200ms");
				RespConnection connection = server.connect()) {
			idle.awaitCaughtUp();
			List<String> commands = commands(() -> {
				long first = beats(connection);
				Waiting.await("beats").until(() -> beats(connection) >= first + 5);
			});
			assertThat(commands).filteredOn((command) -> !command.equals("INFO"))
				.isNotEmpty()
				.isSubsetOf("GETEX", "MGET", "EVALSHA");
		}
	}

	/**
	 * Beats so far: a read of the clock, or the script that also reads the implicit tags.
	 */
	private static long beats(RespConnection connection) {
		return String.valueOf(connection.text("INFO", "commandstats"))
			.lines()
			.filter((line) -> line.startsWith("cmdstat_evalsha:calls=") || line.startsWith("cmdstat_getex:calls="))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
			.sum();
	}

	private static List<Long> newIds(int count) {
		return LongStream.range(0, count).mapToObj((i) -> ids.incrementAndGet()).toList();
	}

	/**
	 * The round trips of the instance behind the proxy.
	 */
	private static List<List<String>> sent(ThrowingRunnable<RuntimeException> action) {
		instance.awaitWritten();
		return withoutReadsOfTheLog(proxy.record(action));
	}

	private static List<List<String>> withoutReadsOfTheLog(List<RoundTrip> roundTrips) {
		return roundTrips.stream()
			.map(RoundTrip::commands)
			.filter((commands) -> !commands.equals(List.of("XREAD")))
			.toList();
	}

	/**
	 * The same, with a PING of another connection where the load is.
	 */
	private static List<List<String>> sentAroundLoad(ThrowingRunnable<RuntimeException> action) {
		try (RespConnection marking = RespConnection.open(proxy.uri())) {
			database.afterNextRead(() -> marking.call("PING"));
			return sent(action);
		}
	}

	/**
	 * What all instances sent, without reads of the log.
	 */
	private static List<String> commands(ThrowingRunnable<RuntimeException> action) {
		List<String> names = new ArrayList<>();
		for (MonitoredCommand command : CommandLog.of(server).record(action)) {
			if (!command.fromScript() && !command.name().equals("XREAD")) {
				names.add(command.name());
			}
		}
		return names;
	}

}
