package io.github.taggedcache.documentation;

import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.GuardedStore;

/**
 * Stands for the breaker that the store in memory does not have, so that its meter is
 * there as well.
 */
class StoreWithBreaker implements GuardedStore {

	@Override
	public BreakerState breakerState() {
		return BreakerState.CLOSED;
	}

	@Override
	public void onRecovery(Runnable listener) {
	}

}
