package io.github.taggedcache.core.history;

import java.util.HashMap;
import java.util.Map;

/**
 * The load token of a node: the position of its history, carried on through own appends
 * that follow each other without a hole. Reading the token takes no lock; all else is
 * guarded by the monitor of the history.
 */
final class OwnChain {

	/** Versions of own appends, by the clock before each of them. */
	private final Map<Long, Long> next = new HashMap<>();

	private volatile long token;

	long token() {
		return this.token;
	}

	/**
	 * Adds an own append.
	 * @param previous the clock before the append
	 * @param version the version of the append
	 * @param position the position of the history
	 */
	void add(long previous, long version, long position) {
		this.next.put(previous, version);
		follow(position);
	}

	/**
	 * Moves the token to the position, if the position is newer, and on through the own
	 * appends that follow.
	 */
	void follow(long position) {
		long current = Math.max(this.token, position);
		for (Long version = this.next.remove(current); version != null; version = this.next.remove(current)) {
			current = version;
		}
		this.token = current;
	}

	/**
	 * Drops the own appends that followed a version before this one.
	 */
	void dropBefore(long version) {
		this.next.keySet().removeIf((previous) -> previous < version);
	}

	void clear() {
		this.next.clear();
	}

	int size() {
		return this.next.size();
	}

}
