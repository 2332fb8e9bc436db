package io.github.taggedcache.health;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.StoreProbe;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up when the store answers, with what it says about itself; down with the cause when it
 * does not. One round trip.
 */
public final class TaggedCacheHealthIndicator extends AbstractHealthIndicator {

	private final StoreProbe store;

	private final String namespace;

	private final Node node;

	private final UnstorableValues unstorable;

	private final @Nullable GuardedStore guarded;

	private final @Nullable InvalidationQueue queue;

	/**
	 * Creates an indicator.
	 * @param store the store
	 * @param namespace the namespace that it is used for
	 * @param node the node
	 * @param unstorable the values of the node that could not be stored
	 */
	public TaggedCacheHealthIndicator(StoreProbe store, String namespace, Node node, UnstorableValues unstorable) {
		this(store, namespace, node, unstorable, null, null);
	}

	/**
	 * Creates an indicator that shows what the node does while the store does not answer.
	 * @param store the store
	 * @param namespace the namespace that it is used for
	 * @param node the node
	 * @param unstorable the values of the node that could not be stored
	 * @param guarded the store with its circuit breaker; null if there is none
	 * @param queue the invalidations of the node that wait; null if none do
	 */
	public TaggedCacheHealthIndicator(StoreProbe store, String namespace, Node node, UnstorableValues unstorable,
			@Nullable GuardedStore guarded, @Nullable InvalidationQueue queue) {
		super("The store of the tagged caches is out of reach");
		this.store = store;
		this.namespace = namespace;
		this.node = node;
		this.unstorable = unstorable;
		this.guarded = guarded;
		this.queue = queue;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("namespace", this.namespace);
		CatchUp catchUp = this.node.catchUp();
		builder.withDetail("consistency", this.node.isStrict() ? "strict" : "bounded");
		if (catchUp != null) {
			builder.withDetail("caughtUp", catchUp.isProven(catchUp.now()))
				.withDetail("lag", TimeUnit.NANOSECONDS.toMillis(catchUp.lagNanos()) + " ms")
				.withDetail("gaps", this.node.gaps());
		}
		builder.withDetail("unstorable", this.unstorable.count());
		this.unstorable.newest(1).forEach((problem) -> builder.withDetail("unstorableReason", problem.message()));
		if (this.queue != null && this.queue.isOn()) {
			builder.withDetail("queuedInvalidations", this.queue.size());
		}
		Map<String, String> store = probe(builder);
		int pending = this.node.held();
		builder.status((pending > 0) ? Status.DOWN : Status.UP)
			.withDetail("pendingInvalidations", pending)
			.withDetails(store);
	}

	/**
	 * Asks the store. The answer, or its failure, may change the state of the breaker.
	 */
	private Map<String, String> probe(Health.Builder builder) {
		try {
			return Futures.await(this.store.probe());
		}
		finally {
			BreakerState state = (this.guarded != null) ? this.guarded.breakerState() : null;
			if (state != null) {
				builder.withDetail("breaker", state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
			}
		}
	}

}
