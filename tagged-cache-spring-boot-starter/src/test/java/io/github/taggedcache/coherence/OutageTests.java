package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers get while Redis is away, and afterwards.
 */
class OutageTests {

	private static final String NAMESPACE = "outage";

	private static final Duration TIMEOUT = Duration.ofMillis(400);

	/** One undisturbed attempt is enough: the machine may be busy with something else. */
	private static final Duration SOON = Duration.ofSeconds(1);

	private static final int ATTEMPTS = 5;

	/** After this time the pauses of the follower no longer grow. */
	private static final Duration LONG_OUTAGE = Duration.ofMillis(1500);

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Database database = new Database();

	private final List<Instance> instances = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.server.resume();
		this.instances.forEach(Instance::close);
		this.server.close();
	}

	private Instance start(String... properties) {
		Instance instance = Instance.start(this.server.uri(), NAMESPACE, this.database, (context) -> {
		}, with(properties));
		this.instances.add(instance);
		instance.awaitProof();
		return instance;
	}

	private static String[] with(String... properties) {
		List<String> all = new CopyOnWriteArrayList<>(List.of(properties));
		all.add("tagged-cache.max-staleness=300ms");
		// What is loaded is in the near cache when its call returns
		all.add("tagged-cache.defaults.write=through");
		all.add("spring.data.redis.timeout=" + TIMEOUT.toMillis() + "ms");
		return all.toArray(String[]::new);
	}

	/**
	 * Waits until the instance can prove nothing any more.
	 */
	private static void awaitQuarantine(Instance instance) {
		Waiting.await("the last proof is old").until(() -> instance.node().trusted() == null);
	}

	/**
	 * Reads until the near cache has the value: a command that ran into the short timeout
	 * has stored nothing.
	 */
	private static void cached(Instance instance, Runnable read) {
		Waiting.await("a near hit").until(() -> {
			long hits = instance.nearHits();
			read.run();
			return instance.nearHits() > hits;
		});
	}

	private static void cached(Instance instance, long id) {
		cached(instance, () -> instance.library().plain(id));
	}

	private static BreakerState breaker(Instance instance) {
		return instance.context().getBean(GuardedStore.class).breakerState();
	}

	private long loadsOf(Runnable reads) {
		long before = this.database.reads();
		reads.run();
		return this.database.reads() - before;
	}

	@Test
	void oneOfTwentyMissesWaits() {
		Instance instance = start("tagged-cache.outage.breaker-period=1h");
		List<Long> lookups = new CopyOnWriteArrayList<>();
		((Region) instance.cache("plain").getNativeCache()).onLookup(lookups::add);
		this.server.pause();
		long loads = loadsOf(() -> LongStream.range(0, 20).forEach(instance.library()::plain));
		assertThat(loads).isEqualTo(20);
		assertThat(lookups).hasSize(20);
		assertThat(lookups).filteredOn((nanos) -> nanos > TIMEOUT.dividedBy(2).toNanos()).hasSize(1);
	}

	@Test
	void hitsComeBackSoonAfterAServerThatHung() {
		Instance instance = start();
		cached(instance, 1);
		assertNearHitsSoon(instance, this.server::pause, this.server::resume);
	}

	/**
	 * The driver waits for an hour between two attempts to connect, as it waits for half
	 * a minute after a long outage.
	 */
	@Test
	void hitsComeBackSoonAfterAServerThatDied() {
		Instance instance = Instance.start(this.server.uri(), NAMESPACE, this.database,
				(context) -> context.registerBean(ClientResources.class, OutageTests::patient,
						(definition) -> definition.setDestroyMethodName("shutdown")),
				with());
		this.instances.add(instance);
		instance.awaitProof();
		assertNearHitsSoon(instance, this.server::kill, this.server::restart);
	}

	private static ClientResources patient() {
		return DefaultClientResources.builder().reconnectDelay(Delay.constant(Duration.ofHours(1))).build();
	}

	private static void assertNearHitsSoon(Instance instance, Runnable begin, Runnable end) {
		List<Duration> times = new CopyOnWriteArrayList<>();
		do {
			long begun = System.nanoTime();
			begin.run();
			awaitQuarantine(instance);
			Waiting.await("an outage of some length").until(() -> {
				instance.library().plain(1);
				return System.nanoTime() - begun > LONG_OUTAGE.toNanos();
			});
			assertThat(breaker(instance)).isNotEqualTo(BreakerState.CLOSED);
			end.run();
			times.add(timeToNearHits(instance));
			// The follower has a connection of its own, and may be back before
			Waiting.await("the breaker is closed").until(() -> breaker(instance) == BreakerState.CLOSED);
		}
		while (times.size() < ATTEMPTS && times.get(times.size() - 1).compareTo(SOON) >= 0);
		assertThat(times.get(times.size() - 1)).isLessThan(SOON);
	}

	private static Duration timeToNearHits(Instance instance) {
		long begin = System.nanoTime();
		Waiting.await("near hits").until(() -> {
			long hits = instance.nearHits();
			instance.library().plain(1);
			return instance.nearHits() > hits && instance.isCaughtUp();
		});
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	@Test
	void nearEntriesAreNotServedWithoutProof() {
		Instance instance = start();
		cached(instance, 1);
		this.server.pause();
		awaitQuarantine(instance);
		assertThat(loadsOf(() -> instance.library().plain(1))).isOne();
	}

	@Test
	void nearEntriesAreServedWithoutProofWhereThatWasAskedFor() {
		Instance instance = start("tagged-cache.outage.serve-near-for=1h");
		for (Reading reading : Reading.values()) {
			cached(instance, () -> reading.on(instance, 1));
		}
		this.server.pause();
		awaitQuarantine(instance);
		long errors = instance.statistics("plain").storeErrors();
		assertThat(loadsOf(() -> read(instance))).isZero();
		assertThat(instance.statistics("plain").storeErrors()).isGreaterThan(errors);
	}

	private static void read(Instance instance) {
		for (Reading reading : Reading.values()) {
			reading.on(instance, 1);
		}
	}

	@Test
	void nearEntriesAreNotServedWithoutProofForLongerThanThat() {
		Instance instance = start("tagged-cache.outage.serve-near-for=1s");
		cached(instance, 1);
		this.server.pause();
		awaitQuarantine(instance);
		Waiting.await("the end of that time").until(() -> loadsOf(() -> instance.library().plain(1)) == 1);
		assertThat(instance.sinceProof()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void strictInstanceServesNothingWithoutProof() {
		Instance instance = start("tagged-cache.consistency=strict", "tagged-cache.outage.serve-near-for=1h");
		instance.library().plain(1);
		this.server.pause();
		assertThat(loadsOf(() -> instance.library().plain(1))).isOne();
	}

	@Test
	void whatThisInstanceInvalidatedInVainIsNotServedWithoutProof() {
		Instance instance = start("tagged-cache.outage.serve-near-for=1h");
		cached(instance, 1);
		cached(instance, 2);
		this.server.pause();
		awaitQuarantine(instance);
		long revision = this.database.commit(1);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> instance.manager().invalidateTags("article:1"));
		assertThat(instance.library().plain(1).revision()).isEqualTo(revision);
		assertThat(loadsOf(() -> instance.library().plain(2))).isZero();
	}

	@Test
	void whatThisInstanceInvalidatesLaterIsNotServedWithoutProof() {
		Instance instance = start("tagged-cache.outage.serve-near-for=1h", "tagged-cache.outage.invalidations=queue");
		cached(instance, 1);
		cached(instance, 2);
		this.server.pause();
		awaitQuarantine(instance);
		long revision = Invalidating.TAG.on(instance, 1);
		assertThat(instance.library().plain(1).revision()).isEqualTo(revision);
		assertThat(loadsOf(() -> instance.library().plain(2))).isZero();
	}

	@Test
	void invalidationThrows() {
		Instance instance = start();
		this.server.pause();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> instance.manager().invalidateTags("article:1"))
			.withMessageContaining("1 tag(s) could not be invalidated");
		assertThat(instance.node().held()).isZero();
	}

	@Test
	void fullServerGoesOnToBeReadAndReportsWhatItRefuses() {
		Instance instance = start();
		Instance other = start();
		instance.library().plain(1);
		configure("maxmemory", "1");
		assertThat(loadsOf(() -> {
			instance.library().plain(1);
			other.library().plain(1);
		})).isZero();
		long errors = instance.statistics("plain").storeErrors();
		assertThat(instance.library().plain(2)).isNotNull();
		assertThat(instance.statistics("plain").storeErrors()).isGreaterThan(errors);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> instance.manager().invalidateTags("article:1"))
			.withMessageContaining("OOM");
		assertThat(breaker(instance)).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void invalidationsWaitForAFullServer() {
		Instance instance = start("tagged-cache.outage.invalidations=queue");
		Instance other = start();
		other.library().plain(1);
		configure("maxmemory", "1");
		long revision = Invalidating.TAG.on(instance, 1);
		assertThat(instance.node().held()).isOne();
		configure("maxmemory", "0");
		Waiting.await("the invalidation is recorded").until(() -> instance.node().held() == 0);
		other.awaitPositionOf(instance);
		assertThat(other.library().plain(1).revision()).isEqualTo(revision);
	}

	private void configure(String parameter, String value) {
		try (RespConnection admin = this.server.connect()) {
			admin.call("CONFIG", "SET", parameter, value);
		}
	}

}
