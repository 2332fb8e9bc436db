package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * The part of {@link AsyncResult} that needs Reactor.
 */
final class PublisherResult {

	private PublisherResult() {
	}

	static Object joined(Object result, Method method, Supplier<CompletableFuture<Void>> written) {
		ReactiveAdapter adapter = AnnotatedMethods.adapter(method);
		if (adapter == null) {
			return suspended(result, written);
		}
		Publisher<Object> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(
				adapter.isMultiValue() ? joined(Flux.from(publisher), written) : joined(Mono.from(publisher), written));
	}

	/**
	 * What Spring makes of a suspending function: a publisher of many where that returns
	 * a flow.
	 */
	private static Object suspended(Object result, Supplier<CompletableFuture<Void>> written) {
		if (result instanceof Mono<?> mono) {
			return joined(mono, written);
		}
		return (result instanceof Publisher<?> publisher) ? joined(Flux.from(publisher), written) : result;
	}

	private static <T> Mono<T> joined(Mono<T> result, Supplier<CompletableFuture<Void>> written) {
		return result.onErrorMap(AsyncResult::unwrapped)
			.materialize()
			.flatMap((signal) -> Mono.fromFuture(written, true)
				.onErrorResume((ex) -> signal.isOnError(), (ex) -> Mono.empty())
				.thenReturn(signal))
			.dematerialize();
	}

	private static <T> Flux<T> joined(Flux<T> result, Supplier<CompletableFuture<Void>> written) {
		return result.onErrorMap(AsyncResult::unwrapped)
			.onErrorResume((
					ex) -> Mono.fromFuture(written, true).onErrorResume((failure) -> Mono.empty()).then(Mono.error(ex)))
			.concatWith(Mono.fromFuture(written, true).then(Mono.empty()));
	}

}
