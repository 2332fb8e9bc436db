package io.github.taggedcache.data.jpa.change;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.data.jpa.autoconfigure.TaggedCacheDataJpaAutoConfiguration;
import io.github.taggedcache.data.jpa.change.Desk.Item;
import io.github.taggedcache.outbox.jdbc.autoconfigure.TaggedCacheOutboxAutoConfiguration;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.transaction.InvalidationOutbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where there is an outbox, the transaction that changes rows keeps their tags in it.
 */
class OutboxChangeTests {

	private static DeskContext start() {
		return new DeskContext(Application.class, "tagged-cache.namespace=desk-" + UUID.randomUUID(),
				"tagged-cache.store=redis", "spring.data.redis.url=" + RedisServers.shared().uri(),
				"tagged-cache.outbox.jdbc.initialize-schema=always", "tagged-cache.outbox.poll-interval=1h");
	}

	private static void insert(DeskContext desk, int rows) {
		desk.run((entities) -> {
			for (int i = 0; i < rows; i++) {
				entities.persist(new Item(i));
			}
		});
	}

	@Test
	void rowsThatTheCommitFlushesAreInOneRowOfTheOutbox() {
		try (DeskContext desk = start()) {
			Set<String> tags = desk.invalidatedBy(() -> insert(desk, 3));
			assertThat(tags).containsExactlyInAnyOrder("Item:0", "Item:1", "Item:2", "Item[]", "*[]");
			assertThat(desk.bean(Kept.class).rows()).singleElement()
				.satisfies((names) -> assertThat(names.lines().toList()).containsExactlyInAnyOrder("Item:0", "Item:1",
						"Item:2", "Item[]", "*[]"));
		}
	}

	@Test
	void rowsThatWereFlushedEarlierAreKeptBeforeTheCommit() {
		try (DeskContext desk = start()) {
			desk.run((entities) -> {
				entities.persist(new Item(1));
				entities.flush();
				assertThat(desk.bean(Kept.class).rows()).isEmpty();
			});
			assertThat(desk.bean(Kept.class).rows()).singleElement()
				.satisfies((names) -> assertThat(names.lines().toList()).containsExactlyInAnyOrder("Item:1", "Item[]",
						"*[]"));
		}
	}

	@Test
	void rollbackKeepsNothing() {
		try (DeskContext desk = start()) {
			desk.run((entities) -> {
				entities.persist(new Item(1));
				entities.flush();
			}, TransactionStatus::setRollbackOnly);
			assertThat(desk.bean(Kept.class).rows()).isEmpty();
			assertThat(desk.bean(JdbcTemplate.class)
				.queryForObject("SELECT COUNT(*) FROM tagged_cache_outbox", Long.class)).isZero();
		}
	}

	/**
	 * The rows of the outbox, as the transactions that wrote them saw them.
	 */
	record Kept(List<String> rows) {

	}

	/**
	 * Looks into the table when the outbox has written to it, before it is committed.
	 */
	record LookingOutbox(InvalidationOutbox outbox, JdbcTemplate jdbc, Kept kept) implements InvalidationOutbox {

		@Override
		public boolean isUsable() {
			return this.outbox.isUsable();
		}

		@Override
		public Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys) {
			Receipt receipt = this.outbox.record(tags, keys);
			this.kept.rows().clear();
			this.kept.rows().addAll(this.jdbc.queryForList("SELECT names FROM tagged_cache_outbox", String.class));
			return receipt;
		}

	}

	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
			TaggedCacheOutboxAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class })
	static class Application {

		@Bean
		static Kept kept() {
			return new Kept(new CopyOnWriteArrayList<>());
		}

		@Bean
		static BeanPostProcessor looking(BeanFactory beans) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof InvalidationOutbox outbox)
							? new LookingOutbox(outbox, beans.getBean(JdbcTemplate.class), beans.getBean(Kept.class))
							: bean;
				}

			};
		}

	}

}
