package io.github.taggedcache.core.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Sends names in slices that the log takes at once.
 * <p>
 * At most {@value #NAMES_IN_FLIGHT} names wait for their answers: as many as an entry may
 * have share one round trip. Of very many names, the last slice is not sent long before
 * the store can answer it: the store's time limit begins when a slice is sent.
 * <p>
 * If a slice fails, all remaining slices are sent at once. Each is tried, and a store
 * that does not answer is waited for once more, not once a slice.
 *
 * @param <T> the type of the names
 * @param <R> the type of the answers
 */
final class Slices<T, R> {

	private static final int NAMES_IN_FLIGHT = 10_000;

	private final List<List<T>> slices;

	private final Function<List<T>, CompletableFuture<R>> sender;

	private final List<CompletableFuture<R>> answers = new ArrayList<>();

	private final AtomicInteger sent = new AtomicInteger();

	private volatile boolean failed;

	private Slices(List<List<T>> slices, Function<List<T>, CompletableFuture<R>> sender) {
		this.slices = slices;
		this.sender = sender;
		slices.forEach((slice) -> this.answers.add(new CompletableFuture<>()));
	}

	/**
	 * Sends all names.
	 * @param <T> the type of the names
	 * @param <R> the type of the answers
	 * @param names the names
	 * @param size most names of a slice
	 * @param sender sends one slice
	 * @return the answers in the order of the slices; fails after all slices have ended,
	 * if any of them failed
	 */
	static <T, R> CompletableFuture<List<R>> send(Collection<T> names, int size,
			Function<List<T>, CompletableFuture<R>> sender) {
		Slices<T, R> slices = new Slices<>(of(names, size), sender);
		for (int i = 0; i < NAMES_IN_FLIGHT / size; i++) {
			slices.sendNext();
		}
		return Futures.all(slices.answers);
	}

	private static <T> List<List<T>> of(Collection<T> names, int size) {
		List<T> all = List.copyOf(names);
		List<List<T>> slices = new ArrayList<>();
		for (int from = 0; from < all.size(); from += size) {
			slices.add(all.subList(from, Math.min(all.size(), from + size)));
		}
		return slices;
	}

	/**
	 * Sends slices until one has no answer yet. A loop and no recursion, so that the
	 * stack does not grow by the number of slices. After a failure it sends all that are
	 * left.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome is passed on
	private void sendNext() {
		boolean onTheirWay = false;
		while (!onTheirWay || this.failed) {
			int index = this.sent.getAndIncrement();
			if (index >= this.slices.size()) {
				return;
			}
			CompletableFuture<R> answer = answer(index);
			onTheirWay = !answer.isDone();
			answer.whenComplete((result, failure) -> ended(index, result, failure));
			if (onTheirWay) {
				answer.whenComplete((result, failure) -> sendNext());
			}
		}
	}

	private CompletableFuture<R> answer(int index) {
		try {
			return this.sender.apply(this.slices.get(index));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void ended(int index, @Nullable R result, @Nullable Throwable failure) {
		if (failure == null) {
			this.answers.get(index).complete(result);
		}
		else {
			this.failed = true;
			this.answers.get(index).completeExceptionally(failure);
		}
	}

}
