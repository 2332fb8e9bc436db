package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.load.CallingThread;
import io.github.taggedcache.core.load.LimitedLoad;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.result.LimitedResult;
import io.github.taggedcache.result.ReplacedFailure;
import io.github.taggedcache.result.Replacement;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * The stale value that the call of a method has found in its one cache, and what becomes
 * of the value if the method fails, or takes too long. Methods whose load the region runs
 * itself find nothing here: the region does the same for them.
 */
final class StandIn {

	private final Invocation invocation;

	private @Nullable Stale stale;

	private @Nullable Throwable thrown;

	StandIn(Invocation invocation) {
		this.invocation = invocation;
	}

	synchronized void found(Stale found) {
		this.stale = found;
	}

	private synchronized @Nullable Stale stale() {
		return this.stale;
	}

	/**
	 * Takes note of what the method threw, or its future or publisher failed with.
	 */
	synchronized void failed(Throwable failure) {
		this.thrown = failure;
	}

	/**
	 * Puts the value into the place of the failure of a future or publisher, or of what
	 * takes too long.
	 */
	@Nullable Object replaced(@Nullable Object result, InvocationCache view) {
		Method method = this.invocation.call().method();
		Executor executor = view.access().executor();
		Object replaced = isServedOnError(view)
				? ReplacedFailure.of(result, method, (failure) -> value(failure, view, executor)
					.thenApply((hit) -> (hit != null) ? new Replacement(hit.value()) : null))
				: result;
		LimitedLoad limits = view.asked().limits();
		return (limits != null)
				? LimitedResult.of(replaced, method,
						(future) -> limits.of(future, () -> late(view),
								() -> view.asked().late(this.invocation.call().methodName()), executor),
						executor)
				: replaced;
	}

	private static boolean isServedOnError(InvocationCache view) {
		return !view.region().settings().stale().ifError().isZero();
	}

	/**
	 * The value in the place of what the method threw, as the method would return it.
	 */
	@Nullable Object replaced(RuntimeException failure, InvocationCache view) {
		Throwable cause = (failure instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : failure;
		CallingThread thread = new CallingThread();
		Hit hit = thread.await(value(cause, view, thread));
		if (hit == null) {
			throw failure;
		}
		return (this.invocation.call().method().getReturnType() == Optional.class) ? Optional.ofNullable(hit.value())
				: hit.value();
	}

	/**
	 * The value in the place of a failure. What is not the method's own exception stays.
	 * @return null if the caller is to get the failure
	 */
	private CompletableFuture<@Nullable Hit> value(Throwable failure, InvocationCache view, Executor steps) {
		Stale found;
		synchronized (this) {
			found = (failure == this.thrown) ? this.stale : null;
		}
		return (found != null)
				? obtained(view.access()
					.readInstead(found, failure, this.invocation.call().type(), view.declared(), steps), view)
				: CompletableFuture.completedFuture(null);
	}

	/**
	 * The value in the place of a load that takes too long.
	 */
	private CompletableFuture<@Nullable HandedOver> late(InvocationCache view) {
		Stale found = stale();
		if (found == null) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable Hit> served = view.region()
			.stale()
			.serveInstead(found, this.invocation.call().type(), view.declared(), StaleReason.TIMEOUT,
					view.access().executor());
		return obtained(served, view).thenApply((hit) -> (hit != null) ? new HandedOver(hit.value()) : null);
	}

	/**
	 * What the call gets of a stale value that is served: nothing if its transaction has
	 * made the value old. The value counts as one that the call has obtained.
	 */
	private CompletableFuture<@Nullable Hit> obtained(CompletableFuture<@Nullable Hit> served, InvocationCache view) {
		return served.thenApply((hit) -> {
			EntryKey key = view.asked().key();
			if (hit == null || (key != null && view.transaction().isOld(key, hit.tags()))) {
				return null;
			}
			hit.addTo(this.invocation.collector());
			return hit;
		});
	}

}
