package io.github.taggedcache.metrics;

import io.github.taggedcache.core.region.WriteBehind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many entries are under way to the store while nobody waits for them, and how often
 * callers waited because they were too many.
 */
public final class WriteMetrics implements MeterBinder {

	private final WriteBehind writes;

	/**
	 * Creates the metrics.
	 * @param writes the way to the store
	 */
	public WriteMetrics(WriteBehind writes) {
		this.writes = writes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("tagged.cache.writes.behind", this.writes, WriteBehind::entries)
			.description("Entries under way to the store that nobody waits for")
			.register(registry);
		FunctionCounter.builder("tagged.cache.writes.waits", this.writes, WriteBehind::waits)
			.description("Entries that were waited for because too many were under way")
			.register(registry);
	}

}
