package io.github.taggedcache.result;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

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
	 * The end of one subscription to a publisher.
	 * @param context the context of the subscriber
	 * @return by default the same for all
	 */
	default EndOfCall of(ContextView context) {
		return this;
	}

	/**
	 * What a subscriber gets, who is in a reactive transaction.
	 * @param result what the method returned
	 * @return by default the same
	 */
	default @Nullable Object source(Object result) {
		return result;
	}

	/**
	 * The exception that the caller gets.
	 * @param ex the exception that the future or publisher ended with
	 * @return by default the same
	 */
	default Throwable thrown(Throwable ex) {
		return ex;
	}

}
