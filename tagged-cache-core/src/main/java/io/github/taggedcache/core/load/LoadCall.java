package io.github.taggedcache.core.load;

import java.util.Collection;
import java.util.function.Supplier;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * One call that reads a value or loads it.
 */
public interface LoadCall extends DeclaredTags {

	/** No token was taken. */
	long NO_TOKEN = -1;

	/** The call replaces no entry. */
	long NOTHING = -1;

	EntryKey key();

	ValueTypes type();

	/**
	 * The load token that was taken when the call arrived, before any code of the
	 * application ran for it.
	 * @return the token; {@link #NO_TOKEN} if its lookup is to take it
	 */
	long token();

	/**
	 * Whether a load that begins later may take a newer token than the call's own.
	 * @return false if the loader may see the state of a moment before it runs, as inside
	 * a transaction
	 */
	default boolean mayRenewToken() {
		return true;
	}

	/**
	 * Whether this call may join a load that another call began, and other calls may join
	 * its load.
	 * @return false inside a transaction, whose loads see what nobody else may see
	 */
	default boolean isShared() {
		return true;
	}

	/**
	 * Whether this call may be served a value that was found.
	 * @param tags the tags of the value
	 * @return false if the transaction of this call has made one of them old
	 */
	default boolean accepts(Collection<String> tags) {
		return true;
	}

	/**
	 * Stores what the loader of this call gave: at once, or after the transaction of this
	 * call.
	 * @param value the value, for messages
	 * @param tags all its tags
	 * @param store stores the value
	 * @return how that goes on
	 */
	default LoadedValue.Storing storing(@Nullable Object value, Collection<String> tags,
			Supplier<LoadedValue.Storing> store) {
		return store.get();
	}

	/**
	 * What loads the value, for messages.
	 * @return the method; "The loader" for a loader that was given to a cache
	 */
	default String source() {
		return "The loader";
	}

	/**
	 * How a stale value that this call is served is loaded again in the background.
	 * @return null if it cannot be; then the call is served no stale value
	 */
	default @Nullable Reload reload() {
		return null;
	}

	/**
	 * Which entry this call is to replace, if it is made in the background for that.
	 * @return when that entry was made, by the clock of the node that made it, in ms;
	 * {@link #NOTHING} for a call of a caller
	 */
	default long replaces() {
		return NOTHING;
	}

	/**
	 * What the loader of this call says about its value.
	 * @return the scope that the loader runs in
	 */
	LoadScope scope();

	/**
	 * Collects what another value is made from, for which this call is made.
	 * @return what collects it, the same each time; null if the call is made for no other
	 * value
	 */
	default @Nullable Dependencies collector() {
		return null;
	}

	/**
	 * Is told that the value of this call is not stored, as it was made from so many
	 * cached ones that an entry cannot name them.
	 */
	default void madeFromTooMuch() {
	}

	/**
	 * Is told that a loaded value could not be given its tags, encoded or stored. The
	 * caller gets its value all the same, unless this method throws. The loader has
	 * returned and does not run again for this call in either case. Where nobody waits
	 * for the store, the caller may have gone on, and what this method throws is logged.
	 * @param ex why: a {@link io.github.taggedcache.core.store.StoreException}, or what
	 * the tags or the codec failed with
	 * @param value the value
	 */
	void notStored(RuntimeException ex, @Nullable Object value);

}
