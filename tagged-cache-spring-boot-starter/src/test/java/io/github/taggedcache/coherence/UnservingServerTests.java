package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A server that is there, and serves its clients not at all, or only in part.
 */
class UnservingServerTests {

	private static final Duration TIMEOUT = Duration.ofMillis(400);

	private static final String NEVER = "tagged-cache.outage.breaker-period=1h";

	private static final String OFTEN = "tagged-cache.outage.breaker-period=100ms";

	private static final String QUEUE = "tagged-cache.outage.invalidations=queue";

	private static final int CALLS = 20;

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final Database database = new Database();

	private final List<Instance> instances = new CopyOnWriteArrayList<>();

	/** Stays open: while the server is full, no other one could be made. */
	private final RespConnection admin = this.server.connect();

	@AfterEach
	void stop() {
		this.admin.close();
		this.server.resume();
		this.instances.forEach(Instance::close);
		this.server.close();
	}

	private Instance start(String... properties) {
		List<String> all = new CopyOnWriteArrayList<>(List.of(properties));
		all.add("tagged-cache.max-staleness=300ms");
		all.add("tagged-cache.defaults.write=through");
		all.add("spring.data.redis.timeout=" + TIMEOUT.toMillis() + "ms");
		Instance instance = Instance.start(this.server.uri(), "unserving", this.database, (context) -> {
		}, all.toArray(String[]::new));
		this.instances.add(instance);
		instance.awaitProof();
		return instance;
	}

	/**
	 * Instances notice, each by one command of its own at the latest.
	 */
	private void begin(Refusal refusal, Instance... noticing) {
		refusal.begin.accept(this);
		for (Instance instance : noticing) {
			Waiting.await("the last proof is old").until(() -> instance.node().trusted() == null);
		}
	}

	private static BreakerState breaker(Instance instance) {
		return instance.context().getBean(GuardedStore.class).breakerState();
	}

	@ParameterizedTest
	@EnumSource
	void callersGetTheirValuesAndOneOfThemWaits(Refusal refusal) {
		Instance instance = start(NEVER);
		for (Reading reading : Reading.values()) {
			reading.on(instance, 1);
		}
		instance.library().plain(100);
		List<Long> lookups = new CopyOnWriteArrayList<>();
		((Region) instance.cache("plain").getNativeCache()).onLookup(lookups::add);
		begin(refusal, instance);
		for (int call = 0; call < CALLS; call++) {
			assertThat(instance.library().plain(call).revision()).isZero();
		}
		for (Reading reading : Reading.values()) {
			assertThat(reading.on(instance, 1).revision()).isZero();
		}
		assertThat(lookups).filteredOn((nanos) -> nanos > TIMEOUT.dividedBy(2).toNanos()).hasSizeLessThanOrEqualTo(1);
		assertThat(breaker(instance)).isEqualTo(BreakerState.OPEN);
	}

	@ParameterizedTest
	@EnumSource
	void invalidationThrows(Refusal refusal) {
		Instance instance = start(NEVER);
		begin(refusal, instance);
		long begin = System.nanoTime();
		for (int call = 0; call < CALLS; call++) {
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> instance.manager().invalidateTags("article:1"))
				.withMessageContaining("1 tag(s) could not be invalidated");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.multipliedBy(CALLS / 2));
	}

	@ParameterizedTest
	@EnumSource
	void invalidationWaitsAndIsRecordedAfterwards(Refusal refusal) {
		Instance instance = start(OFTEN, QUEUE);
		Instance other = start(OFTEN);
		instance.library().plain(1);
		other.library().plain(1);
		begin(refusal, instance, other);
		long revision = Invalidating.TAG.on(instance, 1);
		assertThat(instance.node().held()).isOne();
		assertThat(instance.library().plain(1).revision()).isEqualTo(revision);
		refusal.end.accept(this);
		Waiting.await("the invalidation is recorded").until(() -> instance.node().held() == 0);
		other.awaitPositionOf(instance);
		assertThat(other.library().plain(1).revision()).isEqualTo(revision);
		for (Instance each : this.instances) {
			each.library().plain(1);
			Waiting.await("near hits").until(() -> {
				long hits = each.nearHits();
				each.library().plain(1);
				return each.nearHits() > hits && each.isCaughtUp();
			});
			assertThat(breaker(each)).isEqualTo(BreakerState.CLOSED);
		}
	}

	/**
	 * What the server does not do.
	 */
	enum Refusal {

		/**
		 * It answers nobody. It would not answer UNPAUSE either: the pause ends by
		 * itself.
		 */
		ALL_PAUSED((test) -> test.admin.call("CLIENT", "PAUSE", "5000", "ALL"), (test) -> {
		}),

		/** It answers reads, and takes no writes, as during a planned fail-over. */
		WRITES_PAUSED((test) -> test.admin.call("CLIENT", "PAUSE", "600000", "WRITE"),
				(test) -> test.admin.call("CLIENT", "UNPAUSE")),

		/** It is a replica, as a master is that was demoted. */
		READ_ONLY((test) -> test.admin.call("REPLICAOF", "127.0.0.1", "1"),
				(test) -> test.admin.call("REPLICAOF", "NO", "ONE")),

		/** It is a master without the replicas that it must have. */
		WITHOUT_REPLICAS((test) -> test.admin.call("CONFIG", "SET", "min-replicas-to-write", "1"),
				(test) -> test.admin.call("CONFIG", "SET", "min-replicas-to-write", "0")),

		/** It has as many clients as it may have, and none of them is one of ours. */
		FULL((test) -> {
			test.admin.call("CONFIG", "SET", "maxclients", "1");
			test.admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
		}, (test) -> test.admin.call("CONFIG", "SET", "maxclients", "100"));

		private final Consumer<UnservingServerTests> begin;

		private final Consumer<UnservingServerTests> end;

		Refusal(Consumer<UnservingServerTests> begin, Consumer<UnservingServerTests> end) {
			this.begin = begin;
			this.end = end;
		}

	}

}
