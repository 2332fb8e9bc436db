package io.github.taggedcache.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.redis.LettuceFactories;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.redis.ServerErrors;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisCluster;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.SlotMigration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on a cluster of three masters, as a user who may do nothing but what is
 * documented.
 */
class RedisClusterStoreTests extends RedisStoreContract {

	private static RedisCluster cluster;

	private static LettuceConnectionFactory factory;

	private final RedisFixture store = new RedisFixture(factory, (key) -> cluster.masterOf(cluster.slotOf(key)),
			() -> cluster.servers());

	@BeforeAll
	static void start() {
		cluster = RedisCluster.start();
		cluster.servers().forEach(RestrictedUser::createInCluster);
		factory = LettuceFactories.of(cluster, RestrictedUser.NAME, RestrictedUser.PASSWORD);
	}

	@AfterAll
	static void stop() {
		factory.destroy();
		cluster.close();
	}

	@Override
	public RedisFixture store() {
		return this.store;
	}

	@Test
	void entriesSpreadOverTheMasters() {
		Set<EmbeddedRedis> masters = IntStream.range(0, 50)
			.mapToObj((number) -> StoreFixture.key("k" + number))
			.map((key) -> cluster.masterOf(cluster.slotOf(this.store.layout().entry(key))))
			.collect(Collectors.toSet());
		assertThat(masters).hasSize(3);
	}

	@Test
	void controlKeysShareASlot() {
		Set<Integer> slots = List
			.of(this.store.layout().clock(), this.store.layout().log(), this.store.layout().tag("{a}"),
					this.store.layout().bucket(StoreFixture.key("{b}")))
			.stream()
			.map(cluster::slotOf)
			.collect(Collectors.toSet());
		assertThat(slots).hasSize(1);
	}

	@Test
	void followerTakesOneConnectionToTheMasterOfTheControlKeys() {
		LettuceConnectionFactory counted = LettuceFactories.of(cluster, (client) -> client.clientName("counted"));
		try (RedisStore redis = new RedisStore(counted, this.store.layout(), 1000, LettuceFactories.TIMEOUT)) {
			EmbeddedRedis master = cluster.masterOf(cluster.slotOf(this.store.layout().clock()));
			Futures.await(redis.prepare());
			long before = counted(cluster.servers());
			long beforeOnMaster = counted(List.of(master));
			LogConnection connection = Futures.await(redis.connect());
			Futures.await(connection.read(0, 10, 1));
			assertThat(counted(cluster.servers())).isEqualTo(before + 1);
			assertThat(counted(List.of(master))).isEqualTo(beforeOnMaster + 1);
			connection.close();
			Awaitility.await("the server has noticed")
				.untilAsserted(() -> assertThat(counted(cluster.servers())).isEqualTo(before));
		}
		finally {
			counted.destroy();
		}
	}

	@Test
	void followerFindsTheLogWhereItsSlotMoved() {
		long version = this.store.invalidate("a").version();
		LogConnection lost = Futures.await(this.store.log().connect());
		CompletableFuture<List<LogRecord>> waiting = lost.read(version, 10, 60_000);
		SlotMigration migration = cluster.startSlotMigration(cluster.slotOf(this.store.layout().clock()));
		migration.moveKeys();
		migration.finish();
		assertThat(waiting).failsWithin(LettuceFactories.TIMEOUT).withThrowableThat().withMessageContaining("MOVED");
		lost.close();
		try (LogConnection found = Futures.await(this.store.log().connect())) {
			assertThat(Futures.await(found.read(0, 10, 0))).extracting(LogRecord::version).containsExactly(version);
		}
	}

	private static long counted(List<EmbeddedRedis> servers) {
		long clients = 0;
		for (EmbeddedRedis server : servers) {
			try (RespConnection admin = server.connect()) {
				clients += admin.text("CLIENT", "LIST").lines().filter((line) -> line.contains("name=counted")).count();
			}
		}
		return clients;
	}

	@Test
	void invalidationsAreRetriedWhileTheSlotOfTheControlKeysMoves() {
		String[] tags = IntStream.range(0, 300).mapToObj((number) -> "tag" + number).toArray(String[]::new);
		this.store.observe(tags);
		SlotMigration migration = cluster.startSlotMigration(cluster.slotOf(this.store.layout().clock()));
		AtomicBoolean moved = new AtomicBoolean();
		CompletableFuture<List<Appended>> invalidating = CompletableFuture.supplyAsync(() -> invalidateUntil(moved));
		CompletableFuture<Void> observing = CompletableFuture.runAsync(() -> observeUntil(moved, tags));
		while (migration.moveKeys(10) > 0) {
			assertThat(invalidating).isNotDone();
		}
		migration.finish();
		moved.set(true);
		assertThat(invalidating.join()).isNotEmpty();
		assertThat(observing).succeedsWithin(LettuceFactories.TIMEOUT);
	}

	/**
	 * Names a tag that nobody has named before, so that the keys of each call lie on both
	 * sides, and checks that nothing is lost.
	 */
	private List<Appended> invalidateUntil(AtomicBoolean moved) {
		List<Appended> all = new ArrayList<>();
		boolean last = false;
		while (!last) {
			last = moved.get();
			Appended next = this.store.invalidate("tag" + all.size(), "new" + all.size());
			if (!all.isEmpty()) {
				assertThat(next.previous()).isEqualTo(all.get(all.size() - 1).version());
			}
			all.add(next);
		}
		for (int i = 0; i < all.size(); i++) {
			assertThat(this.store.version("new" + i).hard()).isEqualTo(all.get(i).version());
		}
		return all;
	}

	private void observeUntil(AtomicBoolean moved, String[] tags) {
		long clock = 0;
		while (!moved.get()) {
			long next = this.store.observe(tags).clock();
			assertThat(next).isGreaterThanOrEqualTo(clock);
			clock = next;
		}
	}

	@Test
	void entriesAreReadAndWrittenWhileTheirSlotMoves() {
		EntryKey key = StoreFixture.key("moving");
		int slot = cluster.slotOf(this.store.layout().entry(key));
		writeAndRead(key, 1);
		SlotMigration migration = cluster.startSlotMigration(slot);
		writeAndRead(key, 2);
		migration.moveKeys();
		writeAndRead(key, 3);
		assertThat(Futures.await(this.store.entries().remove(key))).isTrue();
		writeAndRead(key, 4);
		migration.finish();
		writeAndRead(key, 5);
	}

	private void writeAndRead(EntryKey key, int value) {
		Futures.await(this.store.entries().set(key, new byte[] { (byte) value }, 0));
		assertThat(Futures.await(this.store.entries().get(key))).containsExactly(value);
	}

	@Test
	void invalidationThatNamesKeysOnBothSidesWaitsForTheEndOfTheMigration() {
		this.store.invalidate("old");
		SlotMigration migration = cluster.startSlotMigration(cluster.slotOf(this.store.layout().clock()));
		CompletableFuture<Appended> pending = this.store.log()
			.append(new Append(List.of("old", "unheard of"), List.of(), Mode.HARD, 0, 1000, Append.ALWAYS, "node-1"));
		awaitRefusal(migration.source());
		assertThat(pending).isNotDone();
		migration.finish();
		assertThat(pending).succeedsWithin(LettuceFactories.TIMEOUT)
			.satisfies((appended) -> assertThat(this.store.version("unheard of").hard()).isEqualTo(appended.version()));
	}

	private static void awaitRefusal(EmbeddedRedis server) {
		new ServerErrors(server).await("TRYAGAIN");
	}

}
