package io.github.taggedcache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A store behind a circuit breaker: while the store does not answer, calls fail at once.
 */
public interface GuardedStore {

	/**
	 * The state of the breaker.
	 * @return the state; null if the breaker is switched off
	 */
	@Nullable BreakerState breakerState();

	/**
	 * Has something run each time that the breaker closes, because the store answers
	 * again.
	 * @param listener runs on the thread that brings the answer; returns at once
	 */
	void onRecovery(Runnable listener);

}
