package io.github.taggedcache.core.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.jspecify.annotations.Nullable;

/**
 * The loads that run on this node, at most one a key and type.
 * <p>
 * A caller that looked an entry up while a load of it was about to end may have missed
 * both the entry and the load. {@link #ended} tells: if it changed since before the
 * lookup, another lookup is cheaper than another load. It counts for many keys at once;
 * taking another key's load for one's own costs a lookup.
 */
final class RunningLoads {

	private static final int STRIPES = 1024;

	private final Map<Load.Id, Load> running = new ConcurrentHashMap<>();

	private final AtomicIntegerArray ended = new AtomicIntegerArray(STRIPES);

	/**
	 * Makes a load the running one.
	 * @return the one that runs already, or null if it is this one now
	 */
	@Nullable Load register(Load load) {
		return this.running.putIfAbsent(load.id(), load);
	}

	/**
	 * Removes a load whose result was refused to a joiner, or came too late, so that
	 * later callers do not join it.
	 */
	void retire(Load load) {
		this.running.remove(load.id(), load);
	}

	void end(Load load) {
		this.ended.incrementAndGet(stripe(load.id()));
		this.running.remove(load.id(), load);
	}

	int ended(Load.Id id) {
		return this.ended.get(stripe(id));
	}

	private static int stripe(Load.Id id) {
		int hash = id.hashCode();
		return (hash ^ (hash >>> 16)) & (STRIPES - 1);
	}

}
