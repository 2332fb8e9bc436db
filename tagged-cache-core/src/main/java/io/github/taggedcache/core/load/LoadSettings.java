package io.github.taggedcache.core.load;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the loads of a region wait for before they run.
 *
 * @param lease how long for the lease of their entry; null means that there are no leases
 * @param limit how many run at a time
 */
public record LoadSettings(@Nullable LeaseSettings lease, LimitSettings limit) {

	/** Loads that wait for nothing. */
	public static final LoadSettings NONE = new LoadSettings(null, LimitSettings.NONE);

}
