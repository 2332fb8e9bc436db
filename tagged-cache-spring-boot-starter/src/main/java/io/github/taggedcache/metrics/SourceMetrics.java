package io.github.taggedcache.metrics;

import io.github.taggedcache.source.InvalidationSources;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many invalidations of sources were not recorded.
 */
public final class SourceMetrics implements MeterBinder {

	private final InvalidationSources sources;

	/**
	 * Creates the metrics.
	 * @param sources the sources of the application
	 */
	public SourceMetrics(InvalidationSources sources) {
		this.sources = sources;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter
			.builder("tagged.cache.sources.failures", this.sources,
					(sources) -> sources.names().stream().mapToLong(sources::failures).sum())
			.description("Invalidations of sources that were not recorded")
			.register(registry);
	}

}
