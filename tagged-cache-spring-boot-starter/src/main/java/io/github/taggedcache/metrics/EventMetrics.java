package io.github.taggedcache.metrics;

import io.github.taggedcache.listener.EventDelivery;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many calls of listeners were dropped.
 */
public final class EventMetrics implements MeterBinder {

	private final EventDelivery delivery;

	/**
	 * Creates the metrics.
	 * @param delivery brings events to listeners
	 */
	public EventMetrics(EventDelivery delivery) {
		this.delivery = delivery;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("tagged.cache.events.dropped", this.delivery, EventDelivery::dropped)
			.description("Calls of listeners that did not fit into the queue")
			.register(registry);
	}

}
