package io.github.taggedcache.source;

import io.github.taggedcache.InvalidationSink;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.tenant.Tenant;

/**
 * The sink of one source for one tenant.
 *
 * @param sink the sink of the source
 * @param tenant the tenant
 */
record SinkOfTenant(CountedSink sink, Tenant tenant) implements InvalidationSink {

	@Override
	public void invalidateTags(String... tags) {
		this.sink.invalidate(this.tenant, Mode.HARD, tags);
	}

	@Override
	public void softInvalidateTags(String... tags) {
		this.sink.invalidate(this.tenant, Mode.SOFT, tags);
	}

	@Override
	public void evict(String region, Object key) {
		this.sink.evict(this.tenant, region, key);
	}

	@Override
	public void invalidateAll() {
		this.sink.invalidateAll();
	}

	@Override
	public InvalidationSink ofTenant(String other) {
		return this.sink.ofTenant(other);
	}

}
