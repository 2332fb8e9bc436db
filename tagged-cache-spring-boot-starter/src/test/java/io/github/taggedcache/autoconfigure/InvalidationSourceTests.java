package io.github.taggedcache.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.InvalidationSink;
import io.github.taggedcache.InvalidationSource;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.TenantResolver;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.source.InvalidationSources;
import io.github.taggedcache.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Sources of invalidations that the application brings.
 */
@Tag("row-18")
@ExtendWith(OutputCaptureExtension.class)
class InvalidationSourceTests {

	private static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

	private final AtomicReference<InvalidationSink> sink = new AtomicReference<>();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withPropertyValues("tagged-cache.store=memory", "tagged-cache.namespace=sources");

	private ApplicationContextRunner withSource() {
		return this.contextRunner.withBean("feed", InvalidationSource.class, () -> this::start);
	}

	private AutoCloseable start(InvalidationSink sink) {
		this.sink.set(sink);
		return () -> this.stopped.set(true);
	}

	@Test
	void sinkInvalidatesTags() {
		withSource().run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value", "author:1");
			cache.put(2L, "value", "author:2");
			cache.put(3L, "value", "author:3");
			this.sink.get().invalidateTags("author:1");
			this.sink.get().softInvalidateTags("author:2");
			assertThat(cache.getAll(List.of(1L, 2L, 3L))).containsOnlyKeys(3L);
		});
	}

	@Test
	void sinkEvictsAKey() {
		withSource().run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value");
			cache.put(2L, "value");
			this.sink.get().evict("articles", 1L);
			assertThat(cache.getAll(List.of(1L, 2L))).containsOnlyKeys(2L);
		});
	}

	@Test
	void sinkInvalidatesEverything() {
		withSource().run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value");
			this.sink.get().invalidateAll();
			assertThat(cache.get(1L)).isNull();
		});
	}

	@Test
	void sinkTakesInvalidationsOfAnyThread() {
		withSource().run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value", "author:1");
			Thread other = new Thread(() -> this.sink.get().invalidateTags("author:1"));
			other.start();
			other.join();
			assertThat(cache.get(1L)).isNull();
		});
	}

	@Test
	void sinkActsAtOnceInsideATransaction() {
		withSource().run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value", "author:1");
			cache.put(2L, "value");
			TransactionSynchronizationManager.initSynchronization();
			TransactionSynchronizationManager.setActualTransactionActive(true);
			try {
				this.sink.get().invalidateTags("author:1");
				this.sink.get().evict("articles", 2L);
			}
			finally {
				TransactionSynchronizationManager.clear();
			}
			assertThat(cache.getAll(List.of(1L, 2L))).isEmpty();
		});
	}

	private ApplicationContextRunner withTenants(TenantResolver resolver) {
		return withSource().withBean(TenantResolver.class, () -> resolver);
	}

	private static TaggedCache filledForTenants(ApplicationContext context) {
		TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
		for (String name : List.of("acme", "globex")) {
			TENANT.set(name);
			cache.put(1L, "value", "author:1");
			cache.put(2L, "value", "author:2");
			cache.put(3L, "value", "author:3");
			cache.put(4L, "value");
		}
		return cache;
	}

	@Test
	void sinkOfATenantActsForThatTenantAlone() {
		withTenants(TENANT::get).run((context) -> {
			TaggedCache cache = filledForTenants(context);
			TENANT.remove();
			InvalidationSink acme = this.sink.get().ofTenant("globex").ofTenant("acme");
			acme.invalidateTags("author:1");
			acme.softInvalidateTags("author:2");
			acme.evict("articles", 4L);
			TENANT.set("acme");
			assertThat(cache.getAll(List.of(1L, 2L, 3L, 4L))).containsOnlyKeys(3L);
			TENANT.set("globex");
			assertThat(cache.getAll(List.of(1L, 2L, 3L, 4L))).hasSize(4);
			acme.invalidateAll();
			assertThat(cache.getAll(List.of(1L, 2L, 3L, 4L))).isEmpty();
		});
	}

	@Test
	void sinkActsForTheTenantOfTheCallingThread() {
		withTenants(TENANT::get).run((context) -> {
			TaggedCache cache = filledForTenants(context);
			this.sink.get().invalidateTags("author:1");
			this.sink.get().softInvalidateTags("author:2");
			this.sink.get().evict("articles", 4L);
			assertThat(cache.getAll(List.of(1L, 2L, 3L, 4L))).containsOnlyKeys(3L);
			TENANT.set("acme");
			assertThat(cache.getAll(List.of(1L, 2L, 3L, 4L))).hasSize(4);
		});
	}

	@Test
	void sinkWithoutATenantIsAnErrorThatNamesTheSourceAndTheRemedy() {
		withTenants(() -> null).run((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().invalidateTags("author:1"))
				.withMessageContaining("no tenant")
				.withMessageContaining("InvalidationSource 'feed'")
				.withMessageContaining("ofTenant(name)");
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().softInvalidateTags("author:1"));
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().evict("articles", 1L));
			assertThatIllegalArgumentException().isThrownBy(() -> this.sink.get().ofTenant(""))
				.withMessageContaining("'feed'");
			this.sink.get().invalidateAll();
		});
	}

	@Test
	void sinkWithoutATenantActsForCallsWithoutOneIfTheResolverSaysSo() {
		withTenants(new TenantResolver() {

			@Override
			public @Nullable String resolve() {
				return null;
			}

			@Override
			public boolean isRequired() {
				return false;
			}

		}).run((context) -> {
			TaggedCache cache = context.getBean(TaggedCacheManager.class).getCache("articles");
			cache.put(1L, "value", "author:1");
			this.sink.get().invalidateTags("author:1");
			assertThat(cache.get(1L)).isNull();
		});
	}

	@Test
	void tenantIsRefusedWhereThereAreNone() {
		withSource()
			.run((context) -> assertThatIllegalStateException().isThrownBy(() -> this.sink.get().ofTenant("acme"))
				.withMessageContaining("'feed'")
				.withMessageContaining("'acme'")
				.withMessageContaining("no tenants"));
	}

	@Test
	void sinkRefusesWhatIsNotValid() {
		withSource().withPropertyValues("tagged-cache.dynamic-caches=false").run((context) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> this.sink.get().invalidateTags("~reserved"));
			assertThatIllegalArgumentException().isThrownBy(() -> this.sink.get().evict("unknown", 1L))
				.withMessageContaining("'unknown'");
			assertThat(context.getBean(InvalidationSources.class).failures("feed")).isZero();
		});
	}

	@Test
	void sourceIsStoppedWithTheContextAndItsSinkWithIt() {
		withSource().run((context) -> {
			assertThat(this.stopped).isFalse();
			context.getSourceApplicationContext().close();
			assertThat(this.stopped).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().invalidateTags("author:1"))
				.withMessageContaining("'feed'")
				.withMessageContaining("stopped");
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().evict("articles", 1L));
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().invalidateAll());
		});
	}

	@Test
	void sinkOfATenantEndsWithItsSource() {
		withTenants(() -> "acme").run((context) -> {
			InvalidationSink acme = this.sink.get().ofTenant("acme");
			context.getSourceApplicationContext().close();
			assertThatIllegalStateException().isThrownBy(() -> acme.invalidateTags("author:1"))
				.withMessageContaining("stopped");
		});
	}

	@Test
	void sinkTakesInvalidationsWhileItsSourceStops() {
		AtomicReference<Throwable> failure = new AtomicReference<>(new IllegalStateException("never closed"));
		this.contextRunner.withBean("feed", InvalidationSource.class, () -> (given) -> () -> {
			given.invalidateTags("last:1");
			failure.set(null);
		}).run((context) -> {
			context.getSourceApplicationContext().close();
			assertThat(failure).hasNullValue();
		});
	}

	@Test
	void restartedContextStartsTheSourceAgainWithAnotherSink() {
		withSource().run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			InvalidationSink first = this.sink.get();
			application.stop();
			assertThat(this.stopped).isTrue();
			application.start();
			assertThat(this.sink.get()).isNotSameAs(first);
			this.sink.get().invalidateTags("author:1");
			assertThatIllegalStateException().isThrownBy(() -> first.invalidateTags("author:1"));
		});
	}

	@Test
	void sourceIsStartedAfterTheFollowerAndBeforeTheWebServer() {
		withSource().run((context) -> {
			int phase = context.getBean(InvalidationSourceLifecycle.class).getPhase();
			assertThat(phase).isGreaterThan(context.getBean(FollowerLifecycle.class).getPhase())
				.isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
		});
	}

	@Test
	void sourceThatDoesNotStartFailsTheStartAndStopsThoseBeforeIt() {
		withSource().withBean("broken", InvalidationSource.class, () -> (sink) -> {
			throw new IOException("no connection");
		}).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause().hasMessage("no connection");
			assertThat(context.getStartupFailure()).hasStackTraceContaining("InvalidationSource bean 'broken'");
			assertThat(this.stopped).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> this.sink.get().invalidateAll());
		});
	}

	@Test
	void sourceThatGivesNothingToStopItFailsTheStart() {
		this.contextRunner.withBean("feed", InvalidationSource.class, () -> (sink) -> null)
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("'feed'")
				.hasStackTraceContaining("start() returned null"));
	}

	@Test
	void sourceThatDoesNotStopIsWaitedForInVainForABoundedTime(CapturedOutput output) throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch refused = new CountDownLatch(1);
		InvalidationSources sources = new InvalidationSources(Map.of("hanging", (given) -> {
			return () -> {
				end.await();
				try {
					given.invalidateTags("late");
				}
				catch (IllegalStateException ex) {
					refused.countDown();
				}
			};
		}), nodeWithout(), (region, key) -> CompletableFuture.completedFuture(true), Tenants.NONE,
				Duration.ofMillis(50));
		sources.start();
		sources.stop();
		assertThat(sources.isRunning()).isFalse();
		assertThat(output).contains("'hanging' did not stop in time");
		end.countDown();
		assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void failureToStopIsLoggedAndStopsNothingElse(CapturedOutput output) {
		withSource().withBean("broken", InvalidationSource.class, () -> (sink) -> () -> {
			throw new IllegalStateException("cannot stop");
		}).run((context) -> {
			context.getSourceApplicationContext().close();
			assertThat(this.stopped).isTrue();
			assertThat(output).contains("'broken' could not be stopped");
		});
	}

	@Test
	void failureOfTheStoreIsThrownAtTheSourceAndCounted() {
		InvalidationSources sources = new InvalidationSources(Map.of("feed", this::start), nodeWithout(),
				(region, key) -> CompletableFuture.failedFuture(new StoreException("Redis is away", null)),
				Tenants.NONE, Duration.ofSeconds(10));
		sources.start();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.sink.get().evict("articles", 1L))
			.withMessage("Redis is away");
		assertThat(sources.failures("feed")).isOne();
		assertThat(sources.names()).containsExactly("feed");
		sources.stop();
	}

	@Test
	void sourceIsNotStartedWhereTheCacheIsSwitchedOff() {
		withSource().withPropertyValues("tagged-cache.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.sink).hasNullValue();
		});
	}

	private static Node nodeWithout() {
		InvalidationLog log = new MemoryStore(InstantSource.system(), 10);
		return new Node(log, new Retention());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
