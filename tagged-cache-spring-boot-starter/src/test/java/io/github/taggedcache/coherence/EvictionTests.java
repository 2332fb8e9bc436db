package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight instances on a server whose memory is full, and which evicts what was used least
 * recently. Every other instance has no near cache, so that its hits are the server's.
 */
class EvictionTests {

	private static final String NAMESPACE = "eviction";

	private static final Duration MAX_STALENESS = Duration.ofSeconds(1);

	private static final int INSTANCES = 8;

	private static final int HOT = 30;

	private static final int BATCH = 200;

	private static final int BATCHES = 30;

	private static final double FLOOR = 0.75;

	private static final byte[] FILLER = new byte[1000];

	private static final Database database = new Database();

	private static final AtomicLong fillers = new AtomicLong();

	private static final AtomicLong hotLoads = new AtomicLong();

	private static final List<Double> hitRates = new ArrayList<>();

	private static final List<String> problems = new ArrayList<>();

	private static List<String> tagsBefore;

	private static final List<Instance> instances = new ArrayList<>();

	private static EmbeddedRedis server;

	private static RespConnection connection;

	@BeforeAll
	static void start() {
		server = EmbeddedRedis.start("--maxmemory", "12mb", "--maxmemory-policy", "allkeys-lru");
		connection = server.connect();
		for (int i = 0; i < INSTANCES; i++) {
			instances.add(Instance.start(server.uri(), NAMESPACE, database,
					"tagged-cache.max-staleness=" + MAX_STALENESS.toMillis() + "ms",
					"tagged-cache.defaults.near-cache.enabled=" + (i % 2 == 0)));
		}
		instances.forEach(Instance::awaitCaughtUp);
		readHot();
		// Asking makes them young, so it comes before everything else
		tagsBefore = implicitTags();
		fillMemory();
		turnOver();
	}

	@AfterAll
	static void stop() {
		instances.forEach(Instance::close);
		connection.close();
		server.close();
	}

	/**
	 * Fills the memory with keys that are older than everything that comes.
	 */
	private static void fillMemory() {
		while (evicted() == 0) {
			fill();
		}
		String old = "filler:" + fillers.get();
		Waiting.await("idle keys").until(() -> {
			readHot();
			return connection.number("OBJECT", "IDLETIME", old) >= 2;
		});
	}

	private static void fill() {
		for (int i = 0; i < BATCH; i++) {
			connection.send("SET", "filler:" + fillers.incrementAndGet(), FILLER);
		}
		for (int i = 0; i < BATCH; i++) {
			connection.receive();
		}
	}

	private static long evicted() {
		return String.valueOf(connection.text("INFO", "stats"))
			.lines()
			.filter((line) -> line.startsWith("evicted_keys:"))
			.mapToLong((line) -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
			.sum();
	}

	private static void readHot() {
		for (Instance instance : instances) {
			for (int i = 0; i < HOT; i++) {
				instance.cache("hot").get(i, EvictionTests::load, "hot:" + i);
			}
		}
	}

	private static String load() {
		hotLoads.incrementAndGet();
		return "text";
	}

	/**
	 * Replaces most of the memory, while hot entries are read and others change.
	 */
	private static void turnOver() {
		Workload workload = new Workload(instances.subList(0, 2), MAX_STALENESS,
				List.of(Invalidating.TAG, Invalidating.SOFT_TAG, Invalidating.EVICT));
		try (workload) {
			for (int i = 0; i < BATCHES; i++) {
				fill();
				long loads = hotLoads.get();
				readHot();
				hitRates.add(1 - (double) (hotLoads.get() - loads) / (INSTANCES * HOT));
			}
		}
		problems.addAll(workload.problems());
	}

	@Test
	void memoryIsTurnedOver() {
		assertThat(evicted()).isGreaterThan(BATCH * BATCHES / 2);
	}

	@Test
	void hotEntriesAreHits() {
		assertThat(hitRates).hasSize(BATCHES);
		assertThat(hitRates.stream().mapToDouble(Double::doubleValue).average().orElseThrow()).isGreaterThan(0.9);
		// The server evicts the oldest of a few keys only, so a batch may be unlucky
		assertThat(hitRates).filteredOn((rate) -> rate < FLOOR).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void nothingIsStale() {
		assertThat(problems).isEmpty();
	}

	@Test
	void evictionsAreNoReasonForARepair() {
		assertThat(instances).allSatisfy((instance) -> assertThat(instance.node().repairs()).isZero());
	}

	@Test
	void implicitTagsStay() {
		assertThat(implicitTags()).isEqualTo(tagsBefore).doesNotContainNull();
	}

	private static List<String> implicitTags() {
		return Stream.of("~", "~hot").map((tag) -> connection.text("GET", "{" + NAMESPACE + "}:tag:" + tag)).toList();
	}

}
