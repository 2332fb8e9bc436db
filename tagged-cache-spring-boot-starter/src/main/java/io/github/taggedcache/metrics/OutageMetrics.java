package io.github.taggedcache.metrics;

import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.GuardedStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Whether commands go through to the store, and how many invalidations wait for it.
 */
public final class OutageMetrics implements MeterBinder {

	private final InvalidationQueue queue;

	private final @Nullable GuardedStore store;

	/**
	 * Creates the metrics.
	 * @param queue the invalidations that wait
	 * @param store the store with its circuit breaker; null if there is none
	 */
	public OutageMetrics(InvalidationQueue queue, @Nullable GuardedStore store) {
		this.queue = queue;
		this.store = store;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("tagged.cache.invalidations.queued", this.queue, InvalidationQueue::size)
			.description("Invalidations that wait for the store")
			.register(registry);
		if (this.store != null && this.store.breakerState() != null) {
			Gauge.builder("tagged.cache.breaker.state", this.store, OutageMetrics::number)
				.description(
						"Whether commands go through to the store (0), or fail, while the store is being asked (1) or not (2)")
				.register(registry);
		}
	}

	private static double number(GuardedStore store) {
		BreakerState state = store.breakerState();
		return (state != null) ? state.number() : 0;
	}

}
