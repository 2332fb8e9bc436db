package io.github.taggedcache.outbox.jdbc;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.taggedcache.InvalidationMode;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The transactions of JPA are those of its database.
 */
class JpaTransactionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void rowAndEntityAreCommittedTogether() {
		this.contextRunner.run((context) -> assertThat(transaction(context.getBean(DataSource.class),
				context.getBean(EntityManager.class), context.getBean(PlatformTransactionManager.class), false))
			.containsExactly(1L, 1L));
	}

	@Test
	void rowAndEntityAreRolledBackTogether() {
		this.contextRunner.run((context) -> assertThat(transaction(context.getBean(DataSource.class),
				context.getBean(EntityManager.class), context.getBean(PlatformTransactionManager.class), true))
			.containsExactly(0L, 0L));
	}

	@Test
	void poolThatDoesNotCommitByItselfMakesNoDifference() {
		this.contextRunner
			.withPropertyValues("spring.datasource.hikari.auto-commit=false",
					"spring.jpa.properties.hibernate.connection.provider_disables_autocommit=true")
			.run((context) -> assertThat(transaction(context.getBean(DataSource.class),
					context.getBean(EntityManager.class), context.getBean(PlatformTransactionManager.class), false))
				.containsExactly(1L, 1L));
	}

	@Test
	void deliveredRowGoesWhereThePoolDoesNotCommitByItself() {
		this.contextRunner.withPropertyValues("spring.datasource.hikari.auto-commit=false").run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			new ResourceDatabasePopulator(new ClassPathResource("schema-h2.sql", OutboxTable.class))
				.execute(dataSource);
			OutboxRows rows = new OutboxRows(dataSource, new OutboxTable(OutboxTable.DEFAULT_NAME), "jpa");
			try (TestNode node = TestNode.create()) {
				OutboxRelay relay = new OutboxRelay(rows, node.node(), new OutboxStatus(System::nanoTime));
				relay.delivered(rows.inTransaction(() -> rows.insert(OutboxRow.Kind.HARD, List.of("book:1"))));
				relay.deleteDelivered();
				assertThat(rows.<OutboxRows.Waiting>inTransaction(rows::look).rows()).isZero();
			}
		});
	}

	private static List<Long> transaction(DataSource dataSource, EntityManager entities,
			PlatformTransactionManager manager, boolean rollback) {
		new ResourceDatabasePopulator(new ClassPathResource("schema-h2.sql", OutboxTable.class)).execute(dataSource);
		OutboxRows rows = new OutboxRows(dataSource, new OutboxTable(OutboxTable.DEFAULT_NAME), "jpa");
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		try (TestNode node = TestNode.create()) {
			OutboxRelay relay = new OutboxRelay(rows, node.node(), new OutboxStatus(System::nanoTime));
			JdbcInvalidationOutbox outbox = new JdbcInvalidationOutbox(dataSource, rows, relay);
			TransactionTemplate transactions = new TransactionTemplate(manager);
			transactions.executeWithoutResult((status) -> {
				entities.persist(new Book(1));
				entities.flush();
				assertThat(outbox.isUsable()).isTrue();
				outbox.record(Map.of(InvalidationMode.HARD, List.of("book:1")), List.of());
				if (rollback) {
					status.setRollbackOnly();
				}
			});
			return transactions.execute((status) -> List.of(rows.look().rows(),
					jdbc.queryForObject("SELECT COUNT(*) FROM book", Long.class)));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	@Entity(name = "book")
	static class Book {

		@Id
		private long id;

		Book() {
		}

		Book(long id) {
			this.id = id;
		}

	}

}
