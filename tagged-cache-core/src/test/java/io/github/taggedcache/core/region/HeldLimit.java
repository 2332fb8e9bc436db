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

	private final List<Limited> limited = new CopyOnWriteArrayList<>();

	private final List<Duration> limits = new CopyOnWriteArrayList<>();

	@Override
	public void set(CompletableFuture<?> future, Duration limit) {
		this.limits.add(limit);
		this.limited.add(new Limited(future, limit));
	}

	List<Duration> limits() {
		return this.limits;
	}

	/**
	 * The time of all who wait now is over.
	 */
	void end() {
		endOf(List.copyOf(this.limited));
	}

	/**
	 * The time of those is over who do not wait for longer.
	 */
	void endWithin(Duration longest) {
		endOf(this.limited.stream().filter((waiting) -> waiting.limit().compareTo(longest) <= 0).toList());
	}

	private void endOf(List<Limited> over) {
		this.limited.removeAll(over);
		over.forEach((waiting) -> waiting.future().complete(null));
	}

	/**
	 * The time of those who wait now is over, if they wait so long.
	 */
	void end(Duration limit) {
		endOf(this.limited.stream().filter((waiting) -> waiting.limit().equals(limit)).toList());
	}

	private record Limited(CompletableFuture<?> future, Duration limit) {

	}

}
