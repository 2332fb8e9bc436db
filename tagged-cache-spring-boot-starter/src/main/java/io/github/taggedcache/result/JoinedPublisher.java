package io.github.taggedcache.result;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.core.ReactiveAdapter;

/**
 * The part of {@link JoinedResult} that needs Reactor. Each subscription has an end of
 * its own.
 */
final class JoinedPublisher {

	private JoinedPublisher() {
	}

	static Object of(Object result, Method method, EndOfCall end) {
		ReactiveAdapter adapter = AsyncMethods.adapter(method);
		if (adapter == null) {
			return ofSuspended(result, end);
		}
		return adapter.fromPublisher(adapter.isMultiValue() ? Flux.deferContextual((context) -> {
			EndOfCall own = end.of(context);
			return of(Flux.defer(() -> adapter.toPublisher(own.source(result))), own);
		}) : Mono.deferContextual((context) -> {
			EndOfCall own = end.of(context);
			return of(Mono.defer(() -> Mono.from(adapter.toPublisher(own.source(result)))), own);
		}));
	}

	/**
	 * Joins the end of a suspending function. Spring makes a publisher of it: of many if
	 * the function returns a flow.
	 */
	private static Object ofSuspended(Object result, EndOfCall end) {
		if (result instanceof Mono<?>) {
			return Mono.deferContextual((context) -> {
				EndOfCall own = end.of(context);
				return of(Mono.defer(() -> Mono.from(publisher(own.source(result)))), own);
			});
		}
		return (result instanceof Publisher<?>) ? Flux.deferContextual((context) -> {
			EndOfCall own = end.of(context);
			return of(Flux.defer(() -> publisher(own.source(result))), own);
		}) : result;
	}

	private static Publisher<?> publisher(@Nullable Object source) {
		return (source instanceof Publisher<?> publisher) ? publisher : Mono.justOrEmpty(source);
	}

	private static <T> Mono<T> of(Mono<T> result, EndOfCall end) {
		return result.onErrorMap(end::thrown)
			.materialize()
			.flatMap((signal) -> Mono.fromFuture(ended(signal, end), true).thenReturn(signal))
			.<T>dematerialize()
			.doOnCancel(end::cancelled);
	}

	private static CompletableFuture<Void> ended(Signal<?> signal, EndOfCall end) {
		Throwable thrown = signal.getThrowable();
		return (thrown != null) ? end.failed(thrown) : end.succeeded(signal.get());
	}

	private static <T> Flux<T> of(Flux<T> result, EndOfCall end) {
		return Flux.defer(() -> {
			List<T> elements = new ArrayList<>();
			Flux<T> watched = end.needsResult() ? result.doOnNext(elements::add) : result;
			return watched.onErrorMap(end::thrown)
				.onErrorResume((ex) -> Mono.fromFuture(() -> end.failed(ex), true).then(Mono.error(ex)))
				.concatWith(Mono.fromFuture(() -> end.succeeded(elements), true).then(Mono.empty()))
				.doOnCancel(end::cancelled);
		});
	}

}
