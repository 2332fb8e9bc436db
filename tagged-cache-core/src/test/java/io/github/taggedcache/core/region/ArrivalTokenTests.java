package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls for which code of the application ran between their arrival and their lookup: a
 * key expression or a template, say. What that code read may be older than an
 * invalidation that the lookup has seen.
 */
class ArrivalTokenTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	private final TextCall call = TextCall.tagged("a").arrivedAt(this.region.token());

	@BeforeEach
	void invalidateBeforeTheLookup() {
		this.bench.invalidate("a");
		this.bench.follow();
	}

	@Test
	void loadIsNotStored() throws Exception {
		assertThat(this.region.get(this.call, () -> "old")).isEqualTo("old");
		assertNotStored();
	}

	@Test
	void loadOfAFutureIsNotStored() {
		assertThat(this.region.retrieve(this.call, () -> CompletableFuture.completedFuture("old")).join())
			.isEqualTo("old");
		assertNotStored();
	}

	@Test
	void loadOfALaterCallIsStored() throws Exception {
		this.region.get(this.call.arrivedAt(this.region.token()), () -> "new");
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("new");
	}

	private void assertNotStored() {
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.near().size()).isZero();
		assertThat(this.region.statistics().refused()).isOne();
	}

}
