package io.github.taggedcache.cache;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Invalidates once more when the transaction around an invalidation has ended, whatever
 * its status. Nobody can be told of a failure then but the log: the first one was
 * recorded, so only values that were loaded since then and before the commit stay, until
 * they expire.
 */
final class InvalidationAfterCompletion implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(InvalidationAfterCompletion.class);

	private final Runnable invalidation;

	InvalidationAfterCompletion(Runnable invalidation) {
		this.invalidation = invalidation;
	}

	@Override
	public void afterCompletion(int status) {
		try {
			this.invalidation.run();
		}
		catch (RuntimeException ex) {
			logger.error("Tags could not be invalidated after the transaction that changed what they stand for."
					+ " Values loaded before its end may be served until they expire", ex);
		}
	}

}
