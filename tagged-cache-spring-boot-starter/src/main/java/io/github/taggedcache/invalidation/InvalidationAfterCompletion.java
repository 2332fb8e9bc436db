package io.github.taggedcache.invalidation;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Invalidates once more when the synchronizations around an invalidation have ended, in
 * which there was no transaction. No caller can be told of a failure then: the
 * invalidation itself must deal with it.
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
