package io.github.taggedcache.cache;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.annotation.InvalidateTags;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When methods that declare {@code @InvalidateTags} invalidate, and which tags.
 */
class InvalidateTagsTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Authors.class);

	private final Authors authors = application.bean(Authors.class);

	@BeforeEach
	void store() {
		for (long author = 1; author <= 3; author++) {
			application.cache("authors").put(author, "article of " + author, "author:" + author);
		}
	}

	private static boolean isCached(long author) {
		return application.cache("authors").get(author) != null;
	}

	@Test
	void methodInvalidatesWhenItReturned() {
		this.authors.rename(1, () -> assertThat(isCached(1)).isTrue());
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void otherTagsStay() {
		this.authors.rename(1, () -> {
		});
		assertThat(isCached(2)).isTrue();
	}

	@Test
	void invalidationIsThereForOtherNodesWhenTheMethodReturned() {
		application.otherCache("authors").get(1L);
		this.authors.rename(1, () -> {
		});
		assertThat(application.otherCache("authors").get(1L)).isNull();
	}

	@Test
	void exceptionInvalidates() {
		assertThatIllegalStateException().isThrownBy(() -> this.authors.rename(1, Authors::fail));
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void exceptionDoesNotInvalidateWhereItShallNot() {
		assertThatIllegalStateException().isThrownBy(() -> this.authors.renameOrNot(1, Authors::fail));
		assertThat(isCached(1)).isTrue();
	}

	@Test
	void beforeInvocationInvalidatesBeforeTheMethodRuns() {
		this.authors.renameAfter(1, () -> assertThat(isCached(1)).isFalse());
	}

	@Test
	void beforeInvocationDoesNotInvalidateAgain() {
		this.authors.renameAfter(1, () -> application.cache("authors").put(1L, "article of 1", "author:1"));
		assertThat(isCached(1)).isTrue();
	}

	@Test
	void conditionThatIsMetInvalidates() {
		this.authors.renameIf(1, true);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void conditionThatIsNotMetDoesNotInvalidate() {
		this.authors.renameIf(1, false);
		assertThat(isCached(1)).isTrue();
	}

	@Test
	void conditionLooksAtTheResult() {
		this.authors.renameIfChanged(1, false);
		this.authors.renameIfChanged(2, true);
		assertThat(List.of(isCached(1), isCached(2))).containsExactly(true, false);
	}

	@Test
	void eachOfSeveralAnnotationsInvalidates() {
		this.authors.renameTwo(1, 2);
		assertThat(List.of(isCached(1), isCached(2), isCached(3))).containsExactly(false, false, true);
	}

	@Test
	void collectionInvalidatesEachOfItsElements() {
		this.authors.renameAll(List.of(1L, 2L));
		assertThat(List.of(isCached(1), isCached(2), isCached(3))).containsExactly(false, false, true);
	}

	@Test
	void resultIsKnown() {
		this.authors.result(1);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void contentOfAnOptionalIsTheResult() {
		this.authors.optional(1);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void contentOfAFutureIsTheResult() {
		this.authors.future(CompletableFuture.completedFuture(1L)).join();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void contentOfAMonoIsTheResult() {
		this.authors.mono(Mono.just(1L)).block();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void contentOfAFluxIsTheResult() {
		this.authors.flux(Flux.just(1L, 2L)).blockLast();
		assertThat(List.of(isCached(1), isCached(2), isCached(3))).containsExactly(false, false, true);
	}

	@Test
	void templateOfANullResultIsSkipped() {
		this.authors.mono(Mono.empty()).block();
		assertThat(isCached(1)).isTrue();
	}

	@Test
	void softInvalidationInvalidatesWhereNothingStaleIsServed() {
		this.authors.renameSoftly(1);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void futureInvalidatesWhenItCompletes() {
		CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
		CompletableFuture<@Nullable Void> renamed = this.authors.renameLater(1, end);
		assertThat(isCached(1)).isTrue();
		end.complete(null);
		renamed.join();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void futureThatFailsInvalidates() {
		CompletableFuture<@Nullable Void> renamed = this.authors.renameLater(1,
				CompletableFuture.failedFuture(new IllegalStateException("no")));
		assertThat(renamed).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void futureThatIsCancelledInvalidates() {
		CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
		CompletableFuture<@Nullable Void> renamed = this.authors.renameLater(1, end);
		end.cancel(false);
		assertThat(renamed.handle((done, ex) -> ex).join()).isInstanceOf(CancellationException.class);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void futureThatFailsDoesNotInvalidateWhereItShallNot() {
		this.authors.renameLaterOrNot(1, CompletableFuture.failedFuture(new IllegalStateException("no")))
			.exceptionally((ex) -> null)
			.join();
		assertThat(isCached(1)).isTrue();
	}

	@Test
	void exceptionOfAMethodThatReturnsAFutureInvalidates() {
		assertThatIllegalStateException().isThrownBy(() -> this.authors.throwsInsteadOfFuture(1));
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void beforeInvocationOfAFutureInvalidatesBeforeItCompletes() {
		this.authors.beforeFuture(1).join();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void monoInvalidatesWhenItCompletes() {
		Mono<Long> renamed = this.authors.renameMono(1, Mono.fromSupplier(() -> {
			assertThat(isCached(1)).isTrue();
			return 1L;
		}));
		assertThat(isCached(1)).isTrue();
		renamed.block();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void monoInvalidatesAtEachSubscription() {
		Mono<Long> renamed = this.authors.renameMono(1, Mono.just(1L));
		renamed.block();
		store();
		renamed.block();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void emptyMonoInvalidates() {
		this.authors.renameMono(1, Mono.empty()).block();
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void monoThatFailsInvalidates() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.authors.renameMono(1, Mono.error(new IllegalStateException("no"))).block());
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void monoThatIsCancelledInvalidates() {
		Disposable subscription = this.authors.renameMono(1, Mono.never()).subscribe();
		subscription.dispose();
		awaitInvalidation();
	}

	@Test
	void monoThatIsCancelledInvalidatesWhereTheConditionNeedsTheResult() {
		Disposable subscription = this.authors.renameMonoIfChanged(1, Mono.never()).subscribe();
		subscription.dispose();
		awaitInvalidation();
	}

	@Test
	void fluxInvalidatesWhenItCompletes() {
		Sinks.Many<Long> sink = Sinks.many().unicast().onBackpressureBuffer();
		CompletableFuture<List<Long>> renamed = this.authors.renameFlux(1, sink.asFlux()).collectList().toFuture();
		sink.tryEmitNext(1L).orThrow();
		assertThat(isCached(1)).isTrue();
		sink.tryEmitComplete().orThrow();
		assertThat(renamed.join()).containsExactly(1L);
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void fluxThatFailsInvalidates() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.authors.renameFlux(1, Flux.error(new IllegalStateException("no"))).blockLast());
		assertThat(isCached(1)).isFalse();
	}

	@Test
	void fluxThatIsCancelledInvalidates() {
		this.authors.renameFlux(1, Flux.<Long>never().startWith(1L)).take(1).blockLast();
		awaitInvalidation();
	}

	/**
	 * Nobody is told when the invalidation of a cancelled subscription is recorded.
	 */
	private static void awaitInvalidation() {
		Awaitility.await("the invalidation after a cancel").until(() -> !isCached(1));
	}

	@EnableCaching
	static class Authors {

		static void fail() {
			throw new IllegalStateException("no");
		}

		@InvalidateTags("author:#{#id}")
		public void rename(long id, Runnable action) {
			action.run();
		}

		@InvalidateTags(value = "author:#{#id}", onException = false)
		public void renameOrNot(long id, Runnable action) {
			action.run();
		}

		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true)
		public void renameAfter(long id, Runnable action) {
			action.run();
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#really")
		public void renameIf(long id, boolean really) {
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#result")
		public boolean renameIfChanged(long id, boolean changed) {
			return changed;
		}

		@InvalidateTags("author:#{#first}")
		@InvalidateTags("author:#{#second}")
		public void renameTwo(long first, long second) {
		}

		@InvalidateTags("author:#{#ids}")
		public void renameAll(List<Long> ids) {
		}

		@InvalidateTags("author:#{#result}")
		public long result(long id) {
			return id;
		}

		@InvalidateTags("author:#{#result}")
		public Optional<Long> optional(long id) {
			return Optional.of(id);
		}

		@InvalidateTags("author:#{#result}")
		public CompletableFuture<Long> future(CompletableFuture<Long> future) {
			return future;
		}

		@InvalidateTags("author:#{#result}")
		public Mono<Long> mono(Mono<Long> mono) {
			return mono;
		}

		@InvalidateTags("author:#{#result}")
		public Flux<Long> flux(Flux<Long> flux) {
			return flux;
		}

		@InvalidateTags(value = "author:#{#id}", mode = InvalidationMode.SOFT)
		public void renameSoftly(long id) {
		}

		@InvalidateTags("author:#{#id}")
		public CompletableFuture<@Nullable Void> renameLater(long id, CompletableFuture<@Nullable Void> end) {
			return end;
		}

		@InvalidateTags(value = "author:#{#id}", onException = false)
		public CompletableFuture<@Nullable Void> renameLaterOrNot(long id, CompletableFuture<@Nullable Void> end) {
			return end;
		}

		@InvalidateTags("author:#{#id}")
		public CompletableFuture<Void> throwsInsteadOfFuture(long id) {
			throw new IllegalStateException("no");
		}

		@InvalidateTags(value = "author:#{#id}", beforeInvocation = true)
		public CompletableFuture<@Nullable Void> beforeFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@InvalidateTags("author:#{#id}")
		public Mono<Long> renameMono(long id, Mono<Long> mono) {
			return mono;
		}

		@InvalidateTags(value = "author:#{#id}", condition = "#result > 0")
		public Mono<Long> renameMonoIfChanged(long id, Mono<Long> mono) {
			return mono;
		}

		@InvalidateTags("author:#{#id}")
		public Flux<Long> renameFlux(long id, Flux<Long> flux) {
			return flux;
		}

	}

}
