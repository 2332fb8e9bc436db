package io.github.taggedcache.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.cache.Forest.Leaves;
import io.github.taggedcache.cache.Forest.Loads;
import io.github.taggedcache.core.load.LoadScope;
import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other threads obtain for a value, where Micrometer's context propagation takes the
 * load there, and where it does not.
 */
class NestedAcrossThreadsTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Forest.class, Workshop.class)
		.with("tagged-cache.caches.limited.load-timeout.hard=30s",
				"tagged-cache.caches.limited.load-timeout.on-executor=true");

	private final Tables tables = application.bean(Tables.class);

	private final Loads loads = application.bean(Loads.class);

	@AfterEach
	void disableAutomaticPropagation() {
		Hooks.disableAutomaticContextPropagation();
	}

	private void assertDepends(Runnable call, String name) {
		call.run();
		this.loads.clear();
		call.run();
		assertThat(this.loads.names()).as("before").isEmpty();
		application.cache("leaves").evict(1);
		call.run();
		assertThat(this.loads.names()).as("evicted").contains(name, "leaf 1");
		this.loads.clear();
		application.manager().invalidateTags("leaf:1");
		call.run();
		assertThat(this.loads.names()).as("invalidated").contains(name, "leaf 1");
	}

	@Test
	void accessorIsRegistered() {
		assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
			.hasAtLeastOneElementOfType(LoadScopeAccessor.class);
	}

	@Test
	void asyncMethodWithTheDecoratorObtainsForItsCaller() {
		assertDepends(() -> this.tables.byAsync("1"), "table 1");
	}

	@Test
	void futureOnADecoratedExecutorObtainsForItsCaller() {
		assertDepends(() -> this.tables.byFuture("2").join(), "table 2");
	}

	@Test
	void blockingCallWithinAMonoObtainsWithAutomaticPropagation() {
		Hooks.enableAutomaticContextPropagation();
		assertDepends(() -> this.tables.byMono("3").block(), "table 3");
	}

	@Test
	void monoThatAMethodWaitsForObtainsWithAutomaticPropagation() {
		Hooks.enableAutomaticContextPropagation();
		assertDepends(() -> this.tables.byBlock("4"), "table 4");
	}

	@Test
	void elementsOfAFluxCount() {
		Runnable call = () -> this.tables.byFlux("5").block();
		call.run();
		this.loads.clear();
		call.run();
		assertThat(this.loads.names()).isEmpty();
		application.manager().invalidateTags("leaf:2");
		call.run();
		assertThat(this.loads.names()).containsExactly("table 5", "leaf 2");
	}

	@Test
	void elementsOfAFluxThatWasCutCount() {
		Runnable call = () -> this.tables.byCutFlux("6").block();
		call.run();
		application.manager().invalidateTags("leaf:1");
		this.loads.clear();
		call.run();
		assertThat(this.loads.names()).contains("table 6");
	}

	@Test
	void threadOfAPoolKeepsNoLoad() {
		this.tables.byAsync("7");
		CompletableFuture<Object> seen = new CompletableFuture<>();
		application.bean(Executor.class).execute(() -> seen.complete(LoadScope.bound() != null));
		assertThat(seen.join()).isEqualTo(false);
	}

	/**
	 * The context of the caller brings the load of the caller along, and the loader works
	 * for its own.
	 */
	@Test
	void loaderOnAnExecutorObtainsForItsOwnValue() {
		Runnable call = () -> application.cache("callers").get("caller", () -> this.tables.limited("9"));
		call.run();
		application.cache("callers").evict("caller");
		this.loads.clear();
		application.cache("leaves").evict(1);
		call.run();
		assertThat(this.loads.names()).containsExactly("table 9", "leaf 1");
		assertThat(this.tables.threadOfLimited()).isNotEqualTo(Thread.currentThread());
	}

	/**
	 * No method stands between the loader and the executor.
	 */
	@Test
	void loaderOfACacheOnAnExecutorObtainsForItsOwnValue() {
		Leaves leaves = application.bean(Leaves.class);
		Callable<String> loader = () -> this.loads.load("limited") + " " + leaves.plain(1);
		Runnable call = () -> application.cache("callers")
			.get("other", () -> application.cache("limited").get("10", loader));
		call.run();
		application.cache("callers").evict("other");
		this.loads.clear();
		application.cache("leaves").evict(1);
		call.run();
		assertThat(this.loads.names()).containsExactly("limited", "leaf 1");
	}

	@Test
	void whatIsObtainedAfterTheEndIsNoPartOfTheValue() {
		CompletableFuture<Runnable> late = new CompletableFuture<>();
		this.tables.leavingWork("8", late::complete);
		late.join().run();
		this.loads.clear();
		application.manager().invalidateTags("leaf:1");
		this.tables.leavingWork("8", (work) -> {
		});
		assertThat(this.loads.names()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Workshop {

		@Bean
		Executor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
			return executor;
		}

		@Bean
		Helpers helpers(Leaves leaves) {
			return new Helpers(leaves);
		}

		@Bean
		Tables tables(Loads loads, Leaves leaves, Helpers helpers, Executor taskExecutor) {
			return new Tables(loads, leaves, helpers, taskExecutor);
		}

	}

	static class Helpers {

		private final Leaves leaves;

		Helpers(Leaves leaves) {
			this.leaves = leaves;
		}

		@Async
		public CompletableFuture<String> leaf(int id) {
			return CompletableFuture.completedFuture(this.leaves.plain(id));
		}

	}

	static class Tables {

		private static final TaskDecorator DECORATOR = new ContextPropagatingTaskDecorator();

		private final Loads loads;

		private final Leaves leaves;

		private final Helpers helpers;

		private final Executor executor;

		private volatile @Nullable Thread threadOfLimited;

		Tables(Loads loads, Leaves leaves, Helpers helpers, Executor executor) {
			this.loads = loads;
			this.leaves = leaves;
			this.helpers = helpers;
			this.executor = executor;
		}

		@Cacheable("tables")
		@CacheTags("table:#{#id}")
		public String byAsync(String id) {
			this.loads.load("table " + id);
			return this.helpers.leaf(1).join();
		}

		@Cacheable("tables")
		public CompletableFuture<String> byFuture(String id) {
			this.loads.load("table " + id);
			return CompletableFuture.supplyAsync(() -> this.leaves.plain(1), this.executor)
				.thenApply((leaf) -> "table of " + leaf);
		}

		@Cacheable("tables")
		public Mono<String> byMono(String id) {
			return Mono.fromCallable(() -> {
				this.loads.load("table " + id);
				return this.leaves.plain(1);
			}).subscribeOn(Schedulers.boundedElastic());
		}

		@Cacheable("tables")
		public String byBlock(String id) {
			this.loads.load("table " + id);
			return String.valueOf(
					Mono.fromCallable(() -> this.leaves.plain(1)).subscribeOn(Schedulers.boundedElastic()).block());
		}

		@Cacheable("tables")
		public Mono<String> byFlux(String id) {
			return Mono.fromCallable(() -> this.loads.load("table " + id))
				.flatMap((loaded) -> Flux.concat(this.leaves.flux(1), this.leaves.flux(2)).collectList())
				.map(Object::toString);
		}

		@Cacheable("tables")
		public Mono<String> byCutFlux(String id) {
			return Mono.fromCallable(() -> this.loads.load("table " + id))
				.flatMap((loaded) -> this.leaves.flux(1).next());
		}

		@Cacheable(cacheNames = "limited", sync = true)
		public String limited(String id) {
			this.threadOfLimited = Thread.currentThread();
			this.loads.load("table " + id);
			return this.leaves.plain(1);
		}

		public @Nullable Thread threadOfLimited() {
			return this.threadOfLimited;
		}

		@Cacheable(cacheNames = "tables", key = "#id")
		public String leavingWork(String id, Consumer<Runnable> work) {
			this.loads.load("table " + id);
			Runnable decorated = DECORATOR.decorate(() -> this.leaves.plain(1));
			work.accept(decorated);
			return "table " + id;
		}

	}

}
