package io.github.taggedcache.transaction;

import java.util.Collection;
import java.util.Map;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.name.EntryKey;

/**
 * Keeps invalidations in the database of a transaction, in the transaction itself, until
 * they are recorded in the store. A process that dies between the commit and the store
 * then loses no invalidation. An application that has a bean of this type needs nothing
 * else.
 */
public interface InvalidationOutbox {

	/**
	 * Whether the current transaction of the calling thread is one of the database of
	 * this outbox. The outbox takes nothing of other transactions. Asked at each
	 * invalidation in a transaction, and before the commit.
	 * @return whether {@link #record} may be called
	 */
	boolean isUsable();

	/**
	 * Keeps the invalidations of a transaction. Called on the thread of the transaction,
	 * inside it: before the commit, or at once if the commit has begun already. An
	 * exception ends the commit.
	 * @param tags the tags by mode, implicit ones included
	 * @param keys the keys
	 * @return is told when the invalidations are recorded in the store
	 */
	Receipt record(Map<InvalidationMode, ? extends Collection<String>> tags, Collection<EntryKey> keys);

	/**
	 * Stands for invalidations that an outbox keeps.
	 */
	interface Receipt {

		/**
		 * Takes note that the invalidations are recorded in the store. Called after the
		 * commit, on any thread; never after a rollback.
		 */
		void delivered();

	}

}
