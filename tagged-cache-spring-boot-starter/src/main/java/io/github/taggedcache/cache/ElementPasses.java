package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Watches how a method's Flux hands over its elements. A pass is one call by which it
 * does so: a source that has its elements at hand hands over all of them, and its end, in
 * one pass.
 * <p>
 * A subscriber that has enough after the first element cancels in the middle of a pass,
 * while the list for the cache is still being collected. Whoever calls the method next
 * waits for the end of that pass: if it brought the end of the Flux, the list is being
 * written. An element that comes later, in a pass of its own, is not waited for.
 */
final class ElementPasses {

	private int running;

	private @Nullable CompletableFuture<Void> end;

	<T> Flux<T> watch(Flux<T> source) {
		return Flux.from((subscriber) -> source.subscribe(new Watched<>(Operators.toCoreSubscriber(subscriber))));
	}

	/**
	 * The end of the passes that are going on.
	 * @return completes then, or is complete if there are none
	 */
	synchronized CompletableFuture<Void> end() {
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
