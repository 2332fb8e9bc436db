package io.github.taggedcache.result;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * Puts a value into the place of the failure of a future or publisher. A publisher of
 * many that has given an element keeps its failure.
 */
public final class ReplacedFailure {

	private ReplacedFailure() {
	}

	/**
	 * What a method returned, with a value instead of a failure.
	 * @param result what the method returned
	 * @param method the method
	 * @param replacements gives the value for a failure, or null where the caller is to
	 * get the failure
	 * @return a future or publisher of the method's type; the result itself if it is
	 * neither
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the caller gets it
	public static @Nullable Object of(@Nullable Object result, Method method,
			Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
		if (result instanceof CompletableFuture<?> future) {
			return of(future, replacements);
		}
		return (result != null && AsyncMethods.isReactive(method)) ? Publishers.of(result, method, replacements)
				: result;
	}

	private static CompletableFuture<?> of(CompletableFuture<?> future,
			Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
		CompletableFuture<Object> value = future.thenApply((same) -> same);
		return Futures.unwrapped(value.exceptionallyCompose((ex) -> {
			Throwable cause = Futures.cause(ex);
			Throwable failure = (cause != null) ? cause : ex;
			return replacements.apply(failure)
				.thenCompose(
						(replacement) -> (replacement != null) ? CompletableFuture.completedFuture(replacement.value())
								: CompletableFuture.failedFuture(failure));
		}));
	}

	/**
	 * Only loaded where Reactor is.
	 */
	private static final class Publishers {

		private static Object of(Object result, Method method,
				Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
			ReactiveAdapter adapter = AsyncMethods.adapter(method);
			if (adapter == null) {
				return ofSuspended(result, replacements);
			}
			Publisher<Object> publisher = adapter.toPublisher(result);
			return adapter.fromPublisher(adapter.isMultiValue() ? of(Flux.from(publisher), replacements)
					: of(Mono.from(publisher), replacements));
		}

		private static Object ofSuspended(Object result,
				Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
			if (result instanceof Mono<?> mono) {
				return of(mono.cast(Object.class), replacements);
			}
			return (result instanceof Publisher<?> publisher)
					? of(Flux.from(publisher).cast(Object.class), replacements) : result;
		}

		private static Mono<Object> of(Mono<Object> result,
				Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
			return result.onErrorResume((ex) -> replacement(ex, replacements)
				.flatMap((replacement) -> Mono.justOrEmpty(replacement.value())));
		}

		private static Flux<Object> of(Flux<Object> result,
				Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
			return Flux.defer(() -> {
				AtomicBoolean begun = new AtomicBoolean();
				return result.doOnNext((element) -> begun.set(true))
					.onErrorResume((ex) -> begun.get() ? Mono.error(ex)
							: replacement(ex, replacements)
								.flatMapMany((replacement) -> (replacement.value() instanceof Iterable<?> elements)
										? Flux.fromIterable(elements) : Flux.empty()));
			});
		}

		private static Mono<Replacement> replacement(Throwable ex,
				Function<Throwable, CompletableFuture<@Nullable Replacement>> replacements) {
			return Mono.fromFuture(() -> replacements.apply(ex)).switchIfEmpty(Mono.error(ex));
		}

	}

}
