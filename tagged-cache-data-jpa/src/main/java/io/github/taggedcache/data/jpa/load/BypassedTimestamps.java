package io.github.taggedcache.data.jpa.load;

import java.util.Collection;

import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Timestamps that call no cached result up to date while a loader runs.
 */
final class BypassedTimestamps implements TimestampsCache {

	private final TimestampsCache timestamps;

	BypassedTimestamps(TimestampsCache timestamps) {
		this.timestamps = timestamps;
	}

	@Override
	public TimestampsRegion getRegion() {
		return this.timestamps.getRegion();
	}

	@Override
	public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
		this.timestamps.preInvalidate(spaces, session);
	}

	@Override
	public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
		this.timestamps.invalidate(spaces, session);
	}

	@Override
	public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
		return !QueryCacheBypass.isLoading() && this.timestamps.isUpToDate(spaces, timestamp, session);
	}

	@Override
	public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
		return !QueryCacheBypass.isLoading() && this.timestamps.isUpToDate(spaces, timestamp, session);
	}

	@Override
	public void clear() {
		this.timestamps.clear();
	}

	@Override
	public void destroy() {
		this.timestamps.destroy();
	}

}
