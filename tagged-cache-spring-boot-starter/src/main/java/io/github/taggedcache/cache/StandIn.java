package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.taggedcache.core.load.CallingThread;
import io.github.taggedcache.core.load.LimitedLoad;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.result.LimitedResult;
import io.github.taggedcache.result.ReplacedFailure;
import io.github.taggedcache.result.Replacement;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;
import org.springframework.util.ClassUtils;

/**
 * The stale value that the call of a method has found in its one cache, and what becomes
 * of the value if the method fails, or takes too long. Methods whose load the region runs
 * itself find nothing here: the region does the same for them.
 */
final class StandIn {

	private final Method method;

	private @Nullable Stale stale;

	private @Nullable Throwable thrown;

	StandIn(Method method) {
		this.method = method;
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
		Object replaced = view.isServedOnError()
				? ReplacedFailure.of(result, this.method, (failure) -> value(failure, view, view.executor())
					.thenApply((hit) -> (hit != null) ? new Replacement(hit.value()) : null))
				: result;
		LimitedLoad limits = view.limits();
		return (limits != null) ? LimitedResult.of(replaced, this.method,
				(future) -> limits.of(future, () -> late(view),
						() -> view.late(ClassUtils.getQualifiedMethodName(this.method)), view.executor()),
				view.executor()) : replaced;
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
		return (this.method.getReturnType() == Optional.class) ? Optional.ofNullable(hit.value()) : hit.value();
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
		return (found != null) ? view.readInstead(found, failure, steps) : CompletableFuture.completedFuture(null);
	}

	/**
	 * The value in the place of a load that takes too long.
	 */
	private CompletableFuture<@Nullable HandedOver> late(InvocationCache view) {
		Stale found = stale();
		if (found == null) {
			return CompletableFuture.completedFuture(null);
		}
		return view.readLate(found).thenApply((hit) -> (hit != null) ? new HandedOver(hit.value()) : null);
	}

}
