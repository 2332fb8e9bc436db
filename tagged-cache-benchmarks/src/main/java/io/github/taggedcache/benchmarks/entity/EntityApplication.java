package io.github.taggedcache.benchmarks.entity;

import java.util.List;
import java.util.stream.LongStream;

import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.benchmarks.product.Server;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application whose rows lie in an H2 in its memory.
 */
public final class EntityApplication implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final TransactionTemplate transactions;

	private final EntityManager entities;

	/**
	 * Starts it with some rows.
	 * @param rows how many
	 * @param tagged whether the rows have tags
	 */
	public EntityApplication(int rows, boolean tagged) {
		TestPropertyValues
			.of("tagged-cache.namespace=entities", "spring.data.redis.url=" + Server.uri(),
					"tagged-cache.data-jpa.enabled=" + tagged, "spring.jpa.hibernate.ddl-auto=create",
					"spring.jpa.properties.hibernate.jdbc.batch_size=100",
					"spring.datasource.url=jdbc:h2:mem:entities" + tagged)
			.applyTo(this.context);
		this.context.register(Setup.class);
		this.context.refresh();
		this.transactions = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.entities = this.context.getBean(EntityManager.class);
		this.transactions.executeWithoutResult(
				(status) -> LongStream.range(0, rows).forEach((id) -> this.entities.persist(new Item(id))));
	}

	/**
	 * Reads all rows, changes them, and commits.
	 * @return how many they were
	 */
	public int changeAll() {
		Integer changed = this.transactions.execute((status) -> {
			List<Item> all = this.entities.createQuery("select i from Item i", Item.class).getResultList();
			all.forEach(Item::change);
			return all.size();
		});
		return (changed != null) ? changed : 0;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EntityScan(basePackageClasses = Item.class)
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class,
			CacheAutoConfiguration.class, DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class,
			DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class })
	static class Setup {

	}

}
