package io.github.taggedcache.outbox.jdbc.metrics;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.outbox.jdbc.OutboxStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many invalidations wait in the outbox, and for how long.
 */
public final class OutboxMetrics implements MeterBinder {

	private final OutboxStatus status;

	/**
	 * Creates the metrics.
	 * @param status what the newest look at the outbox showed
	 */
	public OutboxMetrics(OutboxStatus status) {
		this.status = status;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("tagged.cache.outbox.rows", this.status, OutboxStatus::rows)
			.description("Rows of invalidations that wait in the database, of all instances")
			.register(registry);
		TimeGauge.builder("tagged.cache.outbox.lag", this.status, TimeUnit.NANOSECONDS, (now) -> now.lag().toNanos())
			.description("Age of the oldest row of invalidations that waits in the database")
			.register(registry);
	}

}
