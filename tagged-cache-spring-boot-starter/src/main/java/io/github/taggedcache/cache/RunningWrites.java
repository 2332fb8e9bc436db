package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The newest write of each key by a method with a future or publisher, as long as the
 * write goes on. Nobody may be waiting for it any more. A read of the key waits for the
 * write, so that the next call after a cancelled one finds the value. A read that does
 * not wait is as right: it may miss.
 * <p>
 * A listener, template, codec or error handler may read a cache inside a write. The write
 * waits for that read, so such a read waits for no write. If the reading code hands over
 * to another thread, nobody sees that: therefore no read waits longer than the limit.
 */
final class RunningWrites {

	@SuppressWarnings("ThreadLocalUsage") // one object a cache, gone with it
	private final ThreadLocal<@Nullable Boolean> writing = new ThreadLocal<>();

	private final ConcurrentMap<EntryKey, CompletableFuture<?>> newest = new ConcurrentHashMap<>();

	private final Duration longest;

	/**
	 * Creates it without writes.
	 * @param longest how long a read waits at most; zero means without a limit
	 */
	RunningWrites(Duration longest) {
		this.longest = longest;
	}

	@SuppressWarnings({ "FutureReturnValueIgnored", // its outcome is the write's
			"CollectionUndefinedEquality" }) // which is equal to itself only
	void add(EntryKey key, CompletableFuture<?> write) {
		this.newest.put(key, write);
		write.whenComplete((done, ex) -> this.newest.remove(key, write));
	}

	/**
	 * What a read of a key on this thread has to wait for.
	 * @return completes when the write has ended, however it did, or the time is over;
	 * null if there is nothing to wait for
	 */
	@Nullable CompletableFuture<EntryKey> awaited(EntryKey key) {
		CompletableFuture<?> write = this.newest.get(key);
		if (write == null || this.writing.get() != null) {
			return null;
		}
		CompletableFuture<EntryKey> ended = write.handle((done, ex) -> key);
		return this.longest.isZero() ? ended
				: ended.completeOnTimeout(key, this.longest.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * The executor of the code that a write waits for.
	 * @param executor runs the code
	 */
	Executor executor(Executor executor) {
		return (code) -> executor.execute(() -> write(code));
	}

	private void write(Runnable code) {
		Boolean outer = this.writing.get();
		this.writing.set(true);
		try {
			code.run();
		}
		finally {
			if (outer == null) {
				this.writing.remove();
			}
		}
	}

}
