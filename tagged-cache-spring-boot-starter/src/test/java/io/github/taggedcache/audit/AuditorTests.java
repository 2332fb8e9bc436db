package io.github.taggedcache.audit;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writes that forget their {@code @InvalidateTags} are found, and nothing else is.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditorTests {

	private static final String ALL = "tagged-cache.defaults.audit.sample=1";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("tagged-cache.store=memory");

	@Test
	void forgottenInvalidationIsFoundWithinTenThousandReads(CapturedOutput output) {
		this.contextRunner.withPropertyValues("tagged-cache.caches.names.audit.sample=0.01").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			for (long id = 0; id < 100; id++) {
				shop.name(id);
			}
			for (long id = 0; id < 100; id++) {
				shop.renameAndForget(id, "new " + id);
			}
			for (int read = 0; read < 10_000; read++) {
				shop.name(read % 100);
			}
			awaitCount(context, AuditOutcome.STALE, 1);
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(output).contains("WARN"));
		});
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN")).toList()).singleElement()
			.asString()
			.contains("Region 'names'", "Shop.name", "[shop:all, name:", "differ at String", "s old",
					"lacks @InvalidateTags");
	}

	@Test
	void findingIsExplainedUntilTheEntryIsReplaced() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			shop.name(1);
			shop.renameAndForget(1, "new");
			assertThat(shop.name(1)).isEqualTo("old");
			awaitCount(context, AuditOutcome.STALE, 1);
			AuditFinding finding = manager.explain("names", 1L).audit();
			assertThat(finding).isNotNull();
			assertThat(finding.path()).isEqualTo("String");
			assertThat(finding.age()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
			assertThat(manager.explain("names", 1L).sentence()).contains("The auditor found at",
					"a write may lack @InvalidateTags");
			manager.invalidateTags("name:1");
			assertThat(shop.name(1)).isEqualTo("new");
			assertThat(manager.explain("names", 1L).audit()).isNull();
		});
	}

	/**
	 * They confirm the entry at a later version.
	 */
	@Test
	void otherInvalidationsDoNotHideAFinding() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			shop.name(1);
			shop.renameAndForget(1, "new");
			manager.invalidateTags("another");
			CountDownLatch compared = new CountDownLatch(1);
			shop.afterNextRead(compared::countDown);
			shop.name(1);
			assertThat(compared.await(10, TimeUnit.SECONDS)).isTrue();
			manager.invalidateTags("another");
			shop.name(1);
			awaitCount(context, AuditOutcome.STALE, 1);
			assertThat(manager.explain("names", 1L).audit()).isNotNull();
		});
	}

	@Test
	void findingShowsNoValues(CapturedOutput output) {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.secrets(1);
			shop.renameAndForget(1, "new-secret");
			shop.secrets(1);
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(count(context, "secrets", AuditOutcome.STALE)).isPositive());
			AuditFinding finding = context.getBean(TaggedCacheManager.class).explain("secrets", 1L).audit();
			assertThat(finding).isNotNull().asString().contains("[*]").doesNotContain("secret-key", "new-secret");
		});
		assertThat(output).contains("It has no tags: add @CacheTags").doesNotContain("secret-key", "new-secret");
	}

	@Test
	void closedAuditorCostsNoHit() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			context.getBean(Auditor.class).close();
			assertThat(shop.name(1)).isEqualTo("old");
			assertThat(count(context, "names", AuditOutcome.DROPPED)).isOne();
		});
	}

	@Test
	void threadOfTheAuditorInheritsNothingOfACaller() {
		InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
			shop.afterNextRead(() -> seen.complete(Optional.ofNullable(user.get())));
			user.set("caller");
			try {
				shop.name(1);
			}
			finally {
				user.remove();
			}
			assertThat(seen.get(10, TimeUnit.SECONDS)).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void valueOfEachKindOfMethodIsCompared(Read read) {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(read.call(shop, 1)).isEqualTo("old");
			assertThat(read.call(shop, 1)).isEqualTo("old");
			awaitCount(context, read, AuditOutcome.SAME, 1);
			shop.renameAndForget(1, "new");
			assertThat(read.call(shop, 1)).isEqualTo("old");
			awaitCount(context, read, AuditOutcome.STALE, 1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void valueInTheStoreIsComparedToo(Read read) {
		this.contextRunner.withPropertyValues(ALL, "tagged-cache.defaults.near-cache.enabled=false").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			read.call(shop, 1);
			read.call(shop, 1);
			awaitCount(context, read, AuditOutcome.SAME, 1);
		});
	}

	@Test
	void changeThatIsInvalidatedIsNoFinding(CapturedOutput output) {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			CountDownLatch compared = new CountDownLatch(1);
			shop.afterNextRead(compared::countDown);
			shop.renameAndForget(1, "new");
			shop.name(1);
			// The first look has seen the new name, and the invalidation comes late
			assertThat(compared.await(10, TimeUnit.SECONDS)).isTrue();
			context.getBean(TaggedCacheManager.class).invalidateTags("name:1");
			awaitCount(context, AuditOutcome.CHANGED, 1);
			assertThat(count(context, "names", AuditOutcome.STALE)).isZero();
		});
		assertThat(output).doesNotContain("lacks @InvalidateTags");
	}

	@Test
	void methodThatFailsIsNoFinding() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			shop.afterNextRead(() -> {
				throw new IllegalStateException("for the auditor only");
			});
			assertThat(shop.name(1)).isEqualTo("old");
			awaitCount(context, AuditOutcome.FAILED, 1);
		});
	}

	@Test
	void regionThatIsNotAskedForIsNotAudited() {
		this.contextRunner.withPropertyValues("tagged-cache.caches.synced.audit.sample=1").run((context) -> {
			Shop shop = context.getBean(Shop.class);
			for (int read = 0; read < 1000; read++) {
				shop.name(1);
			}
			auditOnce(context, shop);
			assertThat(shop.reads()).isEqualTo(3);
		});
	}

	@Test
	void methodThatChangesSomethingIsNotCalledAgain() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.invalidating(1);
			shop.invalidating(1);
			shop.putting(1);
			shop.putting(1);
			auditOnce(context, shop);
			assertThat(Arrays.stream(AuditOutcome.values()))
				.allSatisfy((outcome) -> assertThat(count(context, "names", outcome)).isZero());
		});
	}

	/**
	 * A batch has no call of its own that the cache would serve.
	 */
	@Test
	void drawnCallOfABatchIsLetGo() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			WeakReference<List<Long>> ids = new WeakReference<>(readBatch(context.getBean(Shop.class)));
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				System.gc();
				assertThat(ids.get()).isNull();
			});
			auditOnce(context, context.getBean(Shop.class));
			assertThat(Arrays.stream(AuditOutcome.values()))
				.allSatisfy((outcome) -> assertThat(count(context, "batch", outcome)).isZero());
		});
	}

	private static List<Long> readBatch(Shop shop) {
		List<Long> ids = new ArrayList<>(List.of(1L, 2L));
		shop.batch(ids);
		assertThat(shop.batch(ids)).containsExactly("old", "old");
		return ids;
	}

	@Test
	void auditsThatDoNotFitAreDropped() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			CountDownLatch held = new CountDownLatch(1);
			shop.afterNextRead(() -> awaitLatch(held));
			for (int read = 0; read < Auditor.MOST_AT_ONCE + 5; read++) {
				shop.name(1);
			}
			assertThat(count(context, "names", AuditOutcome.DROPPED)).isEqualTo(5);
			held.countDown();
			awaitCount(context, AuditOutcome.SAME, Auditor.MOST_AT_ONCE);
		});
	}

	@Test
	void auditsThatHaveEndedCountForAWhile() {
		this.contextRunner.withPropertyValues(ALL).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.name(1);
			for (int read = 0; read < Auditor.MOST_AT_ONCE; read++) {
				shop.name(1);
			}
			awaitCount(context, AuditOutcome.SAME, Auditor.MOST_AT_ONCE);
			shop.name(1);
			assertThat(count(context, "names", AuditOutcome.DROPPED)).isEqualTo(1);
		});
	}

	/**
	 * Audits are made in their order, so all earlier ones have ended after this.
	 */
	private static void auditOnce(ApplicationContext context, Shop shop) {
		shop.synced(9);
		shop.synced(9);
		awaitCount(context, Read.SYNC, AuditOutcome.SAME, 1);
	}

	private static void awaitLatch(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitCount(ApplicationContext context, AuditOutcome outcome, long least) {
		awaitCount(context, Read.PLAIN, outcome, least);
	}

	private static void awaitCount(ApplicationContext context, Read read, AuditOutcome outcome, long least) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(count(context, read.region, outcome)).isGreaterThanOrEqualTo(least));
	}

	private static long count(ApplicationContext context, String region, AuditOutcome outcome) {
		return context.getBean(Auditor.class).count(region, outcome);
	}

	enum Read {

		PLAIN("names", Shop::name),

		SYNC("synced", Shop::synced),

		OPTIONAL("optional", (shop, id) -> shop.optional(id).orElseThrow()),

		FUTURE("future", (shop, id) -> shop.future(id).join()),

		SYNC_FUTURE("syncFuture", (shop, id) -> shop.syncFuture(id).join()),

		MONO("mono", (shop, id) -> shop.mono(id).block()),

		FLUX("flux", (shop, id) -> shop.flux(id).blockLast());

		private final String region;

		private final BiFunction<Shop, Long, @Nullable String> method;

		Read(String region, BiFunction<Shop, Long, @Nullable String> method) {
			this.region = region;
			this.method = method;
		}

		@Nullable String call(Shop shop, long id) {
			return this.method.apply(shop, id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(Shop.class)
	static class Application {

	}

	static class Shop {

		private final Map<Long, String> names = new ConcurrentHashMap<>();

		private final AtomicInteger reads = new AtomicInteger();

		private volatile @Nullable Runnable afterNextRead;

		private String read(long id) {
			this.reads.incrementAndGet();
			String name = this.names.getOrDefault(id, "old");
			Runnable action = this.afterNextRead;
			this.afterNextRead = null;
			if (action != null) {
				action.run();
			}
			return name;
		}

		public int reads() {
			return this.reads.get();
		}

		public void afterNextRead(Runnable action) {
			this.afterNextRead = action;
		}

		public void renameAndForget(long id, String name) {
			this.names.put(id, name);
		}

		@Cacheable("names")
		@CacheTags({ "shop:all", "name:#{#id}" })
		public String name(long id) {
			return read(id);
		}

		@Cacheable("secrets")
		public Map<String, String> secrets(long id) {
			return Map.of("secret-key", read(id));
		}

		@Cacheable(cacheNames = "synced", sync = true)
		public String synced(long id) {
			return read(id);
		}

		@Cacheable("optional")
		public Optional<String> optional(long id) {
			return Optional.of(read(id));
		}

		@Cacheable("future")
		public CompletableFuture<String> future(long id) {
			return CompletableFuture.completedFuture(read(id));
		}

		@Cacheable(cacheNames = "syncFuture", sync = true)
		public CompletableFuture<String> syncFuture(long id) {
			return CompletableFuture.completedFuture(read(id));
		}

		@Cacheable("mono")
		public Mono<String> mono(long id) {
			return Mono.fromCallable(() -> read(id));
		}

		@Cacheable("flux")
		public Flux<String> flux(long id) {
			return Flux.defer(() -> Flux.fromIterable(List.of("first", read(id))));
		}

		@Cacheable("batch")
		@CacheTags(value = "name:#{#ids}", batch = "#ids")
		public List<String> batch(List<Long> ids) {
			return ids.stream().map(this::read).toList();
		}

		@Cacheable("names")
		@InvalidateTags("name:#{#id}")
		public String invalidating(long id) {
			return read(id);
		}

		@CachePut("names")
		public String putting(long id) {
			return read(id);
		}

	}

}
