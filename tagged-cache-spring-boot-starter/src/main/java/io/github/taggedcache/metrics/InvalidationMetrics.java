package io.github.taggedcache.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many tags this node has invalidated and how long that took, by mode, and how many
 * names wait for their invalidation to be recorded.
 */
public final class InvalidationMetrics implements MeterBinder {

	private final Node node;

	/**
	 * Creates the metrics.
	 * @param node the node
	 */
	public InvalidationMetrics(Node node) {
		this.node = node;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Mode mode : Mode.values()) {
			String name = mode.name().toLowerCase(Locale.ROOT);
			FunctionCounter.builder("tagged.cache.invalidated.tags", this.node, (node) -> node.invalidations(mode))
				.tag("mode", name)
				.description("Tags invalidated by this node")
				.register(registry);
			Timer timer = Timer.builder("tagged.cache.invalidations")
				.tag("mode", name)
				.description("Invalidations by this node, failed ones included")
				.register(registry);
			this.node.watch().onInvalidation(mode, (nanos) -> timer.record(nanos, TimeUnit.NANOSECONDS));
		}
		Gauge.builder("tagged.cache.invalidations.pending", this.node, Node::held)
			.description("Tags and keys whose invalidation failed and is sent again")
			.register(registry);
	}

}
