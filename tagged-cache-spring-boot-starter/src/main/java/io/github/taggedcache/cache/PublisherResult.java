package io.github.taggedcache.cache;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
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

	/**
	 * What a method returned; a Flux in a form that tells when its elements come.
	 */
	static @Nullable Object watched(@Nullable Object result, Invocation invocation) {
		return (result instanceof Flux<?> flux) ? invocation.watching().watch(flux) : result;
	}

	static Object joined(Object result, Method method, Invocation invocation) {
		ReactiveAdapter adapter = AnnotatedMethods.adapter(method);
		if (adapter == null) {
			return suspended(result, invocation);
		}
		Publisher<Object> publisher = adapter.toPublisher(result);
		return adapter.fromPublisher(adapter.isMultiValue() ? joined(Flux.from(publisher), invocation)
				: joined(Mono.from(publisher), invocation));
	}

	/**
	 * What Spring makes of a suspending function: a publisher of many where that returns
	 * a flow.
	 */
	private static Object suspended(Object result, Invocation invocation) {
		if (result instanceof Mono<?> mono) {
			return joined(mono, invocation);
		}
		return (result instanceof Publisher<?> publisher) ? joined(Flux.from(publisher), invocation) : result;
	}

	private static <T> Mono<T> joined(Mono<T> result, Invocation invocation) {
		return result.onErrorMap(AsyncResult::unwrapped)
			.materialize()
			.flatMap((signal) -> Mono.fromFuture(invocation::written, true)
				.onErrorResume((ex) -> signal.isOnError(), (ex) -> Mono.empty())
				.thenReturn(signal))
			.dematerialize();
	}

	private static <T> Flux<T> joined(Flux<T> result, Invocation invocation) {
		return result.onErrorMap(AsyncResult::unwrapped)
			.onErrorResume((ex) -> Mono.fromFuture(invocation::written, true)
				.onErrorResume((failure) -> Mono.empty())
				.then(Mono.error(ex)))
			.concatWith(Mono.fromFuture(invocation::written, true).then(Mono.empty()))
			.doOnCancel(invocation::cancelled);
	}

}
