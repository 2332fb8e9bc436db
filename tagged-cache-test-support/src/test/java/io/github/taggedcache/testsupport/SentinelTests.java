package io.github.taggedcache.testsupport;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentinelTests {

	@Test
	void driverFindsTheMasterBeforeAndAfterAFailOver() {
		try (Sentinel sentinel = Sentinel.start()) {
			EmbeddedRedis master = sentinel.master();
			assertThat(master).isSameAs(sentinel.servers().get(0));
			assertThat(portOfMaster(sentinel)).isEqualTo(master.port());
			EmbeddedRedis promoted = sentinel.failOver();
			assertThat(promoted).isSameAs(sentinel.servers().get(1)).isSameAs(sentinel.master());
			assertThat(master.isRunning()).isFalse();
			assertThat(portOfMaster(sentinel)).isEqualTo(promoted.port());
		}
	}

	@Test
	void closedSentinelLeavesNoProcess() {
		Sentinel sentinel = Sentinel.start();
		sentinel.close();
		assertThat(sentinel.servers()).noneMatch(EmbeddedRedis::isRunning);
	}

	private static int portOfMaster(Sentinel sentinel) {
		RedisURI uri = RedisURI.Builder
			.sentinel(sentinel.uri().getHost(), sentinel.uri().getPort(), sentinel.masterName())
			.build();
		RedisClient client = RedisClient.create(uri);
		try (StatefulRedisConnection<String, String> connection = client.connect()) {
			return connection.sync()
				.info("server")
				.lines()
				.filter((line) -> line.startsWith("tcp_port:"))
				.map((line) -> Integer.parseInt(line.substring("tcp_port:".length()).strip()))
				.findFirst()
				.orElseThrow();
		}
		finally {
			client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
		}
	}

}
