package io.github.taggedcache.data.jpa.history;

import java.net.URI;
import java.util.function.Consumer;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.data.jpa.autoconfigure.TaggedCacheDataJpaAutoConfiguration;
import jakarta.persistence.EntityManager;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One instance of the desk. All calls are judged by Redis, so that a call sees each
 * invalidation that was made before it.
 */
final class DeskInstance implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	DeskInstance(URI redis, String database, String... properties) {
		TestPropertyValues
			.of("spring.data.redis.url=" + redis, "tagged-cache.namespace=" + database,
					"tagged-cache.consistency=strict", "tagged-cache.defaults.write=through",
					"spring.datasource.url=" + url(database))
			.and(properties)
			.applyTo(this.context);
		this.context.register(Application.class);
		this.context.refresh();
	}

	/**
	 * An H2 in memory, unless the environment names another database, whose tables are
	 * made anew.
	 */
	private static String url(String database) {
		String named = System.getenv("TAGGED_CACHE_TEST_JDBC_URL");
		return (named != null) ? named : "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
	}

	Desk desk() {
		return this.context.getBean(Desk.class);
	}

	Queries queries() {
		return this.context.getBean(Queries.class);
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Does work in one transaction.
	 */
	void inTransaction(Consumer<EntityManager> work) {
		EntityManager entities = this.context.getBean(EntityManager.class);
		new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(entities));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableCaching
	@EnableTransactionManagement
	@EntityScan(basePackageClasses = Ticket.class)
	@Import({ Queries.class, Desk.class })
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class,
			CacheAutoConfiguration.class, DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class,
			DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class })
	static class Application {

	}

}
