package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.CurrentLoad;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.TenantResolver;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tenants have keys and tags of their own, on all ways to an entry.
 */
class TenantTests {

	private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

	private static final String ACCESSOR = TenantTests.class.getName();

	private static final AtomicInteger calls = new AtomicInteger();

	private static volatile boolean required = true;

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class)
		.with("tagged-cache.consistency=bounded", "tagged-cache.caches.stale.stale-while-revalidate=1h",
				"tagged-cache.caches.tagged.method-tags=true");

	private final Shop shop = application.bean(Shop.class);

	private final TaggedCacheManager manager = application.manager();

	@BeforeEach
	void reset() {
		calls.set(0);
		required = true;
		TENANT.remove();
	}

	@AfterEach
	void leave() {
		TENANT.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor(ACCESSOR);
	}

	@AfterAll
	static void forget() {
		TENANT.remove();
	}

	private static void become(@Nullable String tenant) {
		if (tenant != null) {
			TENANT.set(tenant);
		}
		else {
			TENANT.remove();
		}
	}

	/**
	 * From now on near hits are served without asking the store.
	 */
	private static void awaitCaughtUp() {
		await().pollInSameThread().until(() -> application.cache("direct").explain(1).caughtUp());
	}

	private static void propagate() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(ACCESSOR, TENANT);
	}

	@Test
	void sameCallOfTwoTenantsHasTwoEntries() {
		become("acme");
		assertThat(this.shop.article(1)).isEqualTo("acme 1");
		become("globex");
		assertThat(this.shop.article(1)).isEqualTo("globex 1");
		become("acme");
		assertThat(this.shop.article(1)).isEqualTo("acme 1");
		assertThat(calls).hasValue(2);
	}

	/**
	 * The second call of each tenant takes the short way to its near hit.
	 */
	@Test
	void nearHitIsThatOfTheTenant() {
		become("acme");
		awaitCaughtUp();
		for (int i = 0; i < 3; i++) {
			for (String tenant : List.of("acme", "globex")) {
				become(tenant);
				assertThat(this.shop.article(2)).isEqualTo(tenant + " 2");
			}
		}
		assertThat(calls).hasValue(2);
	}

	@Test
	void namesOfTenantsAndKeysDoNotRunTogether() {
		for (String tenant : List.of("a", "a\",\"b", "a:b", "~", "*", "a{")) {
			become(tenant);
			for (String name : List.of("x", "b\",\"x", "b:x", "*")) {
				assertThat(this.shop.named(name)).isEqualTo(tenant + " " + name);
			}
		}
	}

	@Test
	void sameTagOfTwoTenantsIsTwoTags() {
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.article(1);
		}
		this.manager.invalidateTags("article:1");
		this.shop.article(1);
		assertThat(calls).hasValue(3);
		become("acme");
		this.shop.article(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void tagsOfTenantsDoNotRunTogether() {
		become("a");
		this.shop.tagged(1, "b:c");
		become("a:b");
		this.shop.tagged(1, "c");
		this.manager.invalidateTags("c");
		become("a");
		this.shop.tagged(1, "b:c");
		assertThat(calls).hasValue(2);
	}

	@Test
	void annotatedInvalidationIsOfTheTenant() {
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.article(1);
		}
		this.shop.rename(1);
		this.shop.article(1);
		become("acme");
		this.shop.article(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void tagThatALoadAddsIsOfTheTenant() {
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.adding(1);
		}
		this.manager.invalidateTags("added");
		this.shop.adding(1);
		become("acme");
		this.shop.adding(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void evictAndPutAreOfTheTenant() {
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.article(1);
		}
		this.shop.evict(1);
		become("acme");
		this.shop.article(1);
		assertThat(calls).hasValue(2);
		become("globex");
		this.shop.put(1);
		assertThat(this.shop.article(1)).isEqualTo("put by globex");
		become("acme");
		assertThat(this.shop.article(1)).isEqualTo("acme 1");
	}

	@Test
	void evictionBeforeACallIsOfTheTenant() {
		become("acme");
		this.shop.article(1);
		this.shop.evictBefore(1);
		this.shop.article(1);
		assertThat(calls).hasValue(2);
	}

	@Test
	void evictingCallIsOfTheTenant() {
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.article(1);
		}
		this.manager.evicting(this.shop).article(1);
		become("acme");
		this.shop.article(1);
		assertThat(calls).hasValue(2);
		become("globex");
		this.shop.article(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void cacheOutsideAnnotatedMethodsIsOfTheTenant() {
		TaggedCache cache = application.cache("direct");
		become("acme");
		cache.put(1, "a", "tag");
		become("globex");
		assertThat(cache.get(1)).isNull();
		assertThat(cache.<String>get(1, () -> "g", "tag")).isEqualTo("g");
		this.manager.invalidateTags("tag");
		assertThat(cache.get(1)).isNull();
		assertThat(cache.getAll(List.of(1, 2))).isEmpty();
		become("acme");
		assertThat(cache.get(1, String.class)).isEqualTo("a");
		assertThat(cache.<String>get(1, () -> "again", "tag")).isEqualTo("a");
		cache.evict(1);
		assertThat(cache.get(1)).isNull();
	}

	@Test
	void clearMethodAndEverythingAreOfAllTenants() {
		for (int round = 1; round <= 4; round++) {
			for (String tenant : List.of("acme", "globex")) {
				become(tenant);
				this.shop.tagged(1, "t");
			}
			assertThat(calls).hasValue(2 * round);
			switch (round) {
				case 1 -> application.cache("tagged").clear();
				case 2 -> this.manager.invalidateMethod(Shop.class, "tagged");
				default -> this.manager.invalidateAll();
			}
		}
	}

	@Test
	void noTenantIsAnErrorThatNamesTheRegion() {
		assertThatIllegalStateException().isThrownBy(() -> this.shop.article(1))
			.withMessageContaining("no tenant")
			.withMessageContaining("region 'articles'");
		assertThatIllegalStateException().isThrownBy(() -> application.cache("direct").get(1))
			.withMessageContaining("region 'direct'");
		assertThatIllegalStateException().isThrownBy(() -> this.manager.invalidateTags("article:1"))
			.withMessageContaining("no tenant");
		assertThatIllegalStateException().isThrownBy(() -> this.shop.rename(1)).withMessageContaining("Shop.rename");
		assertThat(calls).hasValue(0);
	}

	@Test
	void emptyNameIsAnError() {
		become("");
		assertThatIllegalStateException().isThrownBy(() -> this.shop.article(1)).withMessageContaining("empty name");
	}

	@Test
	void callsWithoutATenantShareEntriesIfTheResolverSaysSo() {
		required = false;
		awaitCaughtUp();
		assertThat(this.shop.article(1)).isEqualTo("null 1");
		become("acme");
		assertThat(this.shop.article(1)).isEqualTo("acme 1");
		become(null);
		this.manager.invalidateTags("article:1");
		assertThat(this.shop.article(1)).isEqualTo("null 1");
		become("acme");
		this.shop.article(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void tenantOfTheArrivalCountsWhateverThreadLoads() {
		propagate();
		become("acme");
		assertThat(this.shop.later(1).join()).isEqualTo("acme 1");
		assertThat(this.shop.mono(1).block()).isEqualTo("acme 1");
		assertThat(this.shop.oneLater(1).join()).isEqualTo("acme 1");
		become("globex");
		assertThat(this.shop.later(1).join()).isEqualTo("globex 1");
		assertThat(this.shop.mono(1).block()).isEqualTo("globex 1");
		assertThat(this.shop.oneLater(1).join()).isEqualTo("globex 1");
		become("acme");
		assertThat(this.shop.later(1).join()).isEqualTo("acme 1");
		assertThat(this.shop.mono(1).block()).isEqualTo("acme 1");
		assertThat(calls).hasValue(6);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void loadOnAThreadOfAnotherTenantFillsNothing(boolean sync) {
		become("acme");
		CompletableFuture<String> value = sync ? this.shop.oneLater(9) : this.shop.later(9);
		assertThatExceptionOfType(Exception.class).isThrownBy(value::join)
			.havingRootCause()
			.withMessageContaining("was called for the tenant 'acme'")
			.withMessageContaining("ThreadLocalAccessor");
		assertThat(calls).hasValue(0);
	}

	@Test
	void loaderOnAThreadOfAnotherTenantFillsNothing() {
		become("acme");
		CompletableFuture<String> value = application.cache("direct")
			.retrieve(9, () -> CompletableFuture.completedFuture("of nobody"));
		assertThatExceptionOfType(Exception.class).isThrownBy(value::join)
			.havingRootCause()
			.withMessageContaining("was called for the tenant 'acme'");
		assertThat(application.cache("direct").get(9)).isNull();
	}

	@Test
	void refreshInTheBackgroundIsOfTheTenant() {
		propagate();
		for (String tenant : List.of("acme", "globex")) {
			become(tenant);
			this.shop.stale(1);
		}
		this.manager.softInvalidateTags("stale");
		assertThat(this.shop.stale(1)).isEqualTo("globex 1 by call 2");
		await().pollInSameThread().untilAsserted(() -> assertThat(this.shop.stale(1)).isEqualTo("globex 1 by call 3"));
		become("acme");
		assertThat(this.shop.stale(1)).isEqualTo("acme 1 by call 1");
	}

	@Test
	void refreshWithoutTheContextFillsNothing() {
		become("acme");
		int asked = application.bean(Resolver.class).elsewhere.get();
		this.shop.stale(7);
		this.manager.softInvalidateTags("stale");
		assertThat(this.shop.stale(7)).isEqualTo("acme 7 by call 1");
		await().untilAsserted(() -> assertThat(application.bean(Resolver.class).elsewhere).hasValueGreaterThan(asked));
		assertThat(calls).hasValue(1);
		assertThat(this.shop.stale(7)).isEqualTo("acme 7 by call 1");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

		@Bean
		Resolver resolver() {
			return new Resolver();
		}

	}

	static class Resolver implements TenantResolver {

		private final Thread test = Thread.currentThread();

		private final AtomicInteger elsewhere = new AtomicInteger();

		@Override
		public @Nullable String resolve() {
			if (Thread.currentThread() != this.test) {
				this.elsewhere.incrementAndGet();
			}
			return TENANT.get();
		}

		@Override
		public boolean isRequired() {
			return required;
		}

	}

	static class Shop {

		private static String load(Object id) {
			calls.incrementAndGet();
			return TENANT.get() + " " + id;
		}

		@Cacheable("articles")
		@CacheTags("article:#{#id}")
		public String article(int id) {
			return load(id);
		}

		@CachePut("articles")
		@CacheTags("article:#{#id}")
		public String put(int id) {
			return "put by " + TENANT.get();
		}

		@CacheEvict("articles")
		public void evict(int id) {
		}

		@CacheEvict(cacheNames = "articles", beforeInvocation = true)
		public void evictBefore(int id) {
		}

		@InvalidateTags("article:#{#id}")
		public void rename(int id) {
		}

		@Cacheable("named")
		public String named(String name) {
			return load(name);
		}

		@Cacheable(cacheNames = "tagged", key = "#id")
		@CacheTags("#{#tag}")
		public String tagged(int id, String tag) {
			return load(id);
		}

		@Cacheable("adding")
		public String adding(int id) {
			CurrentLoad.addTags("added");
			return load(id);
		}

		@Cacheable("later")
		public CompletableFuture<String> later(int id) {
			return CompletableFuture.completedFuture(load(id));
		}

		@Cacheable(cacheNames = "oneLater", sync = true)
		public CompletableFuture<String> oneLater(int id) {
			return CompletableFuture.completedFuture(load(id));
		}

		@Cacheable("mono")
		public Mono<String> mono(int id) {
			return Mono.just(load(id));
		}

		@Cacheable("stale")
		@CacheTags("stale")
		public String stale(int id) {
			String loaded = load(id);
			return loaded + " by call " + calls.get();
		}

	}

}
