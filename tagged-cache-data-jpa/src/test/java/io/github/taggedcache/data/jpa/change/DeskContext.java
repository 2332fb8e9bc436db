package io.github.taggedcache.data.jpa.change;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.data.jpa.autoconfigure.TaggedCacheDataJpaAutoConfiguration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application with a help desk, whose invalidations are recorded.
 */
final class DeskContext implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final List<Set<String>> recorded = new CopyOnWriteArrayList<>();

	private int markers;

	/**
	 * Starts an application whose store is in memory.
	 */
	DeskContext(String... properties) {
		this(Application.class, properties);
	}

	DeskContext(Class<?> application, String... properties) {
		TestPropertyValues
			.of("tagged-cache.namespace=desk", "tagged-cache.store=memory",
					"spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create-drop",
					"spring.jpa.open-in-view=false")
			.and(properties)
			.applyTo(this.context);
		this.context.register(Beans.class, application);
		this.context.refresh();
		bean(Node.class).onInvalidation((record) -> this.recorded.add(Set.copyOf(record.tags())));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	EntityManagerFactory units() {
		return bean(EntityManagerFactory.class);
	}

	/**
	 * The entity manager that Spring binds to its transactions.
	 */
	EntityManager entities() {
		return bean(EntityManager.class);
	}

	SessionFactoryImplementor sessions() {
		return units().unwrap(SessionFactoryImplementor.class);
	}

	TransactionTemplate transactions() {
		return new TransactionTemplate(bean(PlatformTransactionManager.class));
	}

	/**
	 * Runs work in a transaction of Spring.
	 */
	<T> T commit(Function<EntityManager, T> work) {
		return transactions().execute((status) -> work.apply(entities()));
	}

	/**
	 * Runs work in a transaction of Spring.
	 */
	void run(Consumer<EntityManager> work) {
		transactions().executeWithoutResult((status) -> work.accept(entities()));
	}

	void run(Consumer<EntityManager> work, Consumer<TransactionStatus> end) {
		transactions().executeWithoutResult((status) -> {
			work.accept(entities());
			end.accept(status);
		});
	}

	/**
	 * The tags that are invalidated until some work has ended, in their order.
	 */
	Set<String> invalidatedBy(Runnable work) {
		Set<String> all = new TreeSet<>();
		recordsOf(work).forEach(all::addAll);
		return all;
	}

	/**
	 * The invalidations until some work has ended, one by one.
	 */
	List<Set<String>> recordsOf(Runnable work) {
		drain();
		this.recorded.clear();
		work.run();
		return drain();
	}

	/**
	 * What was invalidated up to now, whatever the transaction of the calling thread.
	 */
	List<Set<String>> drain() {
		String marker = "marker" + this.markers++;
		CompletableFuture.runAsync(() -> bean(TaggedCacheManager.class).invalidateTags(marker)).join();
		Awaitility.await("the invalidation that ends the others")
			.until(() -> this.recorded.stream().anyMatch((tags) -> tags.contains(marker)));
		return this.recorded.stream()
			.filter((tags) -> tags.stream().noneMatch((tag) -> tag.startsWith("marker")))
			.toList();
	}

	/**
	 * What was invalidated so far, marks included.
	 */
	List<Set<String>> recorded() {
		return List.copyOf(this.recorded);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class,
			DataJpaRepositoriesAutoConfiguration.class, TaggedCacheDataJpaAutoConfiguration.class })
	static class Application {

	}

	@EnableCaching
	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Desk.class)
	@EnableJpaRepositories(basePackageClasses = Desk.class, considerNestedRepositories = true)
	static class Beans {

	}

}
