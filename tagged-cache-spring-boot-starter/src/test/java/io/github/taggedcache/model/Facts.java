package io.github.taggedcache.model;

import java.util.HashMap;
import java.util.Map;

import io.github.taggedcache.model.Data.Item;
import org.jspecify.annotations.Nullable;

/**
 * What is true whatever the cache says: the database, a counter of commits, and the
 * invalidations that have returned. Sees that no read returns a value that is older than
 * an invalidation that had returned before the read began.
 */
final class Facts {

	private long commits;

	private Map<String, Long> returned = new HashMap<>();

	/** Values that were put as current at a later commit than they were made by. */
	private final Map<Long, Long> currentAt = new HashMap<>();

	private @Nullable Throwable violation;

	long commit() {
		return ++this.commits;
	}

	long read() {
		return this.commits;
	}

	/**
	 * An explicit put without a token says that its value is current at this moment.
	 */
	void declareCurrent(long value) {
		this.currentAt.put(value, this.commits);
	}

	/**
	 * An invalidation has returned to its caller.
	 */
	void returned(String name, long commit) {
		// A copy, since reads in progress hold the map that they began with
		Map<String, Long> next = new HashMap<>(this.returned);
		next.merge(name, commit, Math::max);
		this.returned = next;
	}

	/**
	 * A read begins.
	 * @return what it must reflect
	 */
	Map<String, Long> mustReflect() {
		return this.returned;
	}

	/**
	 * A read has returned a value.
	 */
	void check(String reader, Item item, long value, Map<String, Long> mustReflect) {
		long current = this.currentAt.getOrDefault(value, value);
		for (String name : item.names(value)) {
			long bound = mustReflect.getOrDefault(name, 0L);
			if (current < bound) {
				violated(new AssertionError(
						"%s of %s returned %d, but an invalidation of '%s' for commit %d had returned".formatted(reader,
								item.key().text(), value, name, bound)));
			}
		}
	}

	void violated(Throwable violation) {
		if (this.violation == null) {
			this.violation = violation;
		}
	}

	@Nullable Throwable violation() {
		return this.violation;
	}

}
