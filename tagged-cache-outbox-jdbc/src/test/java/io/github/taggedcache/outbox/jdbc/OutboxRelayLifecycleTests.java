package io.github.taggedcache.outbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.outbox.jdbc.OutboxRow.Kind;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class OutboxRelayLifecycleTests {

	private static final Duration OFTEN = Duration.ofMillis(20);

	private static final Duration NEVER = Duration.ofHours(1);

	private final TestNode node = TestNode.create();

	private final TestDatabase database = TestDatabase.inMemory();

	private final OutboxRows rows = this.database.rows(this.node.namespace());

	private final OutboxStatus status = new OutboxStatus(System::nanoTime);

	private final OutboxRelay relay = new OutboxRelay(this.rows, this.node.node(), this.status);

	private OutboxRelayLifecycle lifecycle = new OutboxRelayLifecycle(this.relay, this.status, OFTEN);

	@AfterEach
	void close() {
		this.lifecycle.stop();
		this.node.close();
		this.database.close();
	}

	private static ConditionFactory waiting(String what) {
		return Awaitility.await(what).atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).pollInterval(OFTEN);
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("tagged-cache-outbox"))
			.count();
	}

	private Receipt record(String tag) {
		JdbcInvalidationOutbox outbox = new JdbcInvalidationOutbox(this.database.dataSource(), this.rows, this.relay);
		return this.database.transactions()
			.execute((status) -> outbox.record(Map.of(InvalidationMode.HARD, List.of(tag)), List.of()));
	}

	private void startWithoutPolls() {
		this.lifecycle = new OutboxRelayLifecycle(this.relay, this.status, NEVER);
		this.lifecycle.start();
	}

	@Test
	void rowsAreRelayedWhileRunning() {
		this.lifecycle.start();
		this.database.commit(this.rows, Kind.HARD, "article:1");
		waiting("the relay").until(() -> this.database.count() == 0);
		assertThat(this.node.recorded()).containsExactly("HARD article:1");
		assertThat(this.lifecycle.isRunning()).isTrue();
	}

	@Test
	void oneThreadRunsUntilTheStop() {
		long before = threads();
		this.lifecycle.start();
		this.lifecycle.start();
		waiting("the thread").until(() -> threads() == before + 1);
		this.lifecycle.stop();
		waiting("the end of the thread").until(() -> threads() == before);
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void rowsAreRelayedAfterARestart() {
		this.lifecycle.start();
		this.lifecycle.stop();
		this.database.commit(this.rows, Kind.HARD, "article:1");
		assertThat(this.database.count()).isOne();
		this.lifecycle.start();
		waiting("the relay").until(() -> this.database.count() == 0);
	}

	@Test
	void deliveredRowIsDeletedWithoutWaitingForAPoll() {
		startWithoutPolls();
		record("article:1").delivered();
		waiting("the deletion").until(() -> this.database.count() == 0);
		assertThat(this.node.recorded()).isEmpty();
	}

	@Test
	void stopDeletesWhatWasDelivered() {
		startWithoutPolls();
		for (int i = 0; i < 300; i++) {
			record("article:" + i).delivered();
		}
		this.lifecycle.stop();
		assertThat(this.database.count()).isZero();
	}

	@Test
	void rowThatIsDeliveredAfterTheStopIsRelayedLater() {
		this.lifecycle.start();
		this.lifecycle.stop();
		record("article:1").delivered();
		assertThat(this.database.count()).isOne();
		this.lifecycle.start();
		waiting("the relay").until(() -> this.database.count() == 0);
	}

	@Test
	void storeThatAnswersAgainIsPolledAtOnce() {
		startWithoutPolls();
		waiting("the first poll").until(() -> this.status.sinceLook().compareTo(Duration.ofSeconds(10)) < 0);
		this.database.commit(this.rows, Kind.HARD, "article:1");
		waiting("two more polls").until(() -> {
			this.lifecycle.pollNow();
			return this.database.count() == 0;
		});
		assertThat(this.node.recorded()).containsExactly("HARD article:1");
	}

	@Test
	void pollingGoesOnAfterTheStoreHasFailed() {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());
				TestNode cut = TestNode.on(proxy.uri(), Duration.ofMillis(100))) {
			OutboxRows ofCut = this.database.rows(cut.namespace());
			this.lifecycle = new OutboxRelayLifecycle(new OutboxRelay(ofCut, cut.node(), this.status), this.status,
					OFTEN);
			this.database.commit(ofCut, Kind.HARD, "article:1");
			proxy.swallow(true);
			this.lifecycle.start();
			waiting("a failure").until(() -> this.status.failure() != null);
			assertThat(this.status.rows()).isOne();
			proxy.swallow(false);
			proxy.cutAll();
			waiting("the relay").until(() -> this.database.count() == 0);
			waiting("the end of the failure").until(() -> this.status.failure() == null);
			this.lifecycle.stop();
		}
	}

	@Test
	void pollingGoesOnAfterAnError() {
		AtomicBoolean broken = new AtomicBoolean(true);
		OutboxRows ofBroken = new OutboxRows(new DelegatingDataSource(this.database.dataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				if (broken.getAndSet(false)) {
					throw new NoClassDefFoundError("No");
				}
				return super.getConnection();
			}

		}, new OutboxTable(OutboxTable.DEFAULT_NAME), this.node.namespace());
		this.lifecycle = new OutboxRelayLifecycle(new OutboxRelay(ofBroken, this.node.node(), this.status), this.status,
				OFTEN);
		this.database.commit(this.rows, Kind.HARD, "article:1");
		this.lifecycle.start();
		waiting("the relay").until(() -> this.database.count() == 0);
		assertThat(broken).isFalse();
	}

	@Test
	void pollingGoesOnAfterTheDatabaseHasFailed() {
		this.database.commit(this.rows, Kind.HARD, "article:1");
		this.database.jdbc().execute("ALTER TABLE tagged_cache_outbox RENAME TO elsewhere");
		this.lifecycle.start();
		waiting("a failure").until(() -> this.status.failure() != null);
		this.database.jdbc().execute("ALTER TABLE elsewhere RENAME TO tagged_cache_outbox");
		waiting("the relay").until(() -> this.database.count() == 0);
	}

	@Test
	void lagGoesOnToRiseWhileTheDatabaseFails() {
		this.database.commit(this.rows, Kind.HARD, "article:1");
		this.relay.poll(() -> true);
		Duration lag = this.status.lag();
		waiting("a higher lag").until(() -> this.status.lag().compareTo(lag) > 0);
		assertThat(this.status.rows()).isOne();
	}

}
