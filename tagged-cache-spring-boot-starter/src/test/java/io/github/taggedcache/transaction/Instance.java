package io.github.taggedcache.transaction;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One instance of an application on a database and Redis, both shared with others.
 */
final class Instance implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final AnnotationConfigApplicationContext context;

	private Instance(AnnotationConfigApplicationContext context) {
		this.context = context;
	}

	static Instance start(URI redis, String name, List<Class<?>> configurations, String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("tagged-cache.namespace=" + name, "database=" + name, "spring.data.redis.url=" + redis,
					"tagged-cache.consistency=strict", "tagged-cache.defaults.write=through")
			.and(properties)
			.applyTo(context);
		List<Class<?>> all = new ArrayList<>(configurations);
		all.add(Application.class);
		if (configurations.isEmpty()) {
			all.add(TransactionsInside.class);
		}
		context.register(all.toArray(Class<?>[]::new));
		context.refresh();
		return new Instance(context);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Articles articles() {
		return bean(Articles.class);
	}

	TaggedCacheManager manager() {
		return bean(TaggedCacheManager.class);
	}

	TaggedCache cache() {
		TaggedCache cache = manager().getCache("articles");
		if (cache == null) {
			throw new IllegalStateException("no cache");
		}
		return cache;
	}

	boolean isCached(long id) {
		return cache().get(id) != null;
	}

	/**
	 * Caches a value under a tag that was invalidated just before: a put is refused until
	 * this instance knows of that.
	 */
	void cacheAgain(long id, String tag) {
		Awaitility.await("the put is newer than the invalidation").atMost(PATIENCE).until(() -> {
			cache().put(id, new Article(id, 0, "other"), tag);
			return isCached(id);
		});
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(bean(PlatformTransactionManager.class));
	}

	TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = transaction();
		template.setPropagationBehavior(propagation);
		return template;
	}

	/**
	 * A transaction that goes on seeing what its first query saw.
	 */
	TransactionTemplate snapshot() {
		TransactionTemplate template = transaction();
		template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		return template;
	}

	void awaitCaughtUp() {
		Node node = bean(Node.class);
		Awaitility.await("the node has met a version").atMost(PATIENCE).until(() -> node.known() > 0);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class TransactionsInside {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

		@Bean
		DataSource dataSource(Environment environment) {
			JdbcDataSource dataSource = new JdbcDataSource();
			dataSource.setUrl("jdbc:h2:mem:" + environment.getProperty("database") + ";DB_CLOSE_DELAY=-1");
			return dataSource;
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource dataSource) {
			return new UncertainTransactionManager(dataSource);
		}

		@Bean
		JdbcTemplate jdbcTemplate(DataSource dataSource) {
			return new JdbcTemplate(dataSource);
		}

		@Bean
		Articles articles(JdbcTemplate database) {
			return new Articles(database);
		}

	}

	/**
	 * Can lose the answer to a commit, and have something happen after a begin.
	 */
	static class UncertainTransactionManager extends JdbcTransactionManager {

		private static final long serialVersionUID = 1L;

		private boolean losesAnswer;

		private @Nullable Runnable afterBegin;

		UncertainTransactionManager(DataSource dataSource) {
			super(dataSource);
		}

		void loseAnswer() {
			this.losesAnswer = true;
		}

		/**
		 * Runs an action once, when a transaction of the database has begun.
		 */
		void afterBegin(Runnable action) {
			this.afterBegin = action;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			super.doBegin(transaction, definition);
			Runnable action = this.afterBegin;
			this.afterBegin = null;
			if (action != null) {
				action.run();
			}
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			super.doCommit(status);
			if (this.losesAnswer) {
				this.losesAnswer = false;
				throw new TransactionSystemException("no answer");
			}
		}

	}

}
