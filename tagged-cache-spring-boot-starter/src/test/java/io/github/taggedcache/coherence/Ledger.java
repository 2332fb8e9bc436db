package io.github.taggedcache.coherence;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which revisions reads must show: those of invalidations that returned, at once on the
 * instance that made them, and on the others {@code max-staleness} later.
 */
final class Ledger {

	private final long maxStaleness;

	private final Map<String, Queue<Invalidation>> invalidations = new ConcurrentHashMap<>();

	Ledger(Duration maxStaleness) {
		this.maxStaleness = maxStaleness.toNanos();
	}

	/**
	 * Takes note of an invalidation that has just returned.
	 * @param by where it was made
	 * @param entry the entry that it concerns
	 * @param revision the revision that it made known
	 */
	void returned(Instance by, String entry, long revision) {
		invalidations(entry).add(new Invalidation(by, revision, System.nanoTime()));
	}

	/**
	 * Whether a read gave what was invalidated too long ago.
	 * @param on where it was made
	 * @param entry the entry that was read
	 * @param begin when it began
	 * @param revision what it gave
	 * @return what is wrong with that
	 */
	Optional<String> violation(Instance on, String entry, long begin, long revision) {
		return invalidations(entry).stream()
			.filter((invalidation) -> revision < invalidation.revision() && binds(invalidation, on, begin))
			.findFirst()
			.map((invalidation) -> "revision %d was made known %s us before %s".formatted(invalidation.revision(),
					(begin - invalidation.returnedAt()) / 1000, (invalidation.by() == on) ? "here" : "elsewhere"));
	}

	private boolean binds(Invalidation invalidation, Instance on, long begin) {
		long age = begin - invalidation.returnedAt();
		return (invalidation.by() == on) ? age > 0 : age > this.maxStaleness;
	}

	private Queue<Invalidation> invalidations(String entry) {
		return this.invalidations.computeIfAbsent(entry, (name) -> new ConcurrentLinkedQueue<>());
	}

	private record Invalidation(Instance by, long revision, long returnedAt) {

	}

}
