package io.github.taggedcache.transaction;

import java.util.Collection;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;

/**
 * Takes over the invalidations of a committed transaction that could not be recorded:
 * they are sent again, and this node takes their tags and keys for invalidated meanwhile.
 */
@FunctionalInterface
public interface FailedInvalidations {

	/**
	 * Takes over invalidations.
	 * @param tags the tags by mode, implicit ones included
	 * @param keys the keys
	 * @param cause why they were not recorded
	 */
	void add(Map<Mode, ? extends Collection<String>> tags, Collection<EntryKey> keys, Throwable cause);

}
