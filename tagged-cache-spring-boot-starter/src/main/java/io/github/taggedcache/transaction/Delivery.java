package io.github.taggedcache.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.transaction.Change.Write;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to the caches what a transaction has said that it does. An invalidation that fails
 * is handed to those who send it again, whatever its caller is told.
 */
final class Delivery {

	private static final Logger logger = LoggerFactory.getLogger(Delivery.class);

	private final Node node;

	private final Executor executor;

	private final FailedInvalidations failed;

	Delivery(Node node, Executor executor, FailedInvalidations failed) {
		this.node = node;
		this.executor = executor;
		this.failed = failed;
	}

	/**
	 * Carries out a plan. One round trip for all that becomes old, and then those of the
	 * values; waits for them.
	 * @param receipts are told when everything is recorded, on another thread: the
	 * calling thread may still hold the connection of the transaction
	 * @return the first failure; null if there was none
	 */
	@Nullable RuntimeException deliver(Plan plan, List<Receipt> receipts) {
		RuntimeException failure = await(invalidate(plan));
		boolean isRecorded = (failure == null);
		List<CompletableFuture<?>> written = new ArrayList<>();
		List<Write> writes = new ArrayList<>();
		plan.puts().forEach((put) -> writes.add(put.value()));
		plan.stores().forEach((store) -> writes.add(store.value()));
		writes.forEach((write) -> written.add(begin(write)));
		for (int i = 0; i < writes.size(); i++) {
			RuntimeException ofWrite = await(written.get(i));
			// A put is a key event as well; a load that was not stored makes nothing old
			isRecorded &= (ofWrite == null || i >= plan.puts().size());
			RuntimeException thrown = (ofWrite != null) ? told(writes.get(i), ofWrite) : null;
			failure = (failure != null) ? failure : thrown;
		}
		if (isRecorded && !receipts.isEmpty() && this.node.held() == 0) {
			tell(receipts);
		}
		return failure;
	}

	private CompletableFuture<?> invalidate(Plan plan) {
		List<CompletableFuture<?>> sent = new ArrayList<>();
		plan.tags().forEach((mode, names) -> {
			Consumer<List<Appended>> own = plan.own().get(mode);
			CompletableFuture<List<Appended>> appended = invalidate(names, mode);
			sent.add((own != null) ? appended.thenAccept(own) : appended);
		});
		plan.clearings()
			.forEach((region) -> sent.add(
					sentAgain(region.clear(), Map.of(Mode.HARD, List.of(TagName.ofRegion(region.name()))), List.of())));
		plan.evictions().forEach((region, keys) -> sent.add(sentAgain(region.evictAll(keys), Map.of(), keys)));
		return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
	}

	private CompletableFuture<List<Appended>> invalidate(Collection<String> tags, Mode mode) {
		return sentAgain(this.node.invalidate(tags, mode), Map.of(mode, tags), List.of());
	}

	<T> CompletableFuture<T> sentAgain(CompletableFuture<T> sent, Map<Mode, ? extends Collection<String>> tags,
			Collection<EntryKey> keys) {
		return sent.whenComplete((done, ex) -> {
			Throwable cause = Futures.cause(ex);
			if (cause != null) {
				this.failed.add(tags, keys, cause);
			}
		});
	}

	private static CompletableFuture<?> begin(Write write) {
		try {
			return write.begin().get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static @Nullable RuntimeException await(CompletableFuture<?> answer) {
		try {
			Futures.await(answer);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/**
	 * Tells of a value that was not written. The error handler of the application may
	 * throw.
	 */
	private static @Nullable RuntimeException told(Write write, RuntimeException failure) {
		try {
			write.failure().accept(failure);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/**
	 * An outbox that hears of nothing sends its invalidations again.
	 */
	private void tell(List<Receipt> receipts) {
		try {
			this.executor.execute(() -> receipts.forEach(Delivery::tell));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			logger.debug("No thread tells an outbox that its invalidations are recorded", ex);
		}
	}

	private static void tell(Receipt receipt) {
		try {
			receipt.delivered();
		}
		catch (RuntimeException ex) {
			logger.warn("An outbox was not told that its invalidations are recorded, and will send them again", ex);
		}
	}

	/**
	 * Invalidates tags at once and waits. One round trip.
	 * @param isRetried whether a failure is also handed to those who send it again
	 * @throws io.github.taggedcache.core.store.StoreException if that failed
	 */
	void invalidateNow(Collection<String> tags, Mode mode, boolean isRetried) {
		Futures.await(isRetried ? invalidate(tags, mode) : this.node.invalidate(tags, mode));
	}

}
