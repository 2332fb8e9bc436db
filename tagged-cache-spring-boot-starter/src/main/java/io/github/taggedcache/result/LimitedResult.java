package io.github.taggedcache.result;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * Limits how long a caller waits for a future or publisher, which goes on all the same.
 * Of a publisher of many the caller gets all elements together.
 */
public final class LimitedResult {

	private LimitedResult() {
	}

	/**
	 * Limits what a method returned.
	 * @param result what the method returned
	 * @param method the method
	 * @param limits gives a future that may end before another one, with a value of its
	 * own: the list of elements of a publisher of many
	 * @param executor subscribes to a publisher, whose method may block
	 * @return a future or publisher of the method's type; the result itself if it is
	 * neither
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the caller gets it
	public static @Nullable Object of(@Nullable Object result, Method method,
			UnaryOperator<CompletableFuture<@Nullable Object>> limits, Executor executor) {
		if (result instanceof CompletableFuture<?> future) {
			return limits.apply(future.thenApply((value) -> value));
		}
		return (result != null && AsyncMethods.isReactive(method)) ? Publishers.of(result, method, limits, executor)
				: result;
	}

	/**
	 * Only loaded where Reactor is.
	 */
	private static final class Publishers {

		private static Object of(Object result, Method method,
				UnaryOperator<CompletableFuture<@Nullable Object>> limits, Executor executor) {
			ReactiveAdapter adapter = AsyncMethods.adapter(method);
			if (adapter == null) {
				return (result instanceof Flux<?> flux) ? elements(limited(flux.collectList(), limits, executor))
						: limited(Mono.from((Publisher<?>) result), limits, executor);
			}
			Publisher<Object> publisher = adapter.toPublisher(result);
			return adapter.fromPublisher(
					adapter.isMultiValue() ? elements(limited(Flux.from(publisher).collectList(), limits, executor))
							: limited(Mono.from(publisher), limits, executor));
		}

		private static Mono<Object> limited(Mono<?> result, UnaryOperator<CompletableFuture<@Nullable Object>> limits,
				Executor executor) {
			return Mono.deferContextual((context) -> {
				CompletableFuture<@Nullable Object> value = CompletableFuture.completedFuture(result)
					.thenComposeAsync(
							(mono) -> mono.contextWrite(context).toFuture().<Object>thenApply((element) -> element),
							executor);
				return Mono.fromFuture(limits.apply(value), true);
			});
		}

		private static Flux<Object> elements(Mono<Object> list) {
			return list.flatMapMany((value) -> (value instanceof Iterable<?> elements) ? Flux.fromIterable(elements)
					: Flux.just(value));
		}

	}

}
