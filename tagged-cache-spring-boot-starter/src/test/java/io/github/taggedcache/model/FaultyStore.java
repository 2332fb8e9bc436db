package io.github.taggedcache.model;

import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;

/**
 * The store that the nodes of a run share, and what can happen to it.
 */
interface FaultyStore {

	/** The namespace of all runs. */
	String NAMESPACE = "model";

	/**
	 * Empties it, and sets its time right.
	 */
	void reset();

	EntryStore entries(int node);

	InvalidationLog log(int node);

	/**
	 * Whether its time passes by steps, so that a replay finds the same entries expired.
	 */
	boolean hasTimeOfItsOwn();

	/**
	 * A step passes.
	 */
	void tick(int millis);

	void delete(String key);

	/**
	 * Writes what others might write.
	 */
	void spoil(String key, int kind);

	void flush();

	/**
	 * Removes all records of the log.
	 */
	void trimLog();

	/**
	 * Sets the server's time back.
	 * @param share how far, from 0 to 1 of what is usual
	 */
	void setTimeBack(double share);

	/**
	 * Whether the server's time may be behind a version that was issued.
	 */
	boolean isTimeBehind(long version);

	/**
	 * Lets the connection of a node break, or does nothing where there is none.
	 */
	void breakConnection(int node);

}
