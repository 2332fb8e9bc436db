package io.github.taggedcache.outbox.jdbc;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.outbox.jdbc.autoconfigure.TaggedCacheOutboxAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One instance of an application that caches the versions of items, and relays the
 * outbox.
 */
final class ItemsInstance implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	private final Set<String> relayed = ConcurrentHashMap.newKeySet();

	private final Node node;

	ItemsInstance(URI redis, String namespace, String database, String... properties) {
		TestPropertyValues
			.of("spring.data.redis.url=" + redis, "tagged-cache.namespace=" + namespace,
					"tagged-cache.command-timeout=60s", "tagged-cache.outbox.poll-interval=20ms",
					"tagged-cache.outbox.jdbc.initialize-schema=always", "spring.datasource.url=" + database,
					"spring.datasource.username=sa", "spring.datasource.hikari.maximum-pool-size=3")
			.and(properties)
			.applyTo(this.context);
		this.context.register(Application.class, Items.class);
		this.context.refresh();
		this.node = this.context.getBean(Node.class);
		this.node.onInvalidation((record) -> {
			this.seen.addAll(record.tags());
			if (record.origin().equals(this.node.origin())) {
				this.relayed.addAll(record.tags());
			}
		});
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	JdbcTemplate jdbc() {
		return this.context.getBean(JdbcTemplate.class);
	}

	TransactionTemplate transactions() {
		return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
	}

	/**
	 * The tags whose invalidation this instance has seen.
	 */
	Set<String> seen() {
		return this.seen;
	}

	/**
	 * The tags that this instance has invalidated itself.
	 */
	Set<String> relayed() {
		return this.relayed;
	}

	boolean isCaughtUp() {
		return this.node.trusted() != null;
	}

	long gaps() {
		return this.node.gaps();
	}

	Items items() {
		return this.context.getBean(Items.class);
	}

	/**
	 * The version of an item, as the cache has it.
	 */
	int version(int item) {
		return items().version(item);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			TaggedCacheOutboxAutoConfiguration.class })
	static class Application {

	}

	static class Items {

		private final JdbcTemplate jdbc;

		Items(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Cacheable("items")
		@CacheTags("item:#{#id}")
		public int version(int id) {
			return this.jdbc.queryForObject("SELECT version FROM item WHERE id = ?", Integer.class, id);
		}

		@InvalidateTags("item:#{#id}")
		public void write(int id) {
			this.jdbc.update("UPDATE item SET version = version + 1 WHERE id = ?", id);
		}

		@InvalidateTags(value = "item:#{#id}", beforeInvocation = true)
		public void writeAfterInvalidation(int id) {
			write(id);
		}

		@InvalidateTags("item:#{#id}")
		public CompletableFuture<Void> written(int id, CompletableFuture<Void> later) {
			return later;
		}

		@CacheEvict(cacheNames = "items", key = "#id")
		public CompletableFuture<Void> evicted(int id, CompletableFuture<Void> later) {
			return later;
		}

		@CacheEvict(cacheNames = "items", beforeInvocation = true)
		public void writeAfterEviction(int id) {
			write(id);
		}

		@CacheEvict(cacheNames = "items", allEntries = true, beforeInvocation = true)
		public void writeAfterClearing(int id) {
			write(id);
		}

	}

}
