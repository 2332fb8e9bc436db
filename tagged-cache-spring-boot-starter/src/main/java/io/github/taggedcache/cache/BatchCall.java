package io.github.taggedcache.cache;

import java.util.List;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.BatchLoader.Loaded;
import org.jspecify.annotations.Nullable;

/**
 * One call that reads the values of many keys, and makes those that are missing.
 *
 * @param <K> what the caller takes for keys
 */
public interface BatchCall<K> {

	/**
	 * The types of the values.
	 * @return the types that are read and written
	 */
	ValueTypes types();

	/**
	 * The load token that was taken when the call arrived.
	 * @return the token; {@link io.github.taggedcache.core.load.LoadCall#NO_TOKEN} if the
	 * lookup is to take it
	 */
	long token();

	/**
	 * What makes values, for messages.
	 * @return a method or a loader
	 */
	String source();

	/**
	 * Whether the values take over the tags of the cached values that they are made from.
	 * @return whether they do
	 */
	default boolean inherits() {
		return true;
	}

	/**
	 * The tags that the call declares for one key.
	 * @param key the key
	 * @return its tags
	 */
	DeclaredTags declared(K key);

	/**
	 * Makes values.
	 * @param missing the keys without a value, in the order of the call
	 * @return what was made for each key, in their order; null for a key without a value
	 * @throws Exception if the values cannot be made
	 */
	List<@Nullable Loaded> load(List<K> missing) throws Exception;

}
