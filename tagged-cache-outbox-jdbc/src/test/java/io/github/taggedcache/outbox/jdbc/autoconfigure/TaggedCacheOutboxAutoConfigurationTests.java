package io.github.taggedcache.outbox.jdbc.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.outbox.jdbc.JdbcInvalidationOutbox;
import io.github.taggedcache.outbox.jdbc.OutboxRelayLifecycle;
import io.github.taggedcache.outbox.jdbc.OutboxStatus;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.transaction.InvalidationOutbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TaggedCacheOutboxAutoConfigurationTests {

	private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheOutboxAutoConfiguration.class,
				TaggedCacheOutboxHealthAutoConfiguration.class, TaggedCacheOutboxMetricsAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class, DataRedisAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withPropertyValues("spring.data.redis.url=" + RedisServers.shared().uri(),
				"tagged-cache.namespace=" + UUID.randomUUID(), "tagged-cache.outbox.poll-interval=20ms");

	private final ApplicationContextRunner contextRunner = this.withoutDatabase
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	private static TransactionTemplate transactions(ApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	private static void record(InvalidationOutbox outbox) {
		assertThat(outbox.isUsable()).isTrue();
		outbox.record(Map.of(InvalidationMode.HARD, List.of("article:1")), List.of());
	}

	@Test
	void embeddedDatabaseHasATableAndItsRowsAreRelayed() {
		this.contextRunner.run((context) -> {
			InvalidationOutbox outbox = context.getBean(InvalidationOutbox.class);
			assertThat(outbox).isInstanceOf(JdbcInvalidationOutbox.class);
			transactions(context).executeWithoutResult((status) -> record(outbox));
			Awaitility.await("the relay").until(() -> count(context.getBean(JdbcTemplate.class)) == 0);
			assertThat(context.getBean(OutboxRelayLifecycle.class).isRunning()).isTrue();
		});
	}

	private static long count(JdbcTemplate jdbc) {
		return jdbc.queryForObject("SELECT COUNT(*) FROM tagged_cache_outbox", Long.class);
	}

	@Test
	void tableHasTheNameOfTheProperty() {
		this.contextRunner.withPropertyValues("tagged-cache.outbox.table=shop_outbox").run((context) -> {
			transactions(context).executeWithoutResult((status) -> record(context.getBean(InvalidationOutbox.class)));
			assertThat(context.getBean(JdbcTemplate.class).queryForList("SELECT kind FROM shop_outbox", String.class))
				.hasSizeLessThanOrEqualTo(1);
		});
	}

	@Test
	void disabledOutboxIsNotThere() {
		this.contextRunner.withPropertyValues("tagged-cache.outbox.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(InvalidationOutbox.class)
				.doesNotHaveBean(OutboxStatus.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tagged-cache.enabled=false", "spring.cache.type=none" })
	void outboxIsNotThereWhereNothingIsCached(String property) {
		this.withoutDatabase.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(InvalidationOutbox.class));
	}

	@Test
	void storeInMemoryNeedsNoOutboxAndSaysSo(CapturedOutput output) {
		this.withoutDatabase.withPropertyValues("tagged-cache.store=memory").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(InvalidationOutbox.class);
			assertThat(output).contains("tagged-cache-outbox-jdbc is on the class path and does nothing");
		});
	}

	@Test
	void outboxOfTheApplicationIsUsedInstead() {
		this.withoutDatabase.withBean(InvalidationOutbox.class, OwnOutbox::new)
			.run((context) -> assertThat(context).hasSingleBean(InvalidationOutbox.class)
				.doesNotHaveBean(OutboxStatus.class));
	}

	@Test
	void missingDatabaseFailsTheStartWithTheRemedy() {
		this.withoutDatabase.run((context) -> assertThat(context).getFailure()
			.hasRootCauseMessage(
					"tagged-cache-outbox-jdbc is on the class path, but there is no DataSource bean for its"
							+ " table. Configure spring.datasource.*, define a DataSource bean, set tagged-cache.outbox.enabled to"
							+ " false, or remove tagged-cache-outbox-jdbc."));
	}

	@Test
	void twoDatabasesFailTheStartWithTheRemedy() {
		this.withoutDatabase.withBean("one", DataSource.class, TaggedCacheOutboxAutoConfigurationTests::h2)
			.withBean("two", DataSource.class, TaggedCacheOutboxAutoConfigurationTests::h2)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("more than one DataSource bean")
				.hasMessageContaining("@TaggedCacheDataSource"));
	}

	@Test
	void qualifiedDatabaseCountsBeforeThePrimaryOne() {
		this.withoutDatabase.withUserConfiguration(TwoDatabases.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context.getBean("qualified", DataSource.class))).isOne();
			assertThat(tables(context.getBean("primary", DataSource.class))).isZero();
		});
	}

	@Test
	void databaseBehindAProxyIsTheOneThatItsTransactionManagerKnows() {
		this.withoutDatabase
			.withConfiguration(AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class))
			.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(h2()))
			.run((context) -> assertThat(transactions(context)
				.<Boolean>execute((status) -> context.getBean(InvalidationOutbox.class).isUsable())).isTrue());
	}

	@Test
	void missingTableFailsTheStartWithTheRemedy() {
		this.contextRunner.withPropertyValues("tagged-cache.outbox.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(BeanCreationException.class)
				.rootCause()
				.hasMessageContaining("cannot use its table tagged_cache_outbox")
				.hasMessageContaining("tagged-cache.outbox.jdbc.initialize-schema"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tagged-cache.outbox.poll-interval=9ms", "tagged-cache.outbox.poll-interval=2h",
			"tagged-cache.outbox.max-lag=0s", "tagged-cache.outbox.table=a;b" })
	void wrongValueFailsTheStartByItsName(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void namespaceThatIsTooLongFailsTheStart() {
		this.contextRunner.withPropertyValues("tagged-cache.namespace=" + "N".repeat(86))
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("has no room for the namespace")
				.hasStackTraceContaining("Set a shorter tagged-cache.namespace."));
	}

	@Test
	void metersShowRowsAndLag() {
		this.contextRunner.withBean(SimpleMeterRegistry.class).run((context) -> {
			context.getBean("taggedCacheOutboxMetrics", MeterBinder.class).bindTo(context.getBean(MeterRegistry.class));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("tagged.cache.outbox.rows").gauge().value()).isZero();
			assertThat(registry.get("tagged.cache.outbox.lag").timeGauge().value()).isZero();
			context.getBean(OutboxRelayLifecycle.class).stop();
			transactions(context).executeWithoutResult((status) -> record(context.getBean(InvalidationOutbox.class)));
			context.getBean(JdbcTemplate.class)
				.update("UPDATE tagged_cache_outbox SET created_at = DATEADD(HOUR, -1, created_at)");
			OutboxRelayLifecycle lifecycle = context.getBean(OutboxRelayLifecycle.class);
			lifecycle.start();
			lifecycle.stop();
			assertThat(registry.get("tagged.cache.outbox.rows").gauge().value()).isOne();
			assertThat(registry.get("tagged.cache.outbox.lag").timeGauge().value(TimeUnit.SECONDS)).isBetween(3600.0,
					3660.0);
		});
	}

	@Test
	void healthIsDownWhileARowWaitsForTooLong() {
		this.contextRunner.withPropertyValues("tagged-cache.outbox.max-lag=30m").run((context) -> {
			HealthIndicator health = context.getBean("taggedcacheoutboxHealthIndicator", HealthIndicator.class);
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			OutboxRelayLifecycle lifecycle = context.getBean(OutboxRelayLifecycle.class);
			lifecycle.stop();
			transactions(context).executeWithoutResult((status) -> record(context.getBean(InvalidationOutbox.class)));
			context.getBean(JdbcTemplate.class)
				.update("UPDATE tagged_cache_outbox SET created_at = DATEADD(HOUR, -1, created_at)");
			lifecycle.start();
			lifecycle.stop();
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.health().getDetails()).containsEntry("rows", 1L).containsKeys("lag", "sinceLook");
			lifecycle.start();
			Awaitility.await("the relay").until(() -> health.health().getStatus().equals(Status.UP));
		});
	}

	@Test
	void healthIsDownWhereNobodyCanLook() {
		this.contextRunner.withPropertyValues("tagged-cache.outbox.max-lag=1ms").run((context) -> {
			context.getBean(JdbcTemplate.class).execute("DROP TABLE tagged_cache_outbox");
			HealthIndicator health = context.getBean("taggedcacheoutboxHealthIndicator", HealthIndicator.class);
			Awaitility.await("a failure")
				.atMost(Duration.ofSeconds(10))
				.until(() -> health.health().getDetails().containsKey("error"));
			assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.taggedcacheoutbox.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("taggedcacheoutboxHealthIndicator"));
	}

	@Test
	void wholeApplicationHasAllOfIt() {
		new ApplicationContextRunner().withUserConfiguration(WholeApplication.class)
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues("spring.data.redis.url=" + RedisServers.shared().uri(),
					"tagged-cache.namespace=" + UUID.randomUUID())
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(JdbcInvalidationOutbox.class)
				.hasBean("taggedcacheoutboxHealthIndicator")
				.hasBean("taggedCacheOutboxMetrics"));
	}

	@Test
	void outboxNeedsNeitherHealthNorMicrometer() {
		this.contextRunner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.health.contributor", "io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(JdbcInvalidationOutbox.class)
				.doesNotHaveBean("taggedcacheoutboxHealthIndicator")
				.doesNotHaveBean("taggedCacheOutboxMetrics"));
	}

	private static DataSource h2() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return dataSource;
	}

	private static int tables(DataSource dataSource) {
		return new JdbcTemplate(dataSource).queryForObject(
				"SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'TAGGED_CACHE_OUTBOX'",
				Integer.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class WholeApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabases {

		@Bean
		@Primary
		DataSource primary() {
			return h2();
		}

		@Bean
		@TaggedCacheDataSource
		DataSource qualified() {
			return h2();
		}

	}

	private static final class OwnOutbox implements InvalidationOutbox {

		@Override
		public boolean isUsable() {
			return false;
		}

		@Override
		public Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys) {
			throw new UnsupportedOperationException("An outbox that is not usable is told of nothing");
		}

	}

}
