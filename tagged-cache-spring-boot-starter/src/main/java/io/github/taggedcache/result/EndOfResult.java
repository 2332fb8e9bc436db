package io.github.taggedcache.result;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * The end of what a method returned, whatever its form. Blocks nobody.
 */
public final class EndOfResult {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			EndOfResult.class.getClassLoader());

	private EndOfResult() {
	}

	/**
	 * The value of a result.
	 * @param result a value, a future or a publisher, which is subscribed to
	 * @return the value; the list of elements of a publisher of many. Whoever cancels it
	 * cancels the subscription, but no future of the application
	 */
	public static CompletableFuture<?> of(@Nullable Object result) {
		if (result instanceof CompletionStage<?> stage) {
			return stage.toCompletableFuture().copy();
		}
		ReactiveAdapter adapter = (result != null && REACTOR)
				? ReactiveAdapterRegistry.getSharedInstance().getAdapter(result.getClass()) : null;
		return (result != null && adapter != null) ? Publishers.end(adapter, result)
				: CompletableFuture.completedFuture(result);
	}

	/**
	 * Only loaded where Reactor is.
	 */
	private static final class Publishers {

		private static CompletableFuture<?> end(ReactiveAdapter adapter, Object result) {
			return adapter.isMultiValue() ? Flux.from(adapter.toPublisher(result)).collectList().toFuture()
					: Mono.from(adapter.toPublisher(result)).toFuture();
		}

	}

}
