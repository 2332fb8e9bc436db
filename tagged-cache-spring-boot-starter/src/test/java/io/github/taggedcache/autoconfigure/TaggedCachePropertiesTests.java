package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.taggedcache.autoconfigure.RegionProperties.LoadLock;
import io.github.taggedcache.redis.KeyLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("row-19")
class TaggedCachePropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void enabledBinds() {
		assertThat(bound("tagged-cache.enabled", "false").isEnabled()).isFalse();
	}

	@Test
	void namespaceBinds() {
		assertThat(bound("tagged-cache.namespace", "shop").getNamespace()).isEqualTo("shop");
	}

	@Test
	void storeBinds() {
		assertThat(bound("tagged-cache.store", "memory").getStore()).isEqualTo(TaggedCacheProperties.Store.MEMORY);
	}

	@Test
	void dynamicCachesBinds() {
		assertThat(bound("tagged-cache.dynamic-caches", "false").isDynamicCaches()).isFalse();
	}

	@Test
	void lengthOfTheLogBinds() {
		assertThat(bound("tagged-cache.log.max-length", "500").getLog().getMaxLength()).isEqualTo(500);
	}

	@Test
	void timeToLiveBinds() {
		assertThat(bound("tagged-cache.defaults.time-to-live", "90s").getDefaults().getTimeToLive())
			.isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void numberWithoutUnitIsMilliseconds() {
		assertThat(bound("tagged-cache.defaults.time-to-live", "90").getDefaults().getTimeToLive())
			.isEqualTo(Duration.ofMillis(90));
	}

	@Test
	void commandTimeoutBinds() {
		assertThat(bound("tagged-cache.command-timeout", "300ms").getCommandTimeout())
			.isEqualTo(Duration.ofMillis(300));
	}

	@Test
	void outageBinds() {
		assertThat(bound("tagged-cache.outage.breaker-period", "3s").getOutage().getBreakerPeriod())
			.isEqualTo(Duration.ofSeconds(3));
		assertThat(bound("tagged-cache.outage.circuit-breaker.enabled", "false").getOutage()
			.getCircuitBreaker()
			.isEnabled()).isFalse();
		assertThat(bound("tagged-cache.outage.serve-near-for", "30s").getOutage().getServeNearFor())
			.isEqualTo(Duration.ofSeconds(30));
		assertThat(bound("tagged-cache.outage.invalidations", "queue").getOutage().getInvalidations())
			.isEqualTo(OutageProperties.Invalidations.QUEUE);
		assertThat(bound("tagged-cache.outage.queue.max-names", "5").getOutage().getQueue().getMaxNames()).isEqualTo(5);
		assertThat(bound("tagged-cache.outage.queue.max-size", "2KB").getOutage().getQueue().getMaxSize())
			.isEqualTo(DataSize.ofKilobytes(2));
	}

	@Test
	void commandTimeoutIsTwoSeconds() {
		assertThat(new TaggedCacheProperties().getCommandTimeout()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void joinTimeoutBinds() {
		assertThat(bound("tagged-cache.defaults.join-timeout", "3s").getDefaults().getJoinTimeout())
			.isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void loadLockBinds() {
		LoadLock lock = bound("tagged-cache.defaults.load-lock.lease", "3s").getDefaults().getLoadLock();
		assertThat(lock.getLease()).isEqualTo(Duration.ofSeconds(3));
		assertThat(lock.getEnabled()).isNull();
		assertThat(lock.getWait()).isNull();
	}

	@Test
	void maxConcurrentLoadsBinds() {
		assertThat(bound("tagged-cache.caches.articles.max-concurrent-loads", "5").getCaches()
			.get("articles")
			.getMaxConcurrentLoads()).isEqualTo(5);
	}

	@Test
	void jitterBinds() {
		assertThat(bound("tagged-cache.defaults.time-to-live-jitter", "0.25").getDefaults().getTimeToLiveJitter())
			.isEqualTo(0.25);
	}

	@Test
	void cacheNullValuesBinds() {
		assertThat(bound("tagged-cache.defaults.cache-null-values", "false").getDefaults().getCacheNullValues())
			.isFalse();
	}

	@Test
	void compressionBinds() {
		assertThat(
				bound("tagged-cache.defaults.compression.enabled", "true").getDefaults().getCompression().getEnabled())
			.isTrue();
	}

	@Test
	void thresholdBinds() {
		assertThat(bound("tagged-cache.defaults.compression.threshold", "4KB").getDefaults()
			.getCompression()
			.getThreshold()).isEqualTo(DataSize.ofKilobytes(4));
	}

	@Test
	void propertyOfOneCacheBinds() {
		assertThat(bound("tagged-cache.caches.articles.compression.threshold", "4KB").getCaches()
			.get("articles")
			.getCompression()
			.getThreshold()).isEqualTo(DataSize.ofKilobytes(4));
	}

	@Test
	void cacheNameInBracketsBindsAsItIs() {
		assertThat(bound("tagged-cache.caches[shop.articles].time-to-live", "1m").getCaches())
			.containsOnlyKeys("shop.articles");
	}

	@ParameterizedTest
	@CsvSource({ "TAGGED_CACHE_NAMESPACE, shop", "TAGGEDCACHE_NAMESPACE, shop" })
	void environmentVariablesBind(String name, String value) {
		assertThat(boundFromEnvironment(name, value).getNamespace()).isEqualTo("shop");
	}

	@Test
	void environmentVariableOfOneCacheBinds() {
		assertThat(boundFromEnvironment("TAGGEDCACHE_CACHES_ARTICLES_TIMETOLIVE", "1m").getCaches()
			.get("articles")
			.getTimeToLive()).isEqualTo(Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@CsvSource({ "tagged-cache.defaults.time-to-live, -1s, must not be negative",
			"tagged-cache.defaults.time-to-live, 500us, at least 1ms",
			"tagged-cache.defaults.time-to-live, 40000d, must not exceed",
			"tagged-cache.caches.articles.time-to-live, -1s, must not be negative",
			"tagged-cache.caches.userProfiles.time-to-live, -1s, must not be negative",
			"tagged-cache.caches[shop.articles].time-to-live, -1s, must not be negative",
			"tagged-cache.defaults.time-to-live-jitter, 1.0, less than 1",
			"tagged-cache.defaults.time-to-live-jitter, -1, at least 0",
			"tagged-cache.defaults.time-to-live-jitter, NaN, at least 0",
			"tagged-cache.caches.articles.time-to-live-jitter, 1.5, less than 1",
			"tagged-cache.caches.articles.version, a b, at most 64",
			"tagged-cache.max-staleness, 50ms, between 100ms and 1h",
			"tagged-cache.max-staleness, 2h, between 100ms and 1h",
			"tagged-cache.events.queue-capacity, 0, between 1 and 1000000",
			"tagged-cache.events.queue-capacity, 1000001, between 1 and 1000000",
			"tagged-cache.defaults.audit.sample, -0.1, from 0 to 1",
			"tagged-cache.caches.articles.audit.sample, 1.1, from 0 to 1",
			"tagged-cache.caches.articles.audit.sample, NaN, from 0 to 1",
			"tagged-cache.command-timeout, 0, between 1ms and 1h",
			"tagged-cache.command-timeout, 2h, between 1ms and 1h",
			"tagged-cache.outage.breaker-period, 5ms, between 10ms and 1h",
			"tagged-cache.outage.breaker-period, 2h, between 10ms and 1h",
			"tagged-cache.outage.serve-near-for, -1s, between 0 (never) and 7 days",
			"tagged-cache.outage.serve-near-for, 8d, between 0 (never) and 7 days",
			"tagged-cache.outage.queue.max-names, 0, between 1 and 100000",
			"tagged-cache.outage.queue.max-names, 100001, between 1 and 100000",
			"tagged-cache.outage.queue.max-size, 0B, between 1B and 2GB",
			"tagged-cache.outage.queue.max-size, 3GB, between 1B and 2GB",
			"tagged-cache.defaults.join-timeout, -1s, between 0",
			"tagged-cache.caches.articles.join-timeout, 366d, between 0",
			"tagged-cache.defaults.load-lock.lease, 5ms, between 10ms and 1h",
			"tagged-cache.caches.articles.load-lock.lease, 2h, between 10ms and 1h",
			"tagged-cache.defaults.load-lock.wait, -1s, between 0",
			"tagged-cache.caches.articles.load-lock.wait, 2h, between 0",
			"tagged-cache.defaults.max-concurrent-loads, -1, at least 0",
			"tagged-cache.caches.articles.max-concurrent-loads, -5, at least 0",
			"tagged-cache.defaults.compression.threshold, -1B, between 0B and 2GB",
			"tagged-cache.defaults.compression.threshold, 3GB, between 0B and 2GB",
			"tagged-cache.caches.articles.compression.threshold, -1B, between 0B and 2GB",
			"tagged-cache.log.max-length, 0, at least one", "tagged-cache.log.max-length, -5, at least one",
			"tagged-cache.namespace, a{b}, namespace", "tagged-cache.namespace, a:b, namespace" })
	void wrongValueFailsByTheNameOfTheProperty(String property, String value, String reason) {
		this.contextRunner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).contains(reason);
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "portal:content-tag", "a{b", "a}b", "100%", "a b", "äöü" })
	void cacheMayHaveAnyName(String name) {
		MapPropertySource properties = new MapPropertySource("names",
				Map.of("tagged-cache.caches[" + name + "].time-to-live", "1m"));
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(properties))
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCacheNames()).containsExactly(name));
	}

	@Test
	void namespaceIsTheNameOfTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(KeyLayout.class).namespace()).isEqualTo("shop"));
	}

	@Test
	void namespaceBeatsTheNameOfTheApplication() {
		this.contextRunner.withPropertyValues("spring.application.name=shop", "tagged-cache.namespace=market")
			.run((context) -> assertThat(context.getBean(KeyLayout.class).namespace()).isEqualTo("market"));
	}

	@Test
	void applicationNameThatIsNoNamespaceFailsWithTheRemedy() {
		this.contextRunner.withPropertyValues("spring.application.name=a:b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContainingAll("tagged-cache.namespace", "defaults to spring.application.name"));
	}

	private static TaggedCacheProperties bound(String name, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(name, value)));
		return bound(environment);
	}

	private static TaggedCacheProperties boundFromEnvironment(String name, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
		return bound(environment);
	}

	private static TaggedCacheProperties bound(StandardEnvironment environment) {
		return Binder.get(environment).bindOrCreate("tagged-cache", TaggedCacheProperties.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
