package io.github.taggedcache.model;

import java.util.Random;

import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;

/**
 * The store that the nodes of a run share, and what can happen to it.
 */
interface FaultyStore {

	/** The namespace of all runs. */
	String NAMESPACE = "model";

	/**
	 * Empties it, and sets its time right.
	 * @param logLength number of records that the log keeps, where that can be chosen
	 */
	void reset(int logLength);

	EntryStore entries(int node);

	LeaseStore leases(int node);

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
	 * Removes the oldest records of the log.
	 * @param length how many are left, where that can be chosen
	 */
	void trimLog(int length);

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

	/**
	 * Keeps its state as that of a replica, which gets nothing more from here on.
	 */
	void save();

	/**
	 * Makes that replica the master. Each entry lies on a server of its own, of which
	 * some fail over as well.
	 * @param random says which
	 */
	void failOver(Random random);

}
