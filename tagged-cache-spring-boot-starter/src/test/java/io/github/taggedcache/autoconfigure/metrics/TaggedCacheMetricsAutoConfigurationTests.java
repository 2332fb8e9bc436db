package io.github.taggedcache.autoconfigure.metrics;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.metrics.RegionMeterBinderProvider;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TaggedCacheMetricsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.caches.articles.time-to-live=1m");

	@Test
	void declaredCacheHasMetersFromTheStart() {
		this.contextRunner.run((context) -> assertThat(meters(context)).anyMatch((meter) -> is(meter, "cache.gets",
				"cache", "articles", "result", "hit", "cache.manager", "cacheManager", "name", "articles")));
	}

	@Test
	void cacheThatIsMadeLaterHasTheSameMeters() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).getCache("later");
			assertThat(meters(context)).anyMatch((meter) -> is(meter, "cache.gets", "cache", "later", "result", "hit",
					"cache.manager", "cacheManager", "name", "later"));
		});
	}

	@Test
	void cacheThatIsMadeAtTheEndOfTheStartHasMeters() {
		this.contextRunner.withUserConfiguration(Warming.class)
			.run((context) -> assertThat(count(context, "cache.puts", "cache", "warm")).isEqualTo(1));
	}

	@Test
	void cacheHasItsMetersOnce() {
		this.contextRunner.withUserConfiguration(Warming.class)
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find("cache.puts").functionCounters())
				.extracting((meter) -> meter.getId().getTag("cache"))
				.containsExactlyInAnyOrder("articles", "warm"));
	}

	@Test
	void noMeterIsRegisteredTwice(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		// Micrometer warns once in a JVM, and says it at this level from then on
		logging.setLogLevel(MeterRegistry.class.getName(), LogLevel.DEBUG);
		try {
			this.contextRunner.withUserConfiguration(Warming.class).run((context) -> {
				context.getBean(TaggedCacheManager.class).getCache("later");
				assertThat(context.getBean(MeterRegistry.class).find("cache.puts").functionCounters())
					.extracting((meter) -> meter.getId().getTag("cache"))
					.containsExactlyInAnyOrder("articles", "warm", "later");
				assertThat(output).doesNotContain("already registered");
			});
		}
		finally {
			logging.setLogLevel(MeterRegistry.class.getName(), null);
		}
	}

	@Test
	void hitCounts() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.title(1);
			library.title(1);
		}, "cache.gets", 2, "cache", "articles", "result", "hit"));
	}

	@Test
	void missCounts() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.title(2);
			library.title(1);
		}, "cache.gets", 2, "cache", "articles", "result", "miss"));
	}

	@Test
	void putCounts() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.title(2);
		}, "cache.puts", 2, "cache", "articles"));
	}

	@Test
	void evictionByACallIsARemoval() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.forget(1);
		}, "cache.removals", 1, "cache", "articles"));
	}

	@Test
	void clearCountsAsOneRemoval() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.title(2);
			library.forgetAll();
		}, "cache.removals", 1, "cache", "articles"));
	}

	@Test
	void absentEntryIsAReasonOfAMiss() {
		this.contextRunner.run(library((library) -> library.title(1), "tagged.cache.misses", 1, "cache", "articles",
				"reason", "absent"));
	}

	@Test
	void invalidatedTagIsAReasonOfAMiss() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.changed(1);
			library.title(1);
		}, "tagged.cache.misses", 1, "cache", "articles", "reason", "tag"));
	}

	@Test
	void reasonsAddUpToTheMisses() {
		this.contextRunner.run((context) -> {
			Library library = context.getBean(Library.class);
			library.title(1);
			library.changed(1);
			library.title(1);
			double reasons = context.getBean(MeterRegistry.class)
				.find("tagged.cache.misses")
				.functionCounters()
				.stream()
				.mapToDouble((counter) -> counter.count())
				.sum();
			assertThat(reasons).isEqualTo(count(context, "cache.gets", "result", "miss"));
		});
	}

	@Test
	void valueWhoseTagWasInvalidatedDuringItsLoadCountsAsRefused() {
		this.contextRunner
			.run(library((library) -> library.overtaken(1), "tagged.cache.refused", 1, "cache", "articles"));
	}

	@Test
	void refusedValueDoesNotCountAsPut() {
		this.contextRunner.run(library((library) -> library.overtaken(1), "cache.puts", 0, "cache", "articles"));
	}

	@Test
	void loadCounts() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			assertThat(loads(context).count()).isEqualTo(1);
		});
	}

	@Test
	void loadIsTimed() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			assertThat(loads(context).totalTime(TimeUnit.NANOSECONDS)).isPositive();
		});
	}

	@Test
	void hardInvalidationCounts() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("one", "two");
			assertThat(count(context, "tagged.cache.invalidated.tags", "mode", "hard")).isEqualTo(2);
		});
	}

	@Test
	void softInvalidationCounts() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).softInvalidateTags("one");
			assertThat(count(context, "tagged.cache.invalidated.tags", "mode", "soft")).isEqualTo(1);
		});
	}

	@Test
	void invalidationIsTimed() {
		this.contextRunner.run((context) -> {
			context.getBean(TaggedCacheManager.class).invalidateTags("one", "two");
			Timer timer = context.getBean(MeterRegistry.class)
				.get("tagged.cache.invalidations")
				.tags("mode", "hard")
				.timer();
			assertThat(timer.count()).isOne();
			assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
		});
	}

	@Test
	void lookupInTheStoreIsTimedAndANearHitIsNot() {
		this.contextRunner.run((context) -> {
			Awaitility.await("the first beat is answered on another thread")
				.until(() -> context.getBean(Node.class).trusted() != null);
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(1);
			Timer timer = context.getBean(MeterRegistry.class)
				.get("tagged.cache.lookups")
				.tags("cache", "articles")
				.timer();
			assertThat(timer.count()).isOne();
			assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
		});
	}

	@Test
	void waitForALoadOfAnotherNodeIsTimed() {
		this.contextRunner.run((context) -> {
			context.getBean(MemoryStore.class).acquire(EntryKey.of("articles", "1"), "another node", 100).join();
			context.getBean(TaggedCacheManager.class).getCache("articles").get(1L, () -> "title");
			Timer timer = context.getBean(MeterRegistry.class)
				.get("tagged.cache.load.waits")
				.tags("cache", "articles")
				.timer();
			assertThat(timer.count()).isOne();
			assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isGreaterThan(50);
		});
	}

	@Test
	void timersHaveHistogramsWhereTheApplicationWantsThem() {
		this.contextRunner
			.withPropertyValues("management.metrics.distribution.percentiles-histogram.tagged.cache=true",
					"management.metrics.distribution.slo.tagged.cache=10ms")
			.run((context) -> {
				context.getBean(Library.class).title(1);
				assertThat(loads(context).takeSnapshot().histogramCounts()).isNotEmpty();
			});
	}

	@Test
	void failedCallOfTheStoreCounts() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
				.withPropertyValues("spring.application.name=shop", "tagged-cache.store=redis",
						"spring.data.redis.url=" + redis.uri(), "spring.data.redis.timeout=500ms")
				.run((context) -> {
					TaggedCache articles = context.getBean(TaggedCacheManager.class).getCache("articles");
					// connects, and unlike a load leaves nothing on its way to Redis that
					// would fail, too
					articles.get("key");
					redis.stop();
					double before = count(context, "tagged.cache.store.errors", "cache", "articles");
					articles.get("key");
					assertThat(count(context, "tagged.cache.store.errors", "cache", "articles")).isEqualTo(before + 1);
				});
		}
	}

	@Test
	void failedReadIsAReasonOfAMiss() {
		try (EmbeddedRedis redis = EmbeddedRedis.start()) {
			this.contextRunner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
				.withPropertyValues("spring.application.name=shop", "tagged-cache.store=redis",
						"spring.data.redis.url=" + redis.uri(), "spring.data.redis.timeout=500ms")
				.run((context) -> {
					redis.stop();
					context.getBean(TaggedCacheManager.class).getCache("articles").get("key");
					assertThat(count(context, "tagged.cache.misses", "cache", "articles", "reason", "error"))
						.isEqualTo(1);
				});
		}
	}

	@Test
	void callThatJoinsALoadCountsAsCoalesced() {
		this.contextRunner.run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			CountDownLatch loading = new CountDownLatch(1);
			CountDownLatch joined = new CountDownLatch(1);
			CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> cache.get("key", () -> {
				loading.countDown();
				joined.await();
				return "value";
			}, "tag"));
			loading.await();
			FutureTask<String> second = new FutureTask<>(() -> cache.get("key", () -> "own value", "tag"));
			Thread joiner = new Thread(second, "joiner");
			joiner.start();
			Awaitility.await("a joiner waits inside of the cache, where no latch is")
				.until(() -> joiner.getState() == Thread.State.WAITING);
			joined.countDown();
			first.join();
			second.get();
			assertThat(count(context, "tagged.cache.coalesced", "cache", "articles")).isEqualTo(1);
		});
	}

	@Test
	void sizeIsNotClaimedWithoutANearCache() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.near-cache.enabled=false")
			.run((context) -> assertThat(meters(context)).extracting((meter) -> meter.getId().getName())
				.doesNotContain("cache.size", "cache.evictions"));
	}

	@Test
	void sizeIsThatOfTheNearCache() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(2);
			assertThat(context.getBean(MeterRegistry.class).get("cache.size").tag("cache", "articles").gauge().value())
				.isEqualTo(2);
		});
	}

	@Test
	void entryThatMakesRoomInTheNearCacheIsAnEviction() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.near-cache.maximum-size=1").run((context) -> {
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(2);
			Awaitility.await("the near cache makes room on another thread")
				.until(() -> count(context, "cache.evictions", "cache", "articles") == 1);
		});
	}

	@Test
	void valuesThatCannotBeStoredAreCounted() {
		this.contextRunner.withBean(RegionCustomizer.class, () -> (name, options) -> options.type(Object.class))
			.run((context) -> {
				context.getBean(TaggedCacheManager.class).getCache("articles").put("key", new Thing("text"));
				assertThat(count(context, "tagged.cache.unstorable", "cache", "articles")).isOne();
				assertThat(count(context, "cache.puts", "cache", "articles")).isZero();
			});
	}

	@Test
	void readsAreCountedByTheLevelThatEndsThem() {
		this.contextRunner.run(library((library) -> {
			library.title(1);
			library.title(1);
			library.title(1);
		}, "tagged.cache.requests", 2, "cache", "articles", "level", "near", "outcome", "hit"));
		this.contextRunner.run(library((library) -> library.title(1), "tagged.cache.requests", 1, "cache", "articles",
				"level", "load", "outcome", "miss"));
	}

	@Test
	void hitOfTheStoreIsNoHitOfTheNearCache() {
		this.contextRunner.withPropertyValues("tagged-cache.defaults.near-cache.enabled=false")
			.run(library((library) -> {
				library.title(1);
				library.title(1);
			}, "tagged.cache.requests", 1, "cache", "articles", "level", "remote", "outcome", "hit"));
	}

	@Test
	void lagOfTheLogIsSmallWhereItIsFollowed() {
		this.contextRunner.run((context) -> Awaitility.await("the first beat is answered on another thread")
			.until(() -> context.getBean(MeterRegistry.class)
				.get("tagged.cache.log.lag")
				.timeGauge()
				.value(TimeUnit.MILLISECONDS) < 1000));
	}

	@Test
	void timeBeforeTheFirstProofIsQuarantine() {
		this.contextRunner.run((context) -> assertThat(count(context, "tagged.cache.log.quarantine")).isPositive());
	}

	@Test
	void logHasTheSameMetersWhereReadsAreStrict() {
		this.contextRunner.withPropertyValues("tagged-cache.consistency=strict")
			.run((context) -> assertThat(meters(context)).extracting((meter) -> meter.getId().getName())
				.contains("tagged.cache.log.lag", "tagged.cache.log.quarantine", "tagged.cache.log.gaps",
						"tagged.cache.log.repairs"));
	}

	@Test
	void invocationsHaveNoMetersOfTheirOwn() {
		this.contextRunner.run((context) -> {
			int before = context.getBean(MeterRegistry.class).getMeters().size();
			context.getBean(Library.class).title(1);
			context.getBean(Library.class).title(2);
			assertThat(meters(context)).hasSize(before);
		});
	}

	@Test
	void metersGoOnAfterGarbageCollection() {
		this.contextRunner.run((context) -> {
			context.getBean(Library.class).title(1);
			collectGarbage();
			assertThat(count(context, "cache.puts", "cache", "articles")).isEqualTo(1);
		});
	}

	@Test
	void nothingIsThereWithoutMicrometer() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
					TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
			.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("tagged-cache.store=memory")
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("taggedCacheMeterBinderProvider"));
	}

	@Test
	void nothingIsThereWithoutARegistry() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaggedCacheMetricsAutoConfiguration.class,
					CacheMetricsAutoConfiguration.class, TaggedCacheAutoConfiguration.class,
					CacheAutoConfiguration.class))
			.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("tagged-cache.store=memory")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RegionMeterBinderProvider.class));
	}

	@Test
	void nothingIsThereWhereTheCacheIsSwitchedOff() {
		this.contextRunner.withPropertyValues("tagged-cache.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RegionMeterBinderProvider.class));
	}

	private static void collectGarbage() {
		WeakReference<Object> garbage = new WeakReference<>(new Object());
		Awaitility.await("the collector runs when it likes").until(() -> {
			System.gc();
			return garbage.get() == null;
		});
	}

	private static ContextConsumer<AssertableApplicationContext> library(Consumer<Library> action, String meter,
			double expected, String... tags) {
		return (context) -> {
			action.accept(context.getBean(Library.class));
			assertThat(count(context, meter, tags)).isEqualTo(expected);
		};
	}

	private static double count(AssertableApplicationContext context, String meter, String... tags) {
		return context.getBean(MeterRegistry.class).get(meter).tags(tags).functionCounter().count();
	}

	private static Timer loads(AssertableApplicationContext context) {
		return context.getBean(MeterRegistry.class).get("tagged.cache.loads").tags("cache", "articles").timer();
	}

	private static Iterable<Meter> meters(AssertableApplicationContext context) {
		return context.getBean(MeterRegistry.class).getMeters();
	}

	private static boolean is(Meter meter, String name, String... tags) {
		return meter.getId().getName().equals(name) && Tags.of(tags).stream().toList().equals(meter.getId().getTags());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		SimpleMeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		Library library(ObjectProvider<TaggedCacheManager> manager) {
			return new Library(manager);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Warming {

		@Bean
		SmartInitializingSingleton warmUp(CacheManager manager) {
			return () -> manager.getCache("warm").put("key", "value");
		}

	}

	static class Library {

		private final ObjectProvider<TaggedCacheManager> manager;

		Library(ObjectProvider<TaggedCacheManager> manager) {
			this.manager = manager;
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String title(long id) {
			return "title " + id;
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String overtaken(long id) {
			this.manager.getObject().invalidateTags("article:" + id);
			return "title " + id;
		}

		@CacheEvict("articles")
		public void forget(long id) {
		}

		@CacheEvict(cacheNames = "articles", allEntries = true)
		public void forgetAll() {
		}

		@InvalidateTags("article:#{#id}")
		public void changed(long id) {
		}

	}

	/**
	 * Would come back as a map where Object is declared.
	 *
	 * @param name its name
	 */
	record Thing(String name) {

	}

}
