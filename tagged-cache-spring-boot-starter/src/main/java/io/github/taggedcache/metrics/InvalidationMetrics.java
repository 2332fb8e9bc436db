package io.github.taggedcache.metrics;

import java.util.Locale;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many tags this node has invalidated, by mode, and how many names wait for their
 * invalidation to be recorded.
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
			FunctionCounter.builder("tagged.cache.invalidations", this.node, (node) -> node.invalidations(mode))
				.tag("mode", mode.name().toLowerCase(Locale.ROOT))
				.description("Tags invalidated by this node")
				.register(registry);
		}
		Gauge.builder("tagged.cache.invalidations.pending", this.node, Node::held)
			.description("Tags and keys whose invalidation failed and is sent again")
			.register(registry);
	}

}
