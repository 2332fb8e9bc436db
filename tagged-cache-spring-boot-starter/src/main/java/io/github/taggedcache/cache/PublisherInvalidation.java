package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.core.ReactiveAdapter;

/**
 * Invalidations joined to a publisher, for each subscription: it ends when they are
 * recorded. A subscriber that cancels invalidates as well; nobody waits for that.
 */
final class PublisherInvalidation {

	private PublisherInvalidation() {
	}

	static Object joined(Object result, Method method, AsyncInvalidation invalidation) {
		ReactiveAdapter adapter = AnnotatedMethods.adapter(method);
		if (adapter == null) {
			return suspended(result, invalidation);
		}
		Publisher<Object> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? joined(Flux.from(publisher), invalidation)
				: joined(Mono.from(publisher), invalidation));
	}

	/**
	 * What Spring makes of a suspending function: a publisher of many where that returns
	 * a flow.
	 */
	private static Object suspended(Object result, AsyncInvalidation invalidation) {
		if (result instanceof Mono<?> mono) {
			return joined(mono, invalidation);
		}
		return (result instanceof Publisher<?> publisher) ? joined(Flux.from(publisher), invalidation) : result;
	}

	private static <T> Mono<T> joined(Mono<T> result, AsyncInvalidation invalidation) {
		return result.materialize()
			.flatMap((signal) -> Mono.fromFuture(ended(signal, invalidation), true).thenReturn(signal))
			.<T>dematerialize()
			.doOnCancel(() -> cancelled(invalidation));
	}

	private static CompletableFuture<Void> ended(Signal<?> signal, AsyncInvalidation invalidation) {
		Throwable thrown = signal.getThrowable();
		return (thrown != null) ? invalidation.failed(thrown) : invalidation.succeeded(signal.get());
	}

	private static <T> Flux<T> joined(Flux<T> result, AsyncInvalidation invalidation) {
		return Flux.defer(() -> {
			List<T> elements = new ArrayList<>();
			Flux<T> watched = invalidation.needsResult() ? result.doOnNext(elements::add) : result;
			return watched
				.onErrorResume((ex) -> Mono.fromFuture(() -> invalidation.failed(ex), true).then(Mono.error(ex)))
				.concatWith(Mono.fromFuture(() -> invalidation.succeeded(elements), true).then(Mono.empty()))
				.doOnCancel(() -> cancelled(invalidation));
		});
	}

	/**
	 * The method may have changed something. This is no success with null: a condition
	 * that looks at the result would not be met then.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
	private static void cancelled(AsyncInvalidation invalidation) {
		invalidation.failed(new CancellationException());
	}

}
