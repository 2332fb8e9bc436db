package io.github.taggedcache.outbox.jdbc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transactions of an application with an outbox, whose code does not know of it.
 */
@Timeout(120)
class ApplicationTransactionTests {

	private final String namespace = "transactions-" + UUID.randomUUID();

	private final String database = "jdbc:h2:mem:" + this.namespace + ";DB_CLOSE_DELAY=-1";

	private ItemsInstance start(URI redis, String... properties) {
		ItemsInstance instance = new ItemsInstance(redis, this.namespace, this.database, properties);
		instance.jdbc().execute("CREATE TABLE IF NOT EXISTS item (id INT PRIMARY KEY, version INT NOT NULL)");
		instance.jdbc().update("MERGE INTO item VALUES (1, 0)");
		waiting("the follower").until(instance::isCaughtUp);
		return instance;
	}

	private static ConditionFactory waiting(String what) {
		return Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO);
	}

	private static long rows(ItemsInstance instance) {
		return instance.jdbc().queryForObject("SELECT COUNT(*) FROM tagged_cache_outbox", Long.class);
	}

	@Test
	void rowIsWrittenBeforeTheCommitAndDeletedByTheInstanceThatDelivered() {
		try (ItemsInstance instance = start(RedisServers.shared().uri(), "tagged-cache.outbox.poll-interval=1h")) {
			long[] rows = new long[1];
			instance.transactions().executeWithoutResult((status) -> {
				instance.jdbc().update("UPDATE item SET version = 1");
				instance.manager().invalidateTags("item:1");
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void beforeCommit(boolean readOnly) {
						rows[0] = rows(instance);
					}

				});
			});
			assertThat(rows[0]).isOne();
			assertThat(instance.seen()).contains("item:1");
			waiting("the deletion").until(() -> rows(instance) == 0);
		}
	}

	@Test
	void rollbackLeavesNoRowAndInvalidatesNothing() {
		try (ItemsInstance instance = start(RedisServers.shared().uri(), "tagged-cache.outbox.poll-interval=1h")) {
			instance.transactions().executeWithoutResult((status) -> {
				instance.manager().invalidateTags("item:1");
				status.setRollbackOnly();
			});
			assertThat(rows(instance)).isZero();
			assertThat(instance.seen()).doesNotContain("item:1");
		}
	}

	@ParameterizedTest
	@EnumSource
	void commitWithoutRedisIsRelayedWhenRedisAnswers(Write write) {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());
				ItemsInstance instance = start(proxy.uri(), "tagged-cache.command-timeout=300ms");
				ItemsInstance other = start(RedisServers.shared().uri(), "tagged-cache.outbox.enabled=false")) {
			assertThat(other.version(1)).isZero();
			proxy.swallow(true);
			instance.transactions().executeWithoutResult((status) -> write.of.accept(instance));
			assertThat(rows(instance)).isOne();
			assertThat(other.version(1)).isZero();
			proxy.swallow(false);
			proxy.cutAll();
			waiting("the relay").until(() -> rows(instance) == 0);
			waiting("the other instance").until(() -> other.version(1) == 1);
		}
	}

	/**
	 * The transaction on whose thread a future ends knows nothing of its invalidation.
	 */
	@Test
	void futureThatEndsInTheTransactionOfAnotherCallTellsOfItsFailure() {
		try (RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());
				ItemsInstance instance = start(proxy.uri(), "tagged-cache.command-timeout=300ms")) {
			CompletableFuture<Void> later = new CompletableFuture<>();
			List<CompletableFuture<Void>> results = List.of(instance.items().written(1, later),
					instance.items().evicted(1, later));
			proxy.swallow(true);
			instance.transactions().executeWithoutResult((status) -> {
				instance.manager().invalidateTags("other");
				later.complete(null);
			});
			assertThat(results).allSatisfy((result) -> assertThat(result).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.havingRootCause()
				.isNotNull());
			proxy.swallow(false);
			proxy.cutAll();
		}
	}

	/**
	 * Annotated methods invalidate at once as well, which fails.
	 */
	enum Write {

		CODE((instance) -> {
			instance.jdbc().update("UPDATE item SET version = 1");
			instance.manager().invalidateTags("item:1");
		}),

		INVALIDATION((instance) -> instance.items().write(1)),

		INVALIDATION_BEFORE((instance) -> instance.items().writeAfterInvalidation(1)),

		EVICTION_BEFORE((instance) -> instance.items().writeAfterEviction(1)),

		CLEARING_BEFORE((instance) -> instance.items().writeAfterClearing(1));

		private final Consumer<ItemsInstance> of;

		Write(Consumer<ItemsInstance> of) {
			this.of = of;
		}

	}

}
