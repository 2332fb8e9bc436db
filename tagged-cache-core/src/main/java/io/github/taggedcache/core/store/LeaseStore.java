package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;

/**
 * The leases of entries, for all nodes. At most one owner holds the lease of an entry at
 * a time. The store may lose any lease at any time: that costs a load. Each method is one
 * command. The command is sent when the method is called, and the store takes commands
 * for one entry and its lease in the order in which they are sent: who acquires a lease
 * and then asks for the entry finds what was sent before the release. Failures complete
 * the future with a {@link StoreException}.
 */
public interface LeaseStore {

	/**
	 * Acquires the lease of an entry, if nobody holds it.
	 * @param key the key of the entry; entries of one key in different forms have
	 * different leases
	 * @param owner who asks; different each time
	 * @param leaseMillis how long the lease lasts if it is not released, in ms; positive
	 * @return whether the owner holds it now
	 */
	CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis);

	/**
	 * Releases the lease of an entry, if the owner still holds it.
	 * @param key the key of the entry, in its form
	 * @param owner who acquired it
	 * @return whether the owner held it
	 */
	CompletableFuture<Boolean> release(EntryKey key, String owner);

	/**
	 * Ends the lease of an entry, whoever holds it. Costs the store much less than
	 * {@link #release}. For an owner whose lease cannot be over: if it is all the same,
	 * the lease of another owner ends, which costs a load.
	 * @param key the key of the entry, in its form
	 * @return whether there was a lease
	 */
	CompletableFuture<Boolean> free(EntryKey key);

}
