package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller who joined a load, and who is refused its value because of an invalidation
 * meanwhile, loads by itself: under a new token, or under that of its arrival if its
 * loader may see the state before the invalidation.
 */
class RefusedJoinerTests {

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR);

	private final HeldLoader loader = new HeldLoader();

	private TextCall call() {
		return TextCall.tagged("a").arrivedAt(this.region.token());
	}

	private void invalidateDuringTheLoad() {
		this.bench.invalidate("a");
		this.bench.follow();
		this.loader.finish("old");
	}

	@Test
	void valueOfALoadInATransactionIsNotStored() throws Exception {
		Caller leader = Caller.start(() -> this.region.get(call(), this.loader));
		this.loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.region.get(call().inTransaction(), () -> "old")).awaitParked();
		invalidateDuringTheLoad();
		assertThat(leader.result()).isEqualTo("old");
		assertThat(joiner.result()).isEqualTo("old");
		assertThat(Workbench.read(this.region, "a")).isNull();
		assertThat(this.region.statistics().refused()).isEqualTo(2);
	}

	@Test
	void valueOfAFutureInATransactionIsNotStored() throws Exception {
		CompletableFuture<Object> loading = new CompletableFuture<>();
		CompletableFuture<?> leader = this.region.retrieve(call(), () -> loading);
		CompletableFuture<?> joiner = this.region.retrieve(call().inTransaction(),
				() -> CompletableFuture.completedFuture("old"));
		this.bench.invalidate("a");
		this.bench.follow();
		loading.complete("old");
		assertThat(leader.get(10, TimeUnit.SECONDS)).isEqualTo("old");
		assertThat(joiner.get(10, TimeUnit.SECONDS)).isEqualTo("old");
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void valueOfALoadOutsideATransactionIsStored() throws Exception {
		Caller leader = Caller.start(() -> this.region.get(call(), this.loader));
		this.loader.awaitStarted();
		Caller joiner = Caller.start(() -> this.region.get(call(), () -> "new")).awaitParked();
		invalidateDuringTheLoad();
		assertThat(leader.result()).isEqualTo("old");
		assertThat(joiner.result()).isEqualTo("new");
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("new");
	}

}
