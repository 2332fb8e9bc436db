package io.github.taggedcache.audit;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a call was served, as the auditor sees it.
 */
public interface AuditedEntry {

	/**
	 * The key of the entry.
	 * @return the key
	 */
	EntryKey key();

	/**
	 * Reads the entry as the call did, on the calling thread.
	 * @return the entry; null if it serves no longer
	 */
	@Nullable Hit read();

	/**
	 * Where what the method returned differs from what the cache holds.
	 * @param loaded the one
	 * @param cached the other
	 * @return the path of the first difference; null if there is none
	 */
	@Nullable String difference(Object loaded, Object cached);

	/**
	 * What is known about the entry.
	 * @return the explanation
	 */
	Explanation explain();

}
