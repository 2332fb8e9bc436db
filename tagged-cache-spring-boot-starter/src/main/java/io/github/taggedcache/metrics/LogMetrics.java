package io.github.taggedcache.metrics;

import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.node.Node;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How well this node follows the invalidation log. Nodes of both consistency modes follow
 * it: a strict node does so to be exact about keys and to notice a store that went back,
 * while the store judges its reads.
 */
public final class LogMetrics implements MeterBinder {

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final Node node;

	/**
	 * Creates the metrics.
	 * @param node the node
	 */
	public LogMetrics(Node node) {
		this.node = node;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		CatchUp catchUp = this.node.catchUp();
		if (catchUp == null) {
			return;
		}
		TimeGauge.builder("tagged.cache.log.lag", catchUp, TimeUnit.NANOSECONDS, CatchUp::lagNanos)
			.description("Age of the newest proof that this node has applied all invalidations")
			.register(registry);
		FunctionCounter
			.builder("tagged.cache.log.quarantine", catchUp, (proof) -> proof.quarantineNanos() / NANOS_PER_SECOND)
			.baseUnit("seconds")
			.description("Time without such a proof, in which the store judges every read")
			.register(registry);
		FunctionCounter.builder("tagged.cache.log.gaps", this.node, Node::gaps)
			.description("Times that records of the log were missed")
			.register(registry);
		FunctionCounter.builder("tagged.cache.log.repairs", this.node, Node::repairs)
			.description("Times that the store was found to have lost invalidations")
			.register(registry);
	}

}
