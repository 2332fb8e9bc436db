package io.github.taggedcache.outbox.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.outbox.jdbc.OutboxRow.Kind;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class OutboxRelayTests {

	private final TestNode node = TestNode.create();

	private final TestDatabase database = TestDatabase.inMemory();

	private final OutboxRows rows = this.database.rows(this.node.namespace());

	private final OutboxStatus status = new OutboxStatus(System::nanoTime);

	private final OutboxRelay relay = relay(this.rows, this.node, this.status);

	@AfterEach
	void close() {
		this.node.close();
		this.database.close();
	}

	private static OutboxRelay relay(OutboxRows rows, TestNode node, OutboxStatus status) {
		return new OutboxRelay(rows, node.node(), status);
	}

	private static StoreException pollTwice(OutboxRelay relay) {
		relay.poll(() -> true);
		return relay.poll(() -> true);
	}

	@Test
	void rowThatNobodyDeliversIsRelayedByAnotherInstance() {
		this.database.commit(this.rows, Kind.HARD, "article:1", "author:7");
		OutboxRelay another = relay(this.database.rows(this.node.namespace()), this.node, this.status);
		assertThat(pollTwice(another)).isNull();
		assertThat(this.node.recorded()).containsExactly("HARD article:1", "HARD author:7");
		assertThat(this.database.count()).isZero();
	}

	@Test
	void rowIsLeftToItsWriterUntilTheSecondPoll() {
		this.relay.poll(() -> true);
		this.database.commit(this.rows, Kind.HARD, "article:1");
		this.relay.poll(() -> true);
		assertThat(this.database.count()).isOne();
		assertThat(this.node.recorded()).isEmpty();
		this.relay.poll(() -> true);
		assertThat(this.database.count()).isZero();
	}

	@Test
	void softTagsAndKeysAreRelayedAsSuch() {
		this.database.commit(this.rows, Kind.SOFT, "article:1");
		this.database.commit(this.rows, Kind.KEY, "articles:7");
		this.database.commit(this.rows, Kind.HARD, "~articles");
		pollTwice(this.relay);
		assertThat(this.node.recorded()).containsExactly("SOFT article:1", "KEY articles:7", "HARD ~articles");
	}

	@Test
	void manyRowsAreRelayedInTheirOrder() {
		List<Kind> kinds = List.of(Kind.HARD, Kind.SOFT, Kind.KEY);
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 3 * OutboxRelay.BATCH; i++) {
			Kind kind = kinds.get((i / 7) % kinds.size());
			this.database.commit(this.rows, kind, "names:" + i);
			expected.add(kind + " names:" + i);
		}
		assertThat(pollTwice(this.relay)).isNull();
		assertThat(this.node.recorded()).containsExactlyElementsOf(expected);
		assertThat(this.database.count()).isZero();
	}

	@Test
	void oneCommandRecordsNeighboursOfOneKind() {
		for (int i = 0; i < OutboxRelay.BATCH; i++) {
			this.database.commit(this.rows, Kind.HARD, "article:1", "article:" + i);
		}
		pollTwice(this.relay);
		assertThat(this.node.recorded()).hasSize(OutboxRelay.BATCH);
	}

	@Test
	void rowOfTenThousandNamesIsRelayed() {
		List<String> tags = IntStream.range(0, 10_000).mapToObj((i) -> "article:" + i).toList();
		this.database.transactions().executeWithoutResult((status) -> this.rows.insert(Kind.HARD, tags));
		assertThat(pollTwice(this.relay)).isNull();
		assertThat(this.database.count()).isZero();
		// A record of more than 100 names is a gap for each follower, and has no names
		assertThat(this.node.node().known()).isPositive();
	}

	/**
	 * As with the usual collations of MySQL.
	 */
	@Test
	void rowOfANamespaceThatDiffersInCaseIsLeftAlone() {
		try (TestDatabase ignoringCase = TestDatabase.inMemory(";IGNORECASE=TRUE")) {
			OutboxRows others = ignoringCase.rows(this.node.namespace().toUpperCase(Locale.ROOT));
			ignoringCase.commit(others, Kind.HARD, "article:1");
			OutboxRelay own = relay(ignoringCase.rows(this.node.namespace()), this.node, this.status);
			pollTwice(own);
			assertThat(ignoringCase.count()).isOne();
			assertThat(this.status.rows()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "'LATER', 'article:1'", "'HARD', 'article%'", "'hard ', 'article:1'", "'KEY', 'nocolon'" })
	void unreadableRowInvalidatesEverything(String values) {
		this.database.jdbc()
			.update("INSERT INTO tagged_cache_outbox (namespace, kind, names) VALUES (?, " + values + ")",
					this.node.namespace());
		assertThat(pollTwice(this.relay)).isNull();
		assertThat(this.node.recorded()).containsExactly("HARD ~");
		assertThat(this.database.count()).isZero();
	}

	@Test
	void storeThatDoesNotAnswerKeepsTheRowsAndLagRises() {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());
				TestNode cut = TestNode.on(proxy.uri(), Duration.ofMillis(200))) {
			OutboxRows ofCut = this.database.rows(cut.namespace());
			OutboxRelay failing = relay(ofCut, cut, this.status);
			this.database.commit(ofCut, Kind.HARD, "article:1");
			this.database.commit(ofCut, Kind.KEY, "articles:1");
			failing.poll(() -> true);
			proxy.swallow(true);
			assertThat(failing.poll(() -> true)).isInstanceOf(StoreException.class);
			Duration lag = this.status.lag();
			assertThat(lag).isPositive();
			assertThat(failing.poll(() -> true)).isInstanceOf(StoreException.class);
			assertThat(this.status.lag()).isGreaterThanOrEqualTo(lag.plusMillis(200));
			assertThat(this.status.rows()).isEqualTo(2);
			// The second row has to wait for the first one
			assertThat(this.database.jdbc()
				.queryForList("SELECT attempts FROM tagged_cache_outbox ORDER BY id", Integer.class))
				.containsExactly(2, 0);
			proxy.swallow(false);
			proxy.cutAll();
			Awaitility.await("a new connection").until(() -> failing.poll(() -> true) == null);
			assertThat(cut.recorded()).contains("HARD article:1").last().isEqualTo("KEY articles:1");
			assertThat(this.database.count()).isZero();
			assertThat(this.status.lag()).isZero();
		}
	}

	/**
	 * Also where the application has failed invalidations wait in memory: these are gone
	 * with the process.
	 */
	@ParameterizedTest
	@EnumSource
	void rowStaysUntilTheStoreItselfHasItsInvalidation(Kind kind) {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());
				TestNode cut = TestNode.on(proxy.uri(), Duration.ofMillis(200))) {
			cut.node().onUnrecorded((tags, mode, keys, cause) -> true);
			OutboxRows ofCut = this.database.rows(cut.namespace());
			OutboxRelay failing = relay(ofCut, cut, this.status);
			this.database.commit(ofCut, kind, "articles:1");
			failing.poll(() -> true);
			proxy.swallow(true);
			StoreException failure = failing.poll(() -> true);
			long left = this.database.count();
			proxy.swallow(false);
			proxy.cutAll();
			assertThat(failure).isNotNull();
			assertThat(left).isOne();
			Awaitility.await("a new connection").until(() -> failing.poll(() -> true) == null);
			assertThat(this.database.count()).isZero();
		}
	}

	@Test
	void rowBehindMoreThanAreReadWaits() throws Exception {
		this.database.jdbc()
			.update("INSERT INTO tagged_cache_outbox (namespace, kind, names)"
					+ " SELECT ?, 'HARD', 'other:' || X FROM SYSTEM_RANGE(1, 1000)", this.node.namespace());
		this.database.commit(this.rows, Kind.HARD, "article:1");
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch dies = new CountDownLatch(1);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			OutboxRows others = this.database.rows(this.node.namespace());
			Future<?> other = thread.submit(() -> this.database.transactions().executeWithoutResult((status) -> {
				assertThat(others.claim(Long.MAX_VALUE, 1001)).hasSize(1001);
				locked.countDown();
				await(dies);
			}));
			locked.await();
			this.database.commit(this.rows, Kind.HARD, "article:1");
			pollTwice(this.relay);
			assertThat(this.node.recorded()).isEmpty();
			dies.countDown();
			other.get();
		}
		finally {
			dies.countDown();
			thread.shutdownNow();
		}
	}

	@Test
	void rowOfAnotherPollerIsSkippedAndOnlyRowsOfItsNamesWait() throws Exception {
		this.database.commit(this.rows, Kind.HARD, "article:1");
		this.database.commit(this.rows, Kind.HARD, "article:2");
		this.database.commit(this.rows, Kind.HARD, "article:3", "article:1");
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch dies = new CountDownLatch(1);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			OutboxRows others = this.database.rows(this.node.namespace());
			Future<?> other = thread.submit(() -> this.database.transactions().executeWithoutResult((status) -> {
				assertThat(others.claim(Long.MAX_VALUE, 1)).hasSize(1);
				locked.countDown();
				await(dies);
				status.setRollbackOnly();
			}));
			locked.await();
			pollTwice(this.relay);
			assertThat(this.node.recorded()).containsExactly("HARD article:2");
			assertThat(this.database.count()).isEqualTo(2);
			dies.countDown();
			other.get();
			this.relay.poll(() -> true);
			assertThat(this.node.recorded()).containsExactly("HARD article:2", "HARD article:1", "HARD article:3");
			assertThat(this.database.count()).isZero();
		}
		finally {
			dies.countDown();
			thread.shutdownNow();
		}
	}

	/**
	 * The tags of a sequence have to be recorded in their order, whoever relays them.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void twoPollersNeitherLoseNorStarveNorChangeTheOrder(boolean skipsLocked) throws Exception {
		int sequences = 5;
		int length = 120;
		ExecutorService threads = Executors.newFixedThreadPool(2);
		CountDownLatch written = new CountDownLatch(1);
		try {
			List<Future<?>> pollers = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				OutboxRows own = new OutboxRows(this.database.dataSource(), new OutboxTable(OutboxTable.DEFAULT_NAME),
						this.node.namespace(), skipsLocked);
				OutboxRelay poller = relay(own, this.node, new OutboxStatus(System::nanoTime));
				pollers.add(threads.submit(() -> {
					while (written.getCount() > 0 || this.database.count() > 0) {
						poller.poll(() -> true);
					}
				}));
			}
			for (int i = 0; i < length; i++) {
				for (int sequence = 0; sequence < sequences; sequence++) {
					this.database.commit(this.rows, Kind.HARD, "sequence:" + sequence, sequence + "/" + i);
				}
			}
			written.countDown();
			for (Future<?> poller : pollers) {
				poller.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		List<String> recorded = this.node.recorded();
		for (int sequence = 0; sequence < sequences; sequence++) {
			String prefix = "HARD " + sequence + "/";
			assertThat(recorded.stream().filter((name) -> name.startsWith(prefix)).distinct())
				.containsExactlyElementsOf(IntStream.range(0, length).mapToObj((i) -> prefix + i).toList());
		}
	}

	@Test
	void rowsOutliveARestartOfTheDatabase(@TempDir Path directory) {
		try (TestDatabase before = TestDatabase.inFile(directory)) {
			before.commit(before.rows(this.node.namespace()), Kind.HARD, "article:1");
			before.jdbc().execute("SHUTDOWN");
		}
		try (TestDatabase after = TestDatabase.inFile(directory)) {
			pollTwice(relay(after.rows(this.node.namespace()), this.node, this.status));
			assertThat(this.node.recorded()).containsExactly("HARD article:1");
			assertThat(after.count()).isZero();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
