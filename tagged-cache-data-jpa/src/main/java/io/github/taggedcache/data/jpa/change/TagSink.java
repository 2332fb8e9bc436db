package io.github.taggedcache.data.jpa.change;

import java.util.Collection;

/**
 * Takes the tags of changed rows.
 */
public interface TagSink {

	/**
	 * Whether {@link #invalidate} waits for the commit of Spring's transaction.
	 * @return false if it does not, so that it must not be called before the commit
	 */
	boolean isTransactionAware();

	/**
	 * Invalidates tags: at the commit of Spring's transaction if there is one on the
	 * calling thread, else at once.
	 * @param tags the tags
	 */
	void invalidate(Collection<String> tags);

	/**
	 * Invalidates the tags of a transaction that has committed already, and that Spring
	 * knows nothing of: at once, whatever Spring's transaction. A failure is not thrown,
	 * as it would look like one of the commit: the invalidation is sent again.
	 * @param tags the tags
	 */
	void invalidateCommitted(Collection<String> tags);

}
