package io.github.taggedcache.health;

import io.github.taggedcache.core.region.Futures;
import io.github.taggedcache.core.store.StoreProbe;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when the store answers, with what it says about itself; down with the cause when it
 * does not. One round trip.
 */
public final class TaggedCacheHealthIndicator extends AbstractHealthIndicator {

	private final StoreProbe store;

	private final String namespace;

	/**
	 * Creates an indicator.
	 * @param store the store
	 * @param namespace the namespace that it is used for
	 */
	public TaggedCacheHealthIndicator(StoreProbe store, String namespace) {
		super("The store of the tagged caches is out of reach");
		this.store = store;
		this.namespace = namespace;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetail("namespace", this.namespace);
		builder.up().withDetails(Futures.await(this.store.probe()));
	}

}
