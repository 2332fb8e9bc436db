package io.github.taggedcache.autoconfigure.health;

import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.health.TaggedCacheHealthIndicator;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.PingHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TaggedCacheHealthAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheHealthAutoConfiguration.class,
				TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class, DataRedisAutoConfiguration.class,
				AvailabilityHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				ApplicationAvailabilityAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.namespace=health", "spring.data.redis.url=" + RedisServers.shared().uri(),
				"management.endpoint.health.probes.enabled=true", "management.endpoints.web.exposure.include=health");

	@Test
	void storeThatAnswersIsUp() {
		this.contextRunner.run(health((health) -> assertThat(health.getStatus()).isEqualTo(Status.UP)));
	}

	@Test
	void namespaceIsShown() {
		this.contextRunner
			.run(health((health) -> assertThat(health.getDetails()).containsEntry("namespace", "health")));
	}

	@Test
	void nodeThatIsCaughtUpSaysSo() {
		this.contextRunner.run((context) -> {
			Awaitility.await("the first beat is answered on another thread")
				.until(() -> Boolean.TRUE.equals(health(context).getDetails().get("caughtUp")));
			assertThat(health(context).getDetails()).containsEntry("consistency", "bounded")
				.containsKeys("lag", "gaps");
		});
	}

	@Test
	void strictNodeThatIsCaughtUpSaysSo() {
		this.contextRunner.withPropertyValues("tagged-cache.consistency=strict").run((context) -> {
			Awaitility.await("the first beat is answered on another thread")
				.until(() -> Boolean.TRUE.equals(health(context).getDetails().get("caughtUp")));
			assertThat(health(context).getDetails()).containsEntry("consistency", "strict").containsKeys("lag", "gaps");
		});
	}

	@Test
	void valuesThatCannotBeStoredAreShown() {
		this.contextRunner.withBean(RegionCustomizer.class, () -> (name, options) -> options.type(Object.class))
			.run((context) -> {
				assertThat(health(context).getDetails()).containsEntry("unstorable", 0L)
					.doesNotContainKey("unstorableReason");
				context.getBean(TaggedCacheManager.class).getCache("articles").put("key", new Thing("text"));
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				assertThat(health(context).getDetails()).containsEntry("unstorable", 1L);
				assertThat(health(context).getDetails().get("unstorableReason")).asString()
					.contains("RegionCustomizer of 'articles'");
			});
	}

	@Test
	void versionOfTheServerIsShown() {
		this.contextRunner.run(health(
				(health) -> assertThat(health.getDetails().get("version")).asString().matches("\\d+\\.\\d+\\.\\d+")));
	}

	@Test
	void modeOfTheServerIsShown() {
		this.contextRunner.run(health((health) -> assertThat(health.getDetails()).containsEntry("mode", "standalone")));
	}

	@Test
	void evictionPolicyIsShown() {
		try (EmbeddedRedis redis = EmbeddedRedis.start("--maxmemory-policy", "allkeys-lru")) {
			this.contextRunner.withPropertyValues("spring.data.redis.url=" + redis.uri())
				.run(health(
						(health) -> assertThat(health.getDetails()).containsEntry("evictionPolicy", "allkeys-lru")));
		}
	}

	@Test
	void evictionPolicyIsTheOneOfNow() {
		try (EmbeddedRedis redis = EmbeddedRedis.start(); RespConnection connection = redis.connect()) {
			this.contextRunner.withPropertyValues("spring.data.redis.url=" + redis.uri()).run((context) -> {
				connection.call("CONFIG", "SET", "maxmemory-policy", "volatile-ttl");
				assertThat(health(context).getDetails()).containsEntry("evictionPolicy", "volatile-ttl");
			});
		}
	}

	@Test
	void storeThatIsAwayIsDown() {
		withStoppedRedis((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.DOWN));
	}

	@Test
	void causeIsShownWhereTheStoreIsAway() {
		withStoppedRedis((context) -> assertThat(health(context).getDetails().get("error")).asString()
			.matches(Pattern.quote(StoreException.class.getName()) + ": Redis: INFO (failed: |was not sent: ).*"));
	}

	@Test
	void stateOfTheBreakerIsShown() {
		this.contextRunner.run(health((health) -> assertThat(health.getDetails()).containsEntry("breaker", "closed")));
		withStoppedRedis((context) -> assertThat(health(context).getDetails()).containsEntry("breaker", "open"));
	}

	@Test
	void breakerThatIsSwitchedOffIsNotShown() {
		this.contextRunner.withPropertyValues("tagged-cache.outage.circuit-breaker.enabled=false")
			.run(health((health) -> assertThat(health.getDetails()).doesNotContainKey("breaker")));
	}

	@Test
	void invalidationsThatWaitAreShown() {
		withStoppedRedis((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("a", "b");
			assertThat(health(context).getDetails()).containsEntry("queuedInvalidations", 1);
		}, "tagged-cache.outage.invalidations=queue");
	}

	@Test
	void queueIsNotShownWhereNothingWaits() {
		this.contextRunner
			.run(health((health) -> assertThat(health.getDetails()).doesNotContainKey("queuedInvalidations")));
	}

	@Test
	void namespaceIsShownWhereTheStoreIsAway() {
		withStoppedRedis((context) -> assertThat(health(context).getDetails()).containsEntry("namespace", "health"));
	}

	@Test
	void storeThatCameBackIsUp() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			redis.stop();
			this.contextRunner
				.withPropertyValues("spring.data.redis.url=" + redis.uri(), "spring.data.redis.timeout=2s")
				.run((context) -> {
					health(context);
					redis.restart();
					Awaitility.await("the driver reconnects in its own time")
						.until(() -> health(context).getStatus().equals(Status.UP));
				});
		}
	}

	@Test
	void storeInMemoryIsUp() {
		this.contextRunner.withPropertyValues("tagged-cache.store=memory")
			.run(health((health) -> assertThat(health.getStatus()).isEqualTo(Status.UP)));
	}

	@Test
	void contributorIsCalledTaggedcache() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(HealthContributorRegistry.class).getContributor("taggedcache"))
				.isInstanceOf(TaggedCacheHealthIndicator.class));
	}

	@Test
	void readinessDoesNotDependOnTheStore() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(HealthEndpointGroups.class).get("readiness")).isNotNull()
				.matches((group) -> !group.isMember("taggedcache")));
	}

	@Test
	void livenessDoesNotDependOnTheStore() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(HealthEndpointGroups.class).get("liveness")).isNotNull()
				.matches((group) -> !group.isMember("taggedcache")));
	}

	@Test
	void indicatorCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.taggedcache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaggedCacheHealthIndicator.class));
	}

	@Test
	void indicatorGoesWithAllOthers() {
		this.contextRunner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaggedCacheHealthIndicator.class));
	}

	@Test
	void indicatorIsNotThereWhereTheCacheIsSwitchedOff() {
		this.contextRunner.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaggedCacheHealthIndicator.class));
	}

	@Test
	void indicatorOfTheApplicationWins() {
		this.contextRunner.withBean("taggedcacheHealthIndicator", PingHealthIndicator.class)
			.run((context) -> assertThat(context).doesNotHaveBean(TaggedCacheHealthIndicator.class));
	}

	private void withStoppedRedis(ContextConsumer<AssertableApplicationContext> consumer, String... properties) {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			this.contextRunner
				.withPropertyValues("spring.data.redis.url=" + redis.uri(), "spring.data.redis.timeout=500ms")
				.withPropertyValues(properties)
				.run((context) -> {
					health(context);
					redis.stop();
					consumer.accept(context);
				});
		}
	}

	private static ContextConsumer<AssertableApplicationContext> health(Consumer<Health> consumer) {
		return (context) -> consumer.accept(health(context));
	}

	private static Health health(AssertableApplicationContext context) {
		return context.getBean(TaggedCacheHealthIndicator.class).health();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	/**
	 * Would come back as a map where Object is declared.
	 *
	 * @param name its name
	 */
	record Thing(String name) {

	}

}
