package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * Joins the writes of an invocation to the future or publisher that it returns: who has
 * its result can rely on them, and no thread waits for them.
 */
final class AsyncResult {

	private AsyncResult() {
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it is the method's result
	static @Nullable Object joined(@Nullable Object result, Method method, Invocation invocation) {
		if (result == null || !invocation.isAsync() || invocation.views().isEmpty()) {
			return result;
		}
		if (result instanceof CompletableFuture<?> future) {
			return joined(future, invocation);
		}
		return AnnotatedMethods.isReactive(method) ? PublisherResult.joined(result, method, invocation) : result;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	private static <T extends @Nullable Object> CompletableFuture<T> joined(CompletableFuture<T> future,
			Invocation invocation) {
		CompletableFuture<T> joined = new CompletableFuture<>();
		future.whenComplete((value, ex) -> invocation.written()
			.whenComplete((done, failure) -> Futures.complete(joined, value, (ex != null) ? unwrapped(ex) : failure)));
		return joined;
	}

	/**
	 * What a method threw instead of returning a future or publisher. Spring's
	 * interceptor wraps it, and takes it out again only where it is thrown and not where
	 * it has become the end of an earlier future or publisher.
	 */
	static Throwable unwrapped(Throwable ex) {
		return (Futures.cause(ex) instanceof ThrowableWrapper wrapper) ? wrapper.getOriginal() : ex;
	}

}
