package io.github.taggedcache.coherence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What the instances load from: articles, each with the number of the commit that wrote
 * it last.
 */
final class Database {

	static final long AUTHORS = 10;

	private final AtomicLong commits = new AtomicLong();

	private final AtomicLong reads = new AtomicLong();

	private final Map<Long, Long> revisions = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Runnable> afterNextRead = new AtomicReference<>();

	/**
	 * Writes an article.
	 * @return its revision
	 */
	long commit(long id) {
		long revision = this.commits.incrementAndGet();
		this.revisions.merge(id, revision, Math::max);
		return revision;
	}

	Article read(long id) {
		this.reads.incrementAndGet();
		Article read = new Article(id, id % AUTHORS, this.revisions.getOrDefault(id, 0L));
		Runnable action = this.afterNextRead.getAndSet(null);
		if (action != null) {
			action.run();
		}
		return read;
	}

	/**
	 * How often an article was read.
	 */
	long reads() {
		return this.reads.get();
	}

	/**
	 * Runs the action after the next read has its article and before it returns it.
	 */
	void afterNextRead(Runnable action) {
		this.afterNextRead.set(action);
	}

}
