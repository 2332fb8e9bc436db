package io.github.taggedcache.cache;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Invalidates once more when the transaction around an invalidation has ended, whatever
 * its status. Nobody can be told of a failure then: the invalidation has to deal with it.
 */
final class InvalidationAfterCompletion implements TransactionSynchronization {

	private final Runnable invalidation;

	InvalidationAfterCompletion(Runnable invalidation) {
		this.invalidation = invalidation;
	}

	@Override
	public void afterCompletion(int status) {
		this.invalidation.run();
	}

}
