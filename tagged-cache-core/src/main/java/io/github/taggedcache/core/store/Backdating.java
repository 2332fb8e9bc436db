package io.github.taggedcache.core.store;

/**
 * At which version to register a name that the store does not know, if an entry that
 * relies on the name was stored before and the clock may have moved on since.
 *
 * @param clock up to where the caller knows every invalidation; if this is the store's
 * clock, nothing has happened to the names since {@code version}
 * @param version the version at which the names are then registered; if the clock is
 * another one, they are registered at the clock
 */
public record Backdating(long clock, long version) {

	/** Names are registered at the clock. */
	public static final Backdating NONE = new Backdating(-1, 0);

	/**
	 * The version at which a name is registered.
	 * @param current the clock of the store
	 * @return the version
	 */
	public long at(long current) {
		return (current == this.clock) ? this.version : current;
	}

}
