package io.github.taggedcache.result;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What happens when a future or publisher ends, before its caller sees the end.
 */
public interface EndOfCall {

	/**
	 * Whether {@link #succeeded} looks at the result. If not, the elements of a publisher
	 * of many are not collected.
	 * @return whether it does
	 */
	boolean needsResult();

	/**
	 * The result is there.
	 * @param result the value of a future or a publisher of one; the list of elements of
	 * a publisher of many, empty if {@link #needsResult} is false
	 * @return what the caller waits for; a failure of it is the caller's
	 */
	CompletableFuture<Void> succeeded(@Nullable Object result);

	/**
	 * There is no result.
	 * @param thrown the exception that the caller gets
	 * @return what the caller waits for, never a failure
	 */
	CompletableFuture<Void> failed(Throwable thrown);

	/**
	 * A subscriber cancelled. Nobody is left to wait.
	 */
	void cancelled();

	/**
	 * The exception that the caller gets.
	 * @param ex the exception that the future or publisher ended with
	 * @return by default the same
	 */
	default Throwable thrown(Throwable ex) {
		return ex;
	}

}
