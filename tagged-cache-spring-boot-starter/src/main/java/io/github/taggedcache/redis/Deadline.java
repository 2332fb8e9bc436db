package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.util.Timeout;
import io.netty.util.Timer;

/**
 * Deadlines of answers, by the driver's timer. It is exact to a tenth of a second. Unlike
 * {@link CompletableFuture#orTimeout}, a deadline that is not reached wakes no thread.
 */
final class Deadline {

	private Deadline() {
	}

	/**
	 * Has an answer fail with a {@link TimeoutException} if it does not come in time.
	 * @return the answer
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // it is the same outcome
	static <T> CompletableFuture<T> limit(CompletableFuture<T> answer, long nanos, Timer timer) {
		if (!answer.isDone()) {
			Timeout deadline = timer.newTimeout((late) -> answer.completeExceptionally(new TimeoutException()), nanos,
					TimeUnit.NANOSECONDS);
			answer.whenComplete((value, ex) -> deadline.cancel());
		}
		return answer;
	}

}
