package io.github.taggedcache.health;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.UnstorableValues;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreProbe;

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

	/**
	 * Creates an indicator.
	 * @param store the store
	 * @param namespace the namespace that it is used for
	 * @param node the node
	 * @param unstorable the values of the node that could not be stored
	 */
	public TaggedCacheHealthIndicator(StoreProbe store, String namespace, Node node, UnstorableValues unstorable) {
		super("The store of the tagged caches is out of reach");
		this.store = store;
		this.namespace = namespace;
		this.node = node;
		this.unstorable = unstorable;
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
		Map<String, String> store = Futures.await(this.store.probe());
		int pending = this.node.held();
		builder.status((pending > 0) ? Status.DOWN : Status.UP)
			.withDetail("pendingInvalidations", pending)
			.withDetails(store);
	}

}
