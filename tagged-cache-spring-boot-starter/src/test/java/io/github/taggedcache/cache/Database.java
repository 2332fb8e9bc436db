package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What cached methods load from: one article a positive id, none for others. All of them
 * are by author 7.
 */
class Database {

	static final long AUTHOR = 7;

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private final AtomicReference<@Nullable Runnable> afterNextRead = new AtomicReference<>();

	private final AtomicReference<@Nullable Runnable> beforeNextFailure = new AtomicReference<>();

	private volatile String title = "old";

	private volatile @Nullable Throwable failure;

	@Nullable Article read(long id) {
		this.threads.add(Thread.currentThread().getName());
		Throwable thrown = this.failure;
		if (thrown != null) {
			Runnable action = this.beforeNextFailure.getAndSet(null);
			if (action != null) {
				CompletableFuture.runAsync(action).join();
			}
			sneakyThrow(thrown);
		}
		Article read = (id > 0) ? new Article(id, AUTHOR, this.title) : null;
		Runnable action = this.afterNextRead.getAndSet(null);
		if (action != null) {
			CompletableFuture.runAsync(action).join();
		}
		return read;
	}

	/**
	 * How often something was read.
	 */
	int reads() {
		return this.threads.size();
	}

	/**
	 * The names of the threads that read.
	 */
	List<String> threads() {
		return this.threads;
	}

	void rename(String title) {
		this.title = title;
	}

	void failWith(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Runs the action, on another thread, after the next read has its value and before it
	 * returns it.
	 */
	void afterNextRead(Runnable action) {
		this.afterNextRead.set(action);
	}

	/**
	 * Runs the action, on another thread, before the next read fails.
	 */
	void beforeNextFailure(Runnable action) {
		this.beforeNextFailure.set(action);
	}

	void reset() {
		this.threads.clear();
		this.afterNextRead.set(null);
		this.beforeNextFailure.set(null);
		this.title = "old";
		this.failure = null;
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
		throw (T) thrown;
	}

}
