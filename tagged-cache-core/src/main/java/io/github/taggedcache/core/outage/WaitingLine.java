package io.github.taggedcache.core.outage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.store.InvalidationLog;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations in their order, bounded in names and in bytes. Those that are being sent
 * count until they are recorded. Used by one thread at a time.
 */
final class WaitingLine {

	private final int maxNames;

	private final long maxBytes;

	private final Deque<QueuedInvalidation> line = new ArrayDeque<>();

	/** Those in the line, which are sent later than now. */
	private final Set<QueuedInvalidation> unsent = new HashSet<>();

	private int size;

	private int names;

	private long bytes;

	WaitingLine(int maxNames, long maxBytes) {
		this.maxNames = maxNames;
		this.maxBytes = maxBytes;
	}

	/**
	 * Whether an equal invalidation is going to be sent. It stands for this one as well.
	 */
	boolean contains(QueuedInvalidation invalidation) {
		return this.unsent.contains(invalidation);
	}

	boolean hasRoomFor(QueuedInvalidation invalidation) {
		return this.names + invalidation.names() <= this.maxNames && this.bytes + invalidation.bytes() <= this.maxBytes;
	}

	void add(QueuedInvalidation invalidation) {
		this.line.addLast(invalidation);
		this.unsent.add(invalidation);
		this.size++;
		this.names += invalidation.names();
		this.bytes += invalidation.bytes();
	}

	/**
	 * Takes the first ones that one atomic append can record together; a larger one
	 * alone.
	 */
	List<QueuedInvalidation> takeFirst() {
		List<QueuedInvalidation> taken = new ArrayList<>();
		int left = InvalidationLog.APPENDED_AT_ONCE;
		for (QueuedInvalidation next = this.line.peekFirst(); fits(next, taken, left); next = this.line.peekFirst()) {
			this.line.removeFirst();
			this.unsent.remove(next);
			taken.add(next);
			left -= next.names();
		}
		return taken;
	}

	private static boolean fits(@Nullable QueuedInvalidation next, List<QueuedInvalidation> taken, int left) {
		return next != null && (taken.isEmpty() || (next.names() <= left && next.isLike(taken.get(0))));
	}

	/**
	 * Puts back what was taken and not recorded, before all others.
	 */
	void putBack(List<QueuedInvalidation> taken) {
		for (int i = taken.size() - 1; i >= 0; i--) {
			this.line.addFirst(taken.get(i));
			this.unsent.add(taken.get(i));
		}
	}

	/**
	 * Ends what was taken: it counts no more.
	 */
	void end(List<QueuedInvalidation> taken) {
		for (QueuedInvalidation invalidation : taken) {
			this.size--;
			this.names -= invalidation.names();
			this.bytes -= invalidation.bytes();
		}
	}

	/**
	 * Takes all that is not being sent.
	 */
	List<QueuedInvalidation> takeAll() {
		List<QueuedInvalidation> all = List.copyOf(this.line);
		this.line.clear();
		this.unsent.clear();
		return all;
	}

	/**
	 * Invalidations that are not recorded, those that are being sent included.
	 */
	int size() {
		return this.size;
	}

	int names() {
		return this.names;
	}

}
