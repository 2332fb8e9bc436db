package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a value takes over from others, and what it does not.
 */
@ExtendWith(OutputCaptureExtension.class)
class NestedRulesTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Kitchen.class)
		.with("tagged-cache.defaults.time-to-live=1h", "tagged-cache.dynamic-caches=true",
				// A node that has no proof yet finds what was stored, and the names of
				// that
				"tagged-cache.defaults.write=through", "tagged-cache.caches.stale.stale-while-revalidate=1m",
				"tagged-cache.caches.soups.stale-while-revalidate=1m");

	private final Dishes dishes = application.bean(Dishes.class);

	private final Parts parts = application.bean(Parts.class);

	@BeforeEach
	void reset() {
		this.parts.reset();
		this.dishes.reset();
	}

	@Test
	void methodThatDoesNotInheritKeepsItsValue() {
		assertThat(this.dishes.alone("a")).isEqualTo("a of part 1");
		application.manager().invalidateTags("part:a");
		application.cache("parts").evict("a");
		application.cache("parts").clear();
		assertThat(this.dishes.alone("a")).isEqualTo("a of part 1");
		application.manager().invalidateTags("alone");
		assertThat(this.dishes.alone("a")).isEqualTo("a of part 2");
	}

	@Test
	void methodThatDoesNotInheritHandsOnItsOwnTagsOnly() {
		this.dishes.ofAlone("a");
		application.manager().invalidateTags("part:a");
		this.dishes.ofAlone("a");
		assertThat(this.dishes.loads()).hasValue(2);
		application.manager().invalidateTags("alone");
		this.dishes.ofAlone("a");
		assertThat(this.dishes.loads()).hasValue(4);
	}

	@Test
	void methodThatDoesNotInheritNeedsNoTags() {
		this.dishes.withoutTags("w");
		application.manager().invalidateTags("part:w");
		assertThat(this.dishes.withoutTags("w")).isEqualTo("w of part 1");
	}

	@Test
	void valueOfTooManyIsNotStoredAndToldOnce(CapturedOutput output) {
		assertThat(this.dishes.ofMany(510)).isEqualTo(510);
		this.dishes.ofMany(510);
		this.dishes.ofMany(510);
		assertThat(this.dishes.loads()).hasValue(3);
		assertThat(output.getOut())
			.containsOnlyOnce("Dishes.ofMany returned a value that is not cached: it is made from");
	}

	@Test
	void valueOfManyIsStored() {
		this.dishes.ofMany(300);
		this.dishes.ofMany(300);
		assertThat(this.dishes.loads()).hasValue(1);
		application.cache("parts").evict("part 299");
		this.dishes.ofMany(300);
		assertThat(this.dishes.loads()).hasValue(2);
	}

	@Test
	void putMethodTakesOverWhatItObtains() {
		this.dishes.put("a");
		assertThat(application.cache("puts").get("a", String.class)).isEqualTo("put of part 1");
		application.manager().invalidateTags("part:a");
		assertThat(application.cache("puts").get("a")).isNull();
		this.dishes.put("a");
		application.cache("parts").evict("a");
		assertThat(application.cache("puts").get("a")).isNull();
	}

	@Test
	void valueThatIsVetoedHandsOnItsTagsAllTheSame() {
		String made = application.cache("fresh").get("dish", () -> "of " + this.parts.vetoed("a"));
		assertThat(made).isEqualTo("of vetoed");
		application.manager().invalidateTags("vetoed:a");
		assertThat(application.cache("fresh").get("dish", () -> "again")).isEqualTo("again");
	}

	@Test
	void whatAFailedMethodObtainedIsTakenOver() {
		String instead = application.cache("fresh").get("instead", () -> {
			try {
				return this.dishes.failing("f");
			}
			catch (IllegalStateException ex) {
				return ex.getMessage();
			}
		});
		assertThat(instead).startsWith("no part");
		application.manager().invalidateTags("part:f");
		assertThat(application.cache("fresh").get("instead", () -> "again")).isEqualTo("again");
	}

	@Test
	void valueThatJoinedALoadDependsOnIt() throws InterruptedException {
		RegionCache cache = (RegionCache) application.cache("parts");
		long misses = cache.getNativeCache().statistics().misses();
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		this.parts.gate(() -> {
			loading.countDown();
			await().until(() -> gate.getCount() == 0);
		});
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> this.parts.inSync("j"));
		loading.await();
		CompletableFuture<String> dish = CompletableFuture
			.supplyAsync(() -> application.cache("fresh").get("joined", () -> this.parts.inSync("j")));
		await().until(() -> cache.getNativeCache().statistics().misses() == misses + 2);
		gate.countDown();
		assertThat(dish.join()).isEqualTo(first.join());
		assertThat(this.parts.loadsOf("j")).isOne();
		application.manager().invalidateTags("part:j");
		assertThat(application.cache("fresh").get("joined", () -> "again")).isEqualTo("again");
	}

	@Test
	void staleValueMakesAStaleOne() {
		this.parts.stale("s");
		application.manager().softInvalidateTags("part:s");
		CountDownLatch gate = new CountDownLatch(1);
		this.parts.gate(() -> await().until(() -> gate.getCount() == 0));
		assertThat(this.dishes.soup("s")).as("made from the stale one").isEqualTo("soup of part 1");
		assertThat(application.cache("soups").explain("s").isHit()).as("stale at once").isFalse();
		assertThat(this.dishes.soup("s")).as("served stale").isEqualTo("soup of part 1");
		gate.countDown();
		await().untilAsserted(() -> assertThat(this.dishes.soup("s")).isEqualTo("soup of part 2"));
		await().untilAsserted(() -> assertThat(application.cache("soups").explain("s").isHit()).isTrue());
	}

	@Test
	void valueMadeFromAStaleOneIsNotKeptWhereNothingStaleIsServed() {
		this.parts.stale("t");
		application.manager().softInvalidateTags("part:t");
		CountDownLatch gate = new CountDownLatch(1);
		this.parts.gate(() -> await().until(() -> gate.getCount() == 0));
		assertThat(application.cache("fresh").get("t", () -> this.parts.stale("t"))).isEqualTo("part 1");
		assertThat(application.cache("fresh").get("t")).isNull();
		gate.countDown();
	}

	@Test
	void hardInvalidationReachesWhatWasMadeFromAStaleValue() {
		this.parts.stale("u");
		application.manager().softInvalidateTags("part:u");
		CountDownLatch gate = new CountDownLatch(1);
		this.parts.gate(() -> await().until(() -> gate.getCount() == 0));
		assertThat(this.dishes.soup("u")).isEqualTo("soup of part 1");
		gate.countDown();
		application.manager().invalidateTags("part:u");
		assertThat(this.dishes.soup("u")).isNotEqualTo("soup of part 1");
	}

	@Test
	void regionWhoseNameLooksLikeAKeyKeepsItsOwnInvalidations() {
		application.cache(":parts:a").put("x", "text");
		application.cache("fresh").get("of it", () -> this.parts.plain("a"));
		application.cache(":parts:a").clear();
		assertThat(application.cache(":parts:a").get("x")).isNull();
		assertThat(application.cache("fresh").get("of it")).isNotNull();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Kitchen {

		@Bean
		Parts parts() {
			return new Parts();
		}

		@Bean
		Dishes dishes(Parts parts) {
			return new Dishes(parts);
		}

	}

	static class Parts {

		/** Each by itself: a test may end while a part is being refreshed. */
		private final Map<String, Integer> loads = new ConcurrentHashMap<>();

		private volatile @Nullable Runnable gate;

		public void reset() {
			this.loads.clear();
			this.gate = null;
		}

		public @Nullable Integer loadsOf(String id) {
			return this.loads.get(id);
		}

		/**
		 * Holds each load.
		 */
		public void gate(Runnable gate) {
			this.gate = gate;
		}

		private String load(String id) {
			String made = "part " + this.loads.merge(id, 1, Integer::sum);
			Runnable current = this.gate;
			if (current != null) {
				current.run();
			}
			return made;
		}

		@Cacheable("parts")
		@CacheTags("part:#{#id}")
		public String plain(String id) {
			return load(id);
		}

		@Cacheable(cacheNames = "parts", sync = true)
		@CacheTags("part:#{#id}")
		public String inSync(String id) {
			return load(id);
		}

		@Cacheable("stale")
		@CacheTags("part:#{#id}")
		public String stale(String id) {
			return load(id);
		}

		@Cacheable(cacheNames = "parts", unless = "true")
		@CacheTags("vetoed:#{#id}")
		public String vetoed(String id) {
			return "vetoed";
		}

	}

	static class Dishes {

		private final AtomicInteger loads = new AtomicInteger();

		private final Parts parts;

		Dishes(Parts parts) {
			this.parts = parts;
		}

		public void reset() {
			this.loads.set(0);
		}

		public AtomicInteger loads() {
			return this.loads;
		}

		@Cacheable("fresh")
		@CacheTags(value = "alone", inherit = false)
		public String alone(String id) {
			this.loads.incrementAndGet();
			return id + " of " + this.parts.plain(id);
		}

		@Cacheable(cacheNames = "fresh", key = "'without tags ' + #id")
		@CacheTags(inherit = false)
		public String withoutTags(String id) {
			return id + " of " + this.parts.plain(id);
		}

		@Cacheable(cacheNames = "fresh", key = "'of alone ' + #id")
		public String ofAlone(String id) {
			this.loads.incrementAndGet();
			return alone(this, id);
		}

		private static String alone(Dishes dishes, String id) {
			return application.bean(Dishes.class).alone(id) + dishes.loads.get();
		}

		@Cacheable("fresh")
		public int ofMany(int number) {
			this.loads.incrementAndGet();
			List<String> all = new ArrayList<>();
			for (int i = 0; i < number; i++) {
				all.add(this.parts.plain("part " + i));
			}
			return all.size();
		}

		@Cacheable(cacheNames = "fresh", key = "'failing ' + #id")
		public String failing(String id) {
			throw new IllegalStateException("no " + this.parts.plain(id));
		}

		@CachePut("puts")
		public String put(String id) {
			return "put of " + this.parts.plain(id);
		}

		@Cacheable("soups")
		@CacheTags("soup:#{#id}")
		public String soup(String id) {
			return "soup of " + this.parts.stale(id);
		}

	}

}
