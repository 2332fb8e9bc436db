package io.github.taggedcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.resource.ClientResources;
import io.netty.util.Timeout;

/**
 * Deadlines of answers, by the driver's timer: an answer that does not come fails a tenth
 * of a second late at most, on a thread of the driver's executor. Unlike
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
	static <T> CompletableFuture<T> limit(CompletableFuture<T> answer, long nanos, ClientResources driver) {
		if (!answer.isDone()) {
			Timeout deadline = driver.timer()
				.newTimeout(
						(late) -> driver.eventExecutorGroup()
							.execute(() -> answer.completeExceptionally(new TimeoutException())),
						nanos, TimeUnit.NANOSECONDS);
			answer.whenComplete((value, ex) -> deadline.cancel());
		}
		return answer;
	}

}
