package io.github.taggedcache.outbox.jdbc;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.mapping.event.AfterDeleteEvent;
import org.springframework.data.relational.core.mapping.event.AfterSaveEvent;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipe for Spring Data JDBC: its events invalidate what the reading methods
 * declare.
 */
@Timeout(120)
class SpringDataJdbcTests {

	private final String namespace = "data-jdbc-" + UUID.randomUUID();

	private Instance here;

	private Instance there;

	@BeforeEach
	void start() {
		this.here = new Instance(this.namespace);
		this.here.jdbc().execute("CREATE TABLE book (id BIGINT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(50))");
		this.here.jdbc().update("INSERT INTO book (title) VALUES ('one'), ('two')");
		this.there = new Instance(this.namespace);
	}

	@AfterEach
	void stop() {
		this.there.close();
		this.here.close();
	}

	/**
	 * What the other instance loads before the commit is old after it.
	 */
	@Test
	void committedUpdateIsReadByTheOtherInstanceAndNothingElseIsLoaded() {
		fill();
		this.here.transactions().executeWithoutResult((status) -> {
			this.here.books().save(new Book(1L, "changed"));
			waiting("the end of the listener").until(() -> this.there.seen.contains("Book:1"));
			assertThat(this.there.shelf().title(1)).isEqualTo("one");
		});
		waiting("the other instance").until(() -> this.there.shelf().title(1).equals("changed"));
		int loads = this.there.shelf().loads();
		assertThat(this.there.shelf().title(2)).isEqualTo("two");
		assertThat(this.there.shelf().loads()).isEqualTo(loads);
		assertThat(this.there.seen).containsExactlyInAnyOrder("Book[]", "Book:1");
	}

	@Test
	void committedInsertIsReadByTheOtherInstance() {
		fill();
		assertThat(this.there.shelf().title(3)).isEqualTo("none");
		assertThat(this.here.books().save(new Book(null, "three")).id()).isEqualTo(3);
		waiting("the count").until(() -> this.there.shelf().count() == 3);
		assertThat(this.there.shelf().title(3)).isEqualTo("three");
	}

	@Test
	void deleteByIdIsReadByTheOtherInstance() {
		fill();
		this.here.books().deleteById(2L);
		waiting("the count").until(() -> this.there.shelf().count() == 1);
		assertThat(this.there.shelf().title(2)).isEqualTo("none");
		assertThat(this.there.shelf().title(1)).isEqualTo("one");
		assertThat(this.there.seen).containsExactlyInAnyOrder("Book[]", "Book:2");
	}

	@Test
	void rollbackInvalidatesNothingMore() {
		fill();
		this.here.transactions().executeWithoutResult((status) -> {
			this.here.books().save(new Book(1L, "changed"));
			this.here.books().deleteById(2L);
			waiting("the end of the listeners")
				.until(() -> this.there.seen.containsAll(Set.of("Book[]", "Book:1", "Book:2")));
			this.there.seen.clear();
			status.setRollbackOnly();
		});
		this.here.manager().invalidateTags("marker");
		waiting("what was invalidated before").until(() -> this.there.seen.contains("marker"));
		assertThat(this.there.seen).containsExactly("marker");
		fill();
	}

	/**
	 * Both instances have read both rows and their number.
	 */
	private void fill() {
		for (Instance instance : new Instance[] { this.here, this.there }) {
			assertThat(instance.shelf().title(1)).isEqualTo("one");
			assertThat(instance.shelf().title(2)).isEqualTo("two");
			assertThat(instance.shelf().count()).isEqualTo(2);
		}
	}

	private static ConditionFactory waiting(String what) {
		return Awaitility.await(what).atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO);
	}

	@Table
	record Book(@Id @Nullable Long id, String title) {
	}

	interface Books extends CrudRepository<Book, Long> {

	}

	static class BookChanges {

		@EventListener
		@InvalidateTags({ "Book[]", "Book:#{#event.entity.id}" })
		void saved(AfterSaveEvent<Book> event) {
		}

		@EventListener
		@InvalidateTags({ "Book[]", "Book:#{#event.id.value}" })
		void deleted(AfterDeleteEvent<Book> event) {
		}

	}

	static class Shelf {

		private final Books books;

		private final AtomicInteger loads = new AtomicInteger();

		Shelf(Books books) {
			this.books = books;
		}

		public int loads() {
			return this.loads.get();
		}

		@Cacheable("titles")
		@CacheTags("Book:#{#id}")
		public String title(long id) {
			this.loads.incrementAndGet();
			return this.books.findById(id).map(Book::title).orElse("none");
		}

		@Cacheable("counts")
		@CacheTags("Book[]")
		public long count() {
			this.loads.incrementAndGet();
			return this.books.count();
		}

	}

	@EnableCaching
	@EnableJdbcRepositories(considerNestedRepositories = true)
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class, DataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			DataJdbcRepositoriesAutoConfiguration.class })
	static class Application {

	}

	/**
	 * One instance of the application.
	 */
	private static final class Instance implements AutoCloseable {

		private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

		private final Set<String> seen = ConcurrentHashMap.newKeySet();

		private Instance(String namespace) {
			TestPropertyValues
				.of("spring.data.redis.url=" + RedisServers.shared().uri(), "tagged-cache.namespace=" + namespace,
						"tagged-cache.command-timeout=60s",
						"spring.datasource.url=jdbc:h2:mem:" + namespace + ";DB_CLOSE_DELAY=-1",
						"spring.datasource.username=sa")
				.applyTo(this.context);
			this.context.register(Application.class, BookChanges.class, Shelf.class);
			this.context.refresh();
			Node node = this.context.getBean(Node.class);
			waiting("the follower").until(() -> node.trusted() != null);
			node.onInvalidation((record) -> this.seen.addAll(record.tags()));
		}

		private Shelf shelf() {
			return this.context.getBean(Shelf.class);
		}

		private Books books() {
			return this.context.getBean(Books.class);
		}

		private JdbcTemplate jdbc() {
			return this.context.getBean(JdbcTemplate.class);
		}

		private TaggedCacheManager manager() {
			return this.context.getBean(TaggedCacheManager.class);
		}

		private TransactionTemplate transactions() {
			return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
