package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.taggedcache.core.load.TimeLimit;

/**
 * A limit that is over when the test says so.
 */
final class HeldLimit implements TimeLimit {

	private final List<CompletableFuture<?>> limited = new CopyOnWriteArrayList<>();

	private final List<Duration> limits = new CopyOnWriteArrayList<>();

	@Override
	public void set(CompletableFuture<?> future, Duration limit) {
		this.limits.add(limit);
		this.limited.add(future);
	}

	List<Duration> limits() {
		return this.limits;
	}

	/**
	 * The time of all who wait now is over.
	 */
	void end() {
		this.limited.forEach((future) -> future.complete(null));
		this.limited.clear();
	}

}
