package io.github.taggedcache.result;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Futures;
import org.jspecify.annotations.Nullable;

/**
 * Joins the end of a call to the future or publisher that the call returned: a caller
 * that sees the end can rely on what was joined, and no thread waits for it.
 */
public final class JoinedResult {

	private JoinedResult() {
	}

	/**
	 * Joins the end of a call to what the call returned.
	 * @param result what the method returned
	 * @param method the method
	 * @param end what happens at the end
	 * @return a future or publisher of the method's type; the result itself if it is
	 * neither
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the caller gets it
	public static @Nullable Object of(@Nullable Object result, Method method, EndOfCall end) {
		if (result instanceof CompletableFuture<?> future) {
			return of(future, end);
		}
		return (result != null && AsyncMethods.isReactive(method)) ? JoinedPublisher.of(result, method, end) : result;
	}

	/**
	 * Joins the end of a call to its future.
	 * @param <T> the type of the value
	 * @param future the future that the method returned
	 * @param end what happens at the end
	 * @return a future that ends after that
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the outcome goes to the other future
	public static <T extends @Nullable Object> CompletableFuture<T> of(CompletableFuture<T> future, EndOfCall end) {
		CompletableFuture<T> joined = new CompletableFuture<>();
		future.whenComplete((value, ex) -> {
			Throwable cause = Futures.cause(ex);
			Throwable thrown = (cause != null) ? thrown(cause, end) : null;
			ended(value, thrown, end)
				.whenComplete((done, failure) -> Futures.complete(joined, value, (thrown != null) ? thrown : failure));
		});
		return joined;
	}

	private static Throwable thrown(Throwable cause, EndOfCall end) {
		try {
			return end.thrown(cause);
		}
		catch (RuntimeException | Error ex) {
			return cause;
		}
	}

	/**
	 * What the end throws would be lost in the future of the method, and the caller would
	 * wait for ever.
	 */
	private static <T extends @Nullable Object> CompletableFuture<Void> ended(T value, @Nullable Throwable thrown,
			EndOfCall end) {
		try {
			return (thrown != null) ? end.failed(thrown) : end.succeeded(value);
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
