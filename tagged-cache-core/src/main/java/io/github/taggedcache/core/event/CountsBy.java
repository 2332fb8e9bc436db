package io.github.taggedcache.core.event;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of what happened, one for each constant of an enum. Counting takes no lock and
 * allocates nothing.
 *
 * @param <E> the enum
 */
final class CountsBy<E extends Enum<E>> {

	private final Class<E> type;

	private final Map<E, LongAdder> counts;

	CountsBy(Class<E> type) {
		this.type = type;
		this.counts = new EnumMap<>(type);
		for (E constant : type.getEnumConstants()) {
			this.counts.put(constant, new LongAdder());
		}
	}

	void increment(E constant) {
		LongAdder count = this.counts.get(constant);
		if (count == null) {
			throw new IllegalStateException("No counter for " + constant);
		}
		count.increment();
	}

	Map<E, Long> snapshot() {
		Map<E, Long> snapshot = new EnumMap<>(this.type);
		this.counts.forEach((constant, count) -> snapshot.put(constant, count.sum()));
		return snapshot;
	}

}
