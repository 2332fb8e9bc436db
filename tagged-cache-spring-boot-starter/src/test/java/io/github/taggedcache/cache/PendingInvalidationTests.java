package io.github.taggedcache.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.StoreProbe;
import io.github.taggedcache.health.TaggedCacheHealthIndicator;
import io.github.taggedcache.invalidation.PendingInvalidations;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Invalidations that fail where nobody can be told, because Redis is cut off. The proofs
 * of this node last longer than a test, so that it would go on to serve what is in its
 * memory.
 */
@ExtendWith(OutputCaptureExtension.class)
class PendingInvalidationTests {

	private static final Duration PATIENCE = CutOffApplication.PATIENCE;

	@RegisterExtension
	static final CutOffApplication application = new CutOffApplication(Authors.class, "tagged-cache.max-staleness=10m");

	private final Authors authors = application.bean(Authors.class);

	private final RecordedTransactions transactions = application.bean(RecordedTransactions.class);

	private final Node node = application.node();

	private final TaggedCache cache = application.cache();

	private void commitWithoutRedis() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
				this.authors.rename(1);
				this.transactions.atCommit(() -> {
					CompletableFuture.runAsync(() -> this.cache.put(1L, "old", "author:1")).join();
					application.cutOff();
				});
			}));
	}

	@Test
	void entryInMemoryIsNotServedAfterACommitWhoseInvalidationFailed() {
		commitWithoutRedis();
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void invalidationOfAThreadThatIsInterruptedAtItsCommitIsMadeLater() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
				this.authors.rename(1);
				this.transactions.atCommit(() -> {
					CompletableFuture.runAsync(() -> this.cache.put(1L, "old", "author:1")).join();
					application.cutOff();
					Thread.currentThread().interrupt();
				});
			}));
		assertThat(Thread.interrupted()).isTrue();
		application.awaitHeld();
		assertThat(this.cache.get(1L)).isNull();
		application.reconnect();
		application.awaitRecorded();
		application.awaitMissOnTheOtherNode();
	}

	@Test
	void invalidationOfAMethodThatThrowsOnAnInterruptedThreadIsMadeLater() {
		application.cutOff();
		Thread.currentThread().interrupt();
		attempt(this.authors::renameAndFail);
		assertThat(Thread.interrupted()).isTrue();
		application.awaitHeld();
		assertThat(this.cache.get(1L)).isNull();
	}

	@Test
	void attemptsGoOnWhenTheExecutorTakesNoWorkForAWhile() {
		AtomicInteger refusals = new AtomicInteger(2);
		Executor executor = (step) -> {
			if (refusals.getAndDecrement() > 0) {
				throw new RejectedExecutionException("no thread");
			}
			ForkJoinPool.commonPool().execute(step);
		};
		try (PendingInvalidations pending = new PendingInvalidations(this.node, executor, System::nanoTime, PATIENCE)) {
			pending.add(Map.of(Mode.HARD, Set.of("author:1")), new StoreException("away", null));
			application.awaitRecorded();
			assertThat(this.cache.get(1L)).isNull();
		}
	}

	@Test
	void entryIsInvalidEverywhereWhenRedisIsBack() {
		commitWithoutRedis();
		application.reconnect();
		application.awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
		application.awaitMissOnTheOtherNode();
	}

	@Test
	void nearCacheIsTrustedAgainWhenTheInvalidationIsRecorded() {
		commitWithoutRedis();
		application.reconnect();
		application.awaitRecorded();
		assertThat(this.node.trusted()).isNotNull();
	}

	@Test
	void healthIsDownWhileAnInvalidationIsPending() {
		this.node.hold(Set.of("author:1"), Set.of());
		Health health = new TaggedCacheHealthIndicator(application.bean(StoreProbe.class), "shop", this.node,
				UnstorableValues.logged())
			.health();
		this.node.release(Set.of("author:1"), Set.of());
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("pendingInvalidations", 1);
	}

	@Test
	void healthIsUpWhereNoneIsPending() {
		Health health = new TaggedCacheHealthIndicator(application.bean(StoreProbe.class), "shop", this.node,
				UnstorableValues.logged())
			.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("pendingInvalidations", 0);
	}

	static Stream<Named<Consumer<Authors>>> untold() {
		return Stream.of(Named.of("method that throws", (authors) -> attempt(authors::renameAndFail)),
				Named.of("future that fails", (authors) -> attempt(() -> authors.renameFailingFuture().join())),
				Named.of("method that throws instead of a future",
						(authors) -> attempt(() -> authors.throwInsteadOfFuture().join())),
				Named.of("invalidation before a future that fails",
						(authors) -> attempt(() -> authors.renameBeforeFailingFuture().join())),
				Named.of("Mono that fails", (authors) -> attempt(() -> authors.renameFailingMono().block())),
				Named.of("cancelled Mono", (authors) -> authors.renameMono().subscribe().dispose()),
				Named.of("cancelled Flux", (authors) -> authors.renameFlux().subscribe().dispose()),
				Named.of("evict before a Mono that fails",
						(authors) -> attempt(() -> authors.evictBeforeFailingMono(1).block())),
				Named.of("clear before a Mono that fails",
						(authors) -> attempt(() -> authors.clearBeforeFailingMono().block())));
	}

	private static void attempt(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException ex) {
			assertThat(ex).isNotInstanceOf(StoreException.class);
		}
	}

	@ParameterizedTest
	@MethodSource("untold")
	void invalidationOfACallerWhoIsNotToldIsMadeLater(Consumer<Authors> call) {
		application.cutOff();
		call.accept(this.authors);
		application.awaitHeld();
		assertThat(this.cache.get(1L)).isNull();
		application.reconnect();
		application.awaitRecorded();
		assertThat(this.cache.get(1L)).isNull();
		application.awaitMissOnTheOtherNode();
	}

	@Test
	void tagsAreGivenUpWithAnErrorWhenTheTimeIsOver(CapturedOutput output) {
		AtomicLong time = new AtomicLong();
		try (PendingInvalidations pending = new PendingInvalidations(this.node, ForkJoinPool.commonPool(), time::get,
				Duration.ofSeconds(30))) {
			application.cutOff();
			pending.add(Map.of(Mode.HARD, Set.of("author:1", "author:2")), new StoreException("away", null));
			assertThat(this.node.held()).isEqualTo(2);
			time.addAndGet(Duration.ofSeconds(31).toNanos());
			application.awaitRecorded();
		}
		assertThat(output).contains("1 invalidation(s), of 2 tag(s) and 0 key(s), could not be recorded within 30 s")
			.contains("invalidateAll")
			.doesNotContain("author:1");
	}

	@Test
	void invalidationIsMadeAfterEarlierOnesWereGivenUp() {
		try (PendingInvalidations pending = new PendingInvalidations(this.node, ForkJoinPool.commonPool(),
				System::nanoTime, PATIENCE)) {
			application.cutOff();
			pending.add(Map.of(Mode.HARD, Set.of("author:2")), new StoreException("away", null));
			pending.giveUp();
			assertThat(this.node.held()).isZero();
			application.reconnect();
			pending.add(Map.of(Mode.HARD, Set.of("author:1")), new StoreException("away", null));
			application.awaitRecorded();
			assertThat(this.cache.get(1L)).isNull();
		}
	}

	@Test
	void nothingIsHeldAfterTheStop(CapturedOutput output) {
		PendingInvalidations pending = new PendingInvalidations(this.node, ForkJoinPool.commonPool(), System::nanoTime,
				Duration.ofSeconds(30));
		application.cutOff();
		pending.add(Map.of(Mode.SOFT, Set.of("author:1")), new StoreException("away", null));
		pending.close();
		assertThat(this.node.held()).isZero();
		assertThat(output).contains("The application stops before 1 invalidation(s)");
	}

	@Test
	void invalidationThatFailsAfterTheStopIsReportedOnce(CapturedOutput output) {
		AtomicInteger steps = new AtomicInteger();
		PendingInvalidations pending = new PendingInvalidations(this.node, (step) -> steps.incrementAndGet(),
				System::nanoTime, Duration.ofSeconds(30));
		pending.close();
		pending.add(Map.of(Mode.HARD, Set.of("author:1")), new StoreException("away", null));
		assertThat(this.node.held()).isZero();
		assertThat(output).containsOnlyOnce("The application stops before 1 invalidation(s), of 1 tag(s)")
			.contains("away");
		Awaitility.await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> steps.get() == 0);
	}

	@Test
	void namespaceStandsForMoreThanTenThousandNames(CapturedOutput output) {
		this.cache.put(2L, "untagged");
		try (PendingInvalidations pending = new PendingInvalidations(this.node, ForkJoinPool.commonPool(),
				System::nanoTime, PATIENCE)) {
			application.cutOff();
			pending.add(Map.of(Mode.HARD, names(10_000)), new StoreException("away", null));
			assertThat(this.node.held()).isEqualTo(10_000);
			pending.add(Map.of(Mode.SOFT, Set.of("author:1")), new StoreException("away", null));
			assertThat(this.node.held()).isOne();
			application.reconnect();
			application.awaitRecorded();
		}
		assertThat(this.cache.get(2L)).isNull();
		assertThat(output).contains("One invalidation of the whole namespace is sent in their place");
	}

	private static Set<String> names(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "name:" + i).collect(Collectors.toSet());
	}

	/**
	 * The attempt that is under way when the invalidation is given up fails later. It
	 * must not release what another invalidation of the same name holds.
	 */
	@Test
	void nameOfAnInvalidationThatIsGivenUpIsReleasedOnce() {
		AtomicInteger steps = new AtomicInteger();
		Executor executor = (step) -> ForkJoinPool.commonPool().execute(() -> {
			step.run();
			steps.incrementAndGet();
		});
		PendingInvalidations pending = new PendingInvalidations(this.node, executor, System::nanoTime, PATIENCE);
		application.cutOff();
		pending.add(Map.of(Mode.HARD, Set.of("author:1")), new StoreException("away", null));
		Awaitility.await("the attempt is sent").atMost(PATIENCE).until(() -> steps.get() == 1);
		this.node.hold(Set.of("author:1"), Set.of());
		pending.close();
		Awaitility.await("the attempt has failed").atMost(PATIENCE).until(() -> steps.get() == 2);
		assertThat(this.node.held()).isOne();
		this.node.release(Set.of("author:1"), Set.of());
	}

	@EnableCaching
	@EnableTransactionManagement
	static class Authors {

		@InvalidateTags("author:#{#id}")
		public void rename(long id) {
		}

		@InvalidateTags("author:1")
		public void renameAndFail() {
			throw new IllegalStateException("no");
		}

		@InvalidateTags("author:1")
		public CompletableFuture<@Nullable Void> renameFailingFuture() {
			return CompletableFuture.failedFuture(new IOException("no"));
		}

		@InvalidateTags("author:1")
		public CompletableFuture<@Nullable Void> throwInsteadOfFuture() {
			throw new IllegalStateException("no");
		}

		@InvalidateTags(value = "author:1", beforeInvocation = true)
		public CompletableFuture<@Nullable Void> renameBeforeFailingFuture() {
			return CompletableFuture.failedFuture(new IOException("no"));
		}

		@InvalidateTags("author:1")
		public Mono<String> renameFailingMono() {
			return Mono.error(new IOException("no"));
		}

		@InvalidateTags("author:1")
		public Mono<String> renameMono() {
			return Mono.never();
		}

		@InvalidateTags("author:1")
		public Flux<String> renameFlux() {
			return Flux.never();
		}

		@CacheEvict(cacheNames = "authors", beforeInvocation = true)
		public Mono<String> evictBeforeFailingMono(long id) {
			return Mono.error(new IllegalStateException("no"));
		}

		@CacheEvict(cacheNames = "authors", allEntries = true, beforeInvocation = true)
		public Mono<String> clearBeforeFailingMono() {
			return Mono.error(new IllegalStateException("no"));
		}

	}

}
