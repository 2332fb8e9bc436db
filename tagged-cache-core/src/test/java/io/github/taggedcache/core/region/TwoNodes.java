package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadSettings;
import org.junit.jupiter.api.BeforeEach;

/**
 * Two nodes that load the same entry, by leases.
 */
abstract class TwoNodes {

	static final LeaseSettings LEASE = new LeaseSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));

	static final LoadSettings LOADS = new LoadSettings(LEASE, LimitSettings.NONE);

	static final RegionSettings SETTINGS = Workbench.waiting(false, LOADS);

	final Workbench bench = new Workbench();

	final Region here = this.bench.region(SETTINGS);

	final Region there = this.bench.regionElsewhere(SETTINGS);

	final HeldLoader loader = new HeldLoader();

	final HeldLoader other = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
		this.bench.store().calls();
	}

	static CompletableFuture<Object> retrieve(Region region, HeldLoader held) {
		return region.retrieve(TextCall.tagged("a"), held);
	}

	/**
	 * Whether nobody holds the lease. The test holds it from then on.
	 */
	boolean isFree() {
		return this.bench.memory().acquire(Workbench.KEY, "test", 60_000).join();
	}

}
