package io.github.taggedcache.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.taggedcache.InvalidationSink;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;

/**
 * The sink of one source, from its start to its stop.
 */
final class CountedSink implements InvalidationSink {

	private final String source;

	private final Node node;

	private final BiFunction<String, Object, CompletableFuture<?>> eviction;

	private final Tenants tenants;

	private final LongAdder failures;

	private volatile boolean stopped;

	/**
	 * Creates a sink.
	 * @param source the name of the source, for messages
	 * @param node records the invalidations of tags
	 * @param eviction evicts a key of a region
	 * @param tenants the tenants of the application
	 * @param failures counts invalidations that were not recorded
	 */
	CountedSink(String source, Node node, BiFunction<String, Object, CompletableFuture<?>> eviction, Tenants tenants,
			LongAdder failures) {
		this.source = source;
		this.node = node;
		this.eviction = eviction;
		this.tenants = tenants;
		this.failures = failures;
	}

	@Override
	public void invalidateTags(String... tags) {
		invalidate(tenant(), Mode.HARD, tags);
	}

	@Override
	public void softInvalidateTags(String... tags) {
		invalidate(tenant(), Mode.SOFT, tags);
	}

	/**
	 * The tenant of the calling thread.
	 */
	private Tenant tenant() {
		return this.tenants.of(() -> describe() + ", whose sink was not told one by ofTenant(name)");
	}

	private String describe() {
		return "the InvalidationSource '" + this.source + "'";
	}

	void invalidate(Tenant tenant, Mode mode, String... tags) {
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(tenant.tag(TagName.require(tag)));
		}
		record(() -> this.node.invalidate(names, mode));
	}

	@Override
	public void evict(String region, Object key) {
		evict(tenant(), region, key);
	}

	void evict(Tenant tenant, String region, Object key) {
		record(() -> this.eviction.apply(region, tenant.key(key)));
	}

	@Override
	public void invalidateAll() {
		record(() -> this.node.invalidate(List.of(TagName.NAMESPACE), Mode.HARD));
	}

	@Override
	public InvalidationSink ofTenant(String tenant) {
		return new SinkOfTenant(this, this.tenants.named(tenant, this::describe));
	}

	private void record(Supplier<CompletableFuture<?>> invalidation) {
		if (this.stopped) {
			throw new IllegalStateException(
					"The InvalidationSource '" + this.source + "' was stopped: its sink takes no more invalidations");
		}
		try {
			Futures.await(invalidation.get());
		}
		catch (StoreException ex) {
			this.failures.increment();
			throw ex;
		}
	}

	void stop() {
		this.stopped = true;
	}

}
