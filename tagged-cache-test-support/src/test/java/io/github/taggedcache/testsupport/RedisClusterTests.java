package io.github.taggedcache.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RedisClusterTests {

	private static final Duration BOUND = Duration.ofSeconds(30);

	private static RedisCluster cluster;

	@BeforeAll
	static void startCluster() {
		cluster = RedisCluster.start();
	}

	@AfterAll
	static void closeCluster() {
		cluster.close();
	}

	@Test
	void threeMastersFindTheClusterInOrder() {
		assertThat(cluster.nodes()).hasSize(3);
		for (EmbeddedRedis server : cluster.servers()) {
			try (RespConnection connection = server.connect()) {
				assertThat(connection.text("CLUSTER", "INFO")).contains("cluster_state:ok",
						"cluster_slots_assigned:16384", "cluster_known_nodes:3", "cluster_size:3");
			}
		}
	}

	@Test
	void eachSlotHasItsMaster() {
		assertThat(cluster.masterOf(0)).isSameAs(cluster.servers().get(0));
		assertThat(cluster.masterOf(8_192)).isSameAs(cluster.servers().get(1));
		assertThat(cluster.masterOf(16_383)).isSameAs(cluster.servers().get(2));
	}

	@Test
	void slotThatDoesNotExistIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> cluster.masterOf(16_384)).withMessageContaining("16384");
	}

	@Test
	void masterOfKeyTakesItAndOthersRedirect() {
		int slot = cluster.slotOf("{redirect}:key");
		EmbeddedRedis master = cluster.masterOf(slot);
		EmbeddedRedis other = cluster.servers().get((cluster.servers().indexOf(master) + 1) % 3);
		try (RespConnection toMaster = master.connect(); RespConnection toOther = other.connect()) {
			assertThat(toMaster.call("SET", "{redirect}:key", "value")).isEqualTo("OK");
			assertThatExceptionOfType(RedisReplyException.class).isThrownBy(() -> toOther.call("GET", "{redirect}:key"))
				.withMessage("MOVED %s %s:%s", slot, master.host(), master.port());
		}
	}

	@Test
	void slotMovesKeyByKeyAndHasAnotherMasterAtTheEnd() {
		int slot = cluster.slotOf("{steps}");
		EmbeddedRedis before = cluster.masterOf(slot);
		try (RespConnection source = before.connect()) {
			IntStream.range(0, 10).forEach((i) -> source.call("SET", "{steps}:" + i, i));
			SlotMigration migration = cluster.startSlotMigration(slot);
			assertThat(migration.source()).isSameAs(before);
			assertThat(source.text("GET", "{steps}:3")).isEqualTo("3");
			assertThat(migration.moveKeys(4)).isEqualTo(4);
			assertThat(source.number("CLUSTER", "COUNTKEYSINSLOT", slot)).isEqualTo(6);
			assertThat(migration.moveKeys()).isEqualTo(6);
			assertThat(migration.moveKeys()).isZero();
			assertThat(cluster.masterOf(slot)).isSameAs(before);
			migration.finish();
			assertThat(cluster.masterOf(slot)).isSameAs(migration.target()).isNotSameAs(before);
			try (RespConnection target = migration.target().connect()) {
				assertThat(target.text("GET", "{steps}:3")).isEqualTo("3");
			}
		}
	}

	@Test
	void migratingMasterRedirectsForWhatItDoesNotHoldAndMovedOneForEverything() {
		int slot = cluster.slotOf("{ask}");
		try (RespConnection source = cluster.masterOf(slot).connect()) {
			SlotMigration migration = cluster.startSlotMigration(slot);
			assertThat(errorCode(source, "GET", "{ask}:absent")).isEqualTo("ASK");
			migration.finish();
			assertThat(errorCode(source, "GET", "{ask}:absent")).isEqualTo("MOVED");
		}
	}

	@Test
	void commandWithKeysOnBothSidesIsToBeTriedAgain() {
		int slot = cluster.slotOf("{both}");
		try (RespConnection source = cluster.masterOf(slot).connect()) {
			source.call("MSET", "{both}:1", 1, "{both}:2", 2);
			SlotMigration migration = cluster.startSlotMigration(slot);
			migration.moveKeys(1);
			assertThat(errorCode(source, "MGET", "{both}:1", "{both}:2")).isEqualTo("TRYAGAIN");
			migration.finish();
		}
	}

	@Test
	void driverReadsWhatItWroteDuringAndAfterMigration() {
		RedisClusterClient client = RedisClusterClient.create(cluster.nodes().stream().map(RedisURI::create).toList());
		try (StatefulRedisClusterConnection<String, String> driver = client.connect()) {
			IntStream.range(0, 100).forEach((i) -> driver.sync().set("{driver}:" + i, "value"));
			SlotMigration migration = cluster.startSlotMigration(cluster.slotOf("{driver}"));
			migration.moveKeys(50);
			driver.sync().set("{driver}:100", "value");
			assertThat(values(driver)).hasSize(101).containsOnly("value");
			migration.finish();
			assertThat(values(driver)).hasSize(101).containsOnly("value");
		}
		finally {
			client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
		}
	}

	@Test
	void restartedNodeFindsItsWayBack() {
		EmbeddedRedis node = cluster.servers().get(1);
		node.restart();
		for (EmbeddedRedis server : cluster.servers()) {
			Await.until("the cluster is in order again", BOUND, () -> isInOrder(server));
		}
		assertThat(cluster.masterOf(8_192)).isSameAs(node);
	}

	@Test
	void replicaTakesOverFromKilledMaster() {
		try (RedisCluster replicated = RedisCluster.startWithReplicas()) {
			assertThat(replicated.nodes()).hasSize(6);
			EmbeddedRedis master = replicated.masterOf(0);
			EmbeddedRedis replica = replicated.servers().get(3);
			master.kill();
			Await.until("the replica owns the slot", BOUND, () -> ClusterNode.of(replica).owns(0));
			assertThat(replicated.masterOf(0)).isSameAs(replica);
		}
	}

	private static List<String> values(StatefulRedisClusterConnection<String, String> driver) {
		return IntStream.rangeClosed(0, 100).mapToObj((i) -> driver.sync().get("{driver}:" + i)).toList();
	}

	private static String errorCode(RespConnection connection, Object... command) {
		try {
			return "no error but " + connection.call(command);
		}
		catch (RedisReplyException ex) {
			return ex.code();
		}
	}

	private static boolean isInOrder(EmbeddedRedis server) {
		try (RespConnection connection = server.connect()) {
			return String.valueOf(connection.text("CLUSTER", "INFO")).contains("cluster_state:ok");
		}
	}

}
