package io.github.taggedcache.transaction;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.taggedcache.cache.RegionCache;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Redis goes away between the commit and the invalidation.
 */
class FailureAfterCommitTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static EmbeddedRedis redis;

	private static RoundTripProxy proxy;

	private static Instance instance;

	private static Instance other;

	private static Instance queueing;

	@BeforeAll
	static void start() {
		redis = EmbeddedRedis.start();
		proxy = RoundTripProxy.to(redis);
		String name = "tx" + UUID.randomUUID().toString().replace("-", "");
		instance = Instance.start(proxy.uri(), name, List.of(), "spring.data.redis.timeout=300ms");
		queueing = Instance.start(proxy.uri(), name, List.of(), "spring.data.redis.timeout=300ms",
				"tagged-cache.outage.invalidations=queue");
		other = Instance.start(redis.uri(), name, List.of());
		instance.bean(JdbcTemplate.class)
			.execute("create table article (id bigint primary key, author bigint, title varchar(100))");
		instance.bean(JdbcTemplate.class).update("insert into article values (1, 1, 'old')");
	}

	@AfterAll
	static void stop() {
		instance.close();
		queueing.close();
		other.close();
		proxy.close();
		redis.close();
	}

	@BeforeEach
	void load() {
		Node node = instance.bean(Node.class);
		Awaitility.await("nothing is pending").atMost(PATIENCE).until(() -> node.held() == 0);
		other.articles().find(1);
		assertThat(other.isCached(1)).isTrue();
	}

	private static void reconnect() {
		proxy.swallow(false);
		proxy.cutAll();
	}

	private static void commitWithoutRedis(Instance instance, AtomicBoolean others) {
		instance.transaction().executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					others.set(true);
				}

			});
			instance.manager().invalidateTags("article:1");
			proxy.swallow(true);
		});
	}

	private static void awaitMiss() {
		Awaitility.await("the invalidation is recorded").atMost(PATIENCE).until(() -> !other.isCached(1));
	}

	@Test
	void failureIsThrownToTheOneWhoCommitsAndSentAgain() {
		AtomicBoolean others = new AtomicBoolean();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> commitWithoutRedis(instance, others));
		assertThat(others).as("other synchronizations do their work").isTrue();
		assertThat(instance.bean(Node.class).held()).isOne();
		reconnect();
		awaitMiss();
	}

	@Test
	void failureInsideATransactionRollsItBack() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> instance.transaction().executeWithoutResult((status) -> {
				proxy.swallow(true);
				instance.articles().rename(1, "new");
			}));
		reconnect();
		assertThat(instance.bean(JdbcTemplate.class).queryForObject("select title from article", String.class))
			.isEqualTo("old");
		assertThat(instance.bean(Node.class).held()).isZero();
	}

	@Test
	void failureIsQueuedWhereTheApplicationSaysSo() {
		commitWithoutRedis(queueing, new AtomicBoolean());
		assertThat(queueing.bean(Node.class).held()).isOne();
		reconnect();
		awaitMiss();
	}

	@Test
	void failureWhileOthersAreToldOfTheCommitIsSentAgain() {
		failAfterTheCommit(() -> instance.manager().invalidateTags("article:1"));
	}

	@Test
	void evictionThatFailsWhileOthersAreToldOfTheCommitIsSentAgain() {
		failAfterTheCommit(() -> instance.cache().evict(1L));
	}

	@Test
	void evictionsThatFailWhileOthersAreToldOfTheCommitAreSentAgain() {
		RegionCache cache = (RegionCache) instance.cache();
		failAfterTheCommit(() -> cache.evictEntries(List.of(cache.entryKey(1L))));
	}

	private static void failAfterTheCommit(Runnable action) {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> instance.transaction()
			.executeWithoutResult((status) -> TransactionSynchronizationManager
				.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						proxy.swallow(true);
						action.run();
					}

				})));
		assertThat(instance.bean(Node.class).held()).isOne();
		reconnect();
		awaitMiss();
	}

}
