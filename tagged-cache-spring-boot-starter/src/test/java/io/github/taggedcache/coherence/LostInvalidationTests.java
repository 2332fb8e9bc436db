package io.github.taggedcache.coherence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances whose master is replaced by a replica that the last writes had not
 * reached.
 */
class LostInvalidationTests {

	private static final String NAMESPACE = "lost";

	private static final List<Long> IDS = LongStream.range(0, 20).boxed().toList();

	private final EmbeddedRedis master = EmbeddedRedis.start();

	private final EmbeddedRedis replica = EmbeddedRedis.startReplicaOf(this.master);

	private final RoundTripProxy proxy = RoundTripProxy.to(this.master);

	private final Database database = new Database();

	private final List<Instance> instances = new ArrayList<>();

	@BeforeEach
	void start() {
		for (int i = 0; i < 3; i++) {
			this.instances.add(Instance.start(this.proxy.uri(), NAMESPACE, this.database,
					"tagged-cache.max-staleness=400ms", "spring.data.redis.timeout=500ms"));
		}
		this.instances.forEach(Instance::awaitCaughtUp);
		readAll();
		cutReplication();
	}

	@AfterEach
	void stop() {
		this.instances.forEach(Instance::close);
		this.proxy.close();
		this.replica.close();
		this.master.close();
	}

	/**
	 * Has every instance hold all articles.
	 */
	private void readAll() {
		for (Instance instance : this.instances) {
			IDS.forEach(instance.library()::plain);
		}
	}

	private void cutReplication() {
		try (RespConnection connection = this.master.connect()) {
			connection.call("SET", "last", "write");
			assertThat(connection.number("WAIT", 1, 10_000)).isEqualTo(1);
		}
		try (RespConnection connection = this.replica.connect()) {
			connection.call("REPLICAOF", "NO", "ONE");
		}
	}

	private void failOver() {
		List<Long> repairs = this.instances.stream().map((instance) -> instance.node().repairs()).toList();
		this.proxy.redirectTo(this.replica);
		for (int i = 0; i < this.instances.size(); i++) {
			Instance instance = this.instances.get(i);
			long before = repairs.get(i);
			Waiting.await("a repair").until(() -> instance.node().repairs() > before);
		}
		// A repair is counted when it begins
		this.instances.forEach(Instance::awaitNewProof);
	}

	private Instance first() {
		return this.instances.get(0);
	}

	private void awaitAllApplied() {
		this.instances.forEach((instance) -> instance.awaitPositionOf(first()));
	}

	@ParameterizedTest
	@EnumSource(names = { "TAG", "EVICT", "CLEAR", "PUT" })
	void nothingThatWasInvalidatedComesBack(Invalidating invalidating) {
		long revision = invalidating.on(first(), 1);
		awaitAllApplied();
		failOver();
		for (int i = 0; i < 100; i++) {
			assertThat(this.instances).allMatch((instance) -> instance.library().plain(1).revision() == revision);
		}
	}

	@Test
	void oneRepairStandsForAllInstances() {
		Invalidating.TAG.on(first(), 1);
		awaitAllApplied();
		failOver();
		assertThat(repairsInTheLog()).isEqualTo(1);
	}

	@Test
	void nearCacheIsUsedAgain() {
		Invalidating.TAG.on(first(), 1);
		awaitAllApplied();
		failOver();
		readAll();
		for (Instance instance : this.instances) {
			long hits = instance.nearHits();
			IDS.forEach(instance.library()::plain);
			assertThat(instance.nearHits()).isEqualTo(hits + IDS.size());
		}
	}

	@Test
	void otherReadersSeeNothingStaleFromTheRepairOn() {
		long revision = Invalidating.TAG.on(first(), 1);
		awaitAllApplied();
		failOver();
		try (Instance later = Instance.start(this.proxy.uri(), NAMESPACE, this.database)) {
			assertThat(later.library().plain(1).revision()).isEqualTo(revision);
		}
	}

	@Test
	void nothingIsRepairedWhereNothingWasLost() {
		this.proxy.redirectTo(this.replica);
		Waiting.await("followers of the new master").until(() -> followersOfTheReplica() == 3);
		first().manager().invalidateTags("unrelated");
		awaitAllApplied();
		assertThat(this.instances).allMatch((instance) -> instance.node().repairs() == 0);
	}

	private long followersOfTheReplica() {
		try (RespConnection connection = this.replica.connect()) {
			return String.valueOf(connection.text("CLIENT", "LIST"))
				.lines()
				.filter((client) -> client.contains("name=tagged-cache-follower"))
				.count();
		}
	}

	/**
	 * Records that invalidate the whole namespace.
	 */
	private long repairsInTheLog() {
		try (RespConnection connection = this.replica.connect()) {
			List<?> records = (List<?>) connection.call("XRANGE", "{" + NAMESPACE + "}:log", "-", "+");
			assertThat(records).isNotNull();
			return records.stream().filter((record) -> fields((List<?>) record).contains("1:~")).count();
		}
	}

	private static List<String> fields(List<?> record) {
		return ((List<?>) record.get(1)).stream()
			.map((field) -> new String((byte[]) field, StandardCharsets.UTF_8))
			.toList();
	}

}
