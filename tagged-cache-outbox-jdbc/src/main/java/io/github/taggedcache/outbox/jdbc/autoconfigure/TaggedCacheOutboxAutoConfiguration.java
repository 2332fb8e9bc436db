package io.github.taggedcache.outbox.jdbc.autoconfigure;

import javax.sql.DataSource;

import io.github.taggedcache.autoconfigure.SecondaryTaggedCacheAutoConfiguration;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.check.SetupException;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.node.NodeTime;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.outbox.jdbc.JdbcInvalidationOutbox;
import io.github.taggedcache.outbox.jdbc.OutboxRelay;
import io.github.taggedcache.outbox.jdbc.OutboxRelayLifecycle;
import io.github.taggedcache.outbox.jdbc.OutboxRows;
import io.github.taggedcache.outbox.jdbc.OutboxStatus;
import io.github.taggedcache.outbox.jdbc.OutboxTable;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.transaction.InvalidationOutbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} of an outbox in the application's
 * database. It backs off where nothing is cached, where the store is in memory, and where
 * the application has an {@link InvalidationOutbox} of its own.
 */
@AutoConfiguration(after = { TaggedCacheAutoConfiguration.class, SecondaryTaggedCacheAutoConfiguration.class,
		DataSourceAutoConfiguration.class, JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "tagged-cache.outbox.enabled", matchIfMissing = true)
@ConditionalOnBean(Node.class)
@ConditionalOnMissingBean(InvalidationOutbox.class)
public final class TaggedCacheOutboxAutoConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(TaggedCacheOutboxAutoConfiguration.class);

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "redis", matchIfMissing = true)
	@EnableConfigurationProperties({ OutboxProperties.class, OutboxJdbcProperties.class })
	@Import(DatabaseInitializationDependencyConfigurer.class)
	static class InDatabase {

		private final DataSource dataSource;

		private final OutboxTable table;

		InDatabase(@TaggedCacheDataSource ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> all,
				OutboxProperties properties) {
			this.table = properties.checked();
			this.dataSource = new DataSourceChoice(qualified, all).make();
		}

		@Bean
		@Conditional(OnSchemaCondition.class)
		OutboxSchema taggedCacheOutboxSchema(OutboxJdbcProperties properties) {
			return new OutboxSchema(this.dataSource, properties, this.table);
		}

		@Bean
		@DependsOnDatabaseInitialization
		OutboxRows taggedCacheOutboxRows(KeyLayout layout) {
			OutboxRows rows = rows(layout.namespace());
			TableCheck.check(rows, this.table);
			return rows;
		}

		private OutboxRows rows(String namespace) {
			try {
				return new OutboxRows(this.dataSource, this.table, namespace);
			}
			catch (IllegalArgumentException ex) {
				throw new SetupException(
						"The table of the outbox has no room for the namespace: " + ex.getMessage() + ".",
						"Set a shorter tagged-cache.namespace.");
			}
		}

		@Bean
		OutboxStatus taggedCacheOutboxStatus(NodeTime time) {
			return new OutboxStatus(time.nanoTime());
		}

		@Bean
		OutboxRelay taggedCacheOutboxRelay(OutboxRows rows, Node node, OutboxStatus status) {
			return new OutboxRelay(rows, node, status);
		}

		@Bean
		OutboxRelayLifecycle taggedCacheOutboxRelayLifecycle(OutboxRelay relay, OutboxStatus status,
				OutboxProperties properties, ObjectProvider<GuardedStore> stores) {
			OutboxRelayLifecycle lifecycle = new OutboxRelayLifecycle(relay, status, properties.getPollInterval());
			stores.ifAvailable((store) -> store.onRecovery(lifecycle::pollNow));
			return lifecycle;
		}

		@Bean
		JdbcInvalidationOutbox taggedCacheInvalidationOutbox(OutboxRows rows, OutboxRelay relay) {
			return new JdbcInvalidationOutbox(this.dataSource, rows, relay);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "tagged-cache.store", havingValue = "memory")
	static class InMemory {

		InMemory() {
			logger.warn("tagged-cache-outbox-jdbc is on the class path and does nothing: tagged-cache.store is memory,"
					+ " which ends with this process. Set tagged-cache.outbox.enabled to false to silence this");
		}

	}

	static final class OnSchemaCondition extends OnDatabaseInitializationCondition {

		OnSchemaCondition() {
			super("Tagged Cache Outbox", "tagged-cache.outbox.jdbc.initialize-schema");
		}

	}

}
