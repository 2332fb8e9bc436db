package io.github.taggedcache.result;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Watches how a method's Flux hands over its elements. A pass is one call in which the
 * source hands over elements: a source that has its elements at hand hands over all of
 * them, and the end, in one pass.
 * <p>
 * A subscriber that has enough after the first element cancels in the middle of a pass,
 * while the list for the cache is still being collected. The next caller of the method
 * waits for the end of that pass: if the pass brought the end of the Flux, the list is
 * being written. The next caller does not wait for an element that comes in a later pass.
 */
public final class ElementPasses {

	private int running;

	private @Nullable CompletableFuture<Void> end;

	/**
	 * Whether a result hands over its elements in passes.
	 * @param result what a method returned; Reactor must be there
	 * @return true for a Flux
	 */
	public static boolean has(Object result) {
		return result instanceof Flux;
	}

	/**
	 * Watches a result that {@link #has} passes.
	 * @param result the Flux of a method
	 * @return a Flux with the same elements
	 */
	public Object watch(Object result) {
		return watch((Flux<?>) result);
	}

	private <T> Flux<T> watch(Flux<T> source) {
		return Flux.from((subscriber) -> source.subscribe(new Watched<>(Operators.toCoreSubscriber(subscriber))));
	}

	/**
	 * The end of the running passes.
	 * @return completes then; is complete if no pass runs
	 */
	public synchronized CompletableFuture<Void> end() {
		if (this.running == 0) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.end == null) {
			this.end = new CompletableFuture<>();
		}
		return this.end;
	}

	private void pass(Runnable handOver) {
		synchronized (this) {
			this.running++;
		}
		try {
			handOver.run();
		}
		finally {
			passed();
		}
	}

	private void passed() {
		CompletableFuture<Void> ended = null;
		synchronized (this) {
			if (--this.running == 0) {
				ended = this.end;
				this.end = null;
			}
		}
		if (ended != null) {
			ended.complete(null);
		}
	}

	private final class Watched<T> implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> actual;

		private @Nullable Subscription source;

		Watched(CoreSubscriber<? super T> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.source = subscription;
			pass(() -> this.actual.onSubscribe(this));
		}

		@Override
		public void onNext(T element) {
			pass(() -> this.actual.onNext(element));
		}

		@Override
		public void onError(Throwable ex) {
			pass(() -> this.actual.onError(ex));
		}

		@Override
		public void onComplete() {
			pass(this.actual::onComplete);
		}

		@Override
		public void request(long elements) {
			Subscription subscription = this.source;
			if (subscription != null) {
				pass(() -> subscription.request(elements));
			}
		}

		@Override
		public void cancel() {
			Subscription subscription = this.source;
			if (subscription != null) {
				subscription.cancel();
			}
		}

	}

}
