package io.github.taggedcache.core.node;

import java.util.Collection;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;

/**
 * Is told of each invalidation that the store did not take, or of which nobody knows
 * whether the store took it.
 */
@FunctionalInterface
public interface UnrecordedInvalidations {

	/** Takes over none, so that their callers get the failure. */
	UnrecordedInvalidations THROWN = (tags, mode, keys, cause) -> false;

	/**
	 * Takes over an invalidation, or leaves it to its caller. Returns at once.
	 * @param tags its tags
	 * @param mode the mode of the tags
	 * @param keys its keys
	 * @param cause why the invalidation was not recorded
	 * @return true if the names count as invalidated on this node from now on, and will
	 * be recorded; false if the caller gets the failure
	 */
	boolean take(Collection<String> tags, Mode mode, Collection<EntryKey> keys, StoreException cause);

}
