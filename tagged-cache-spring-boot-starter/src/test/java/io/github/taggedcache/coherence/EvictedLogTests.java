package io.github.taggedcache.coherence;

import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances on a server with so little memory that it evicts the log itself, while
 * they evict keys and put.
 */
class EvictedLogTests {

	private static final String NAMESPACE = "evicted-log";

	private static final int ROUNDS = 150;

	private static final byte[] FILLER = new byte[20_000];

	private final EmbeddedRedis server = EmbeddedRedis.start("--maxmemory", "4mb", "--maxmemory-policy",
			"allkeys-random");

	private final Database database = new Database();

	private final List<Instance> instances = new ArrayList<>();

	private int logsLost;

	@BeforeEach
	void start() {
		for (int i = 0; i < 3; i++) {
			this.instances
				.add(Instance.start(this.server.uri(), NAMESPACE, this.database, "tagged-cache.max-staleness=400ms"));
		}
		this.instances.forEach(Instance::awaitCaughtUp);
		changeUnderPressure();
	}

	@AfterEach
	void stop() {
		this.instances.forEach(Instance::close);
		this.server.close();
	}

	private void changeUnderPressure() {
		try (RespConnection connection = this.server.connect()) {
			for (int round = 0; round < ROUNDS; round++) {
				Instance instance = this.instances.get(round % 3);
				Invalidating.EVICT.on(instance, round % 20);
				Invalidating.PUT.on(instance, 20 + round % 20);
				for (int i = 0; i < 20; i++) {
					connection.call("SET", "filler:" + round + ":" + i, FILLER);
				}
				if (connection.number("EXISTS", "{" + NAMESPACE + "}:log") == 0) {
					this.logsLost++;
				}
				if (round % 10 == 0) {
					this.instances.forEach(Instance::awaitNewProof);
				}
			}
		}
		this.instances.forEach(Instance::awaitNewProof);
	}

	@Test
	void nothingIsRepairedThatEvictionExplains() {
		assertThat(this.logsLost).isPositive();
		assertThat(this.instances).allSatisfy((instance) -> assertThat(instance.node().repairs()).isZero());
	}

}
