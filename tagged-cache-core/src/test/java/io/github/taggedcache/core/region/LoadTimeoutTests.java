package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.refresh.RefreshAhead;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import io.github.taggedcache.core.timeout.LoadTimeouts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers get of a load that takes too long, and what becomes of the load.
 */
@SuppressWarnings("FutureReturnValueIgnored") // loads that go on
class LoadTimeoutTests {

	private static final Duration SOFT = Duration.ofMillis(100);

	private static final Duration HARD = Duration.ofSeconds(2);

	private final Workbench bench = Workbench.following();

	private final Region region = this.bench.region(Workbench.NEAR
		.with(new StaleSettings(Duration.ZERO, Duration.ofHours(1), Duration.ZERO, List.of()), RefreshAhead.NEVER)
		.with(new LoadTimeouts(SOFT, HARD, false)));

	private final CompletableFuture<String> slow = new CompletableFuture<>();

	@Test
	void callerThatWaitsTooLongIsServedAStaleValue() {
		storeAndExpire();
		CompletableFuture<Object> value = load();
		assertThat(value).isNotDone();
		this.bench.limit().end(SOFT);
		assertThat(value).isCompletedWithValue("old");
		assertThat(this.region.statistics().stale(StaleReason.TIMEOUT)).isOne();
	}

	@Test
	void loadGoesOnWithoutItsCallerAndIsStored() {
		storeAndExpire();
		load();
		this.bench.limit().end(SOFT);
		this.slow.complete("new");
		assertThat(load()).isCompletedWithValue("new");
		assertThat(this.region.statistics().loads()).isEqualTo(2);
	}

	@Test
	void loadThatWentOnIsRefusedIfItsTagsWereInvalidated() {
		storeAndExpire();
		load();
		this.bench.limit().end(SOFT);
		this.bench.invalidate("a");
		this.bench.follow();
		this.slow.complete("read before the invalidation");
		assertThat(this.region.statistics().refused()).isOne();
	}

	@Test
	void staleValueThatWasInvalidatedMeanwhileIsNotServed() {
		storeAndExpire();
		CompletableFuture<Object> value = load();
		this.bench.invalidate("a");
		this.bench.follow();
		this.bench.limit().end(SOFT);
		assertThat(value).isNotDone();
		this.slow.complete("new");
		assertThat(value).isCompletedWithValue("new");
	}

	@Test
	void regionWithoutAStaleWindowServesNoSoftInvalidatedValue() {
		Region strict = this.bench.region(Workbench.NEAR.with(new LoadTimeouts(SOFT, HARD, false)));
		this.bench.register("a");
		this.bench.follow();
		strict.retrieve(TextCall.tagged("a"), () -> CompletableFuture.completedFuture("old")).join();
		this.bench.softInvalidate("a");
		this.bench.follow();
		CompletableFuture<Object> value = strict.retrieve(TextCall.tagged("a"), () -> this.slow);
		this.bench.limit().end(SOFT);
		assertThat(value).isNotDone();
		this.slow.complete("new");
		assertThat(value).isCompletedWithValue("new");
	}

	@Test
	void callerWithoutAStaleValueWaitsForTheHardLimit() {
		CompletableFuture<Object> value = load();
		this.bench.limit().end(SOFT);
		assertThat(value).isNotDone();
		this.bench.limit().end(HARD);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(value::join)
			.withCauseInstanceOf(LoadTimeoutException.class)
			.withMessageContaining("The loader did not give the value of key #")
			.withMessageContaining("2000 ms");
	}

	@Test
	void callerThatJoinedALoadHasItsOwnLimits() {
		load();
		CompletableFuture<Object> joined = load();
		this.bench.limit().end(HARD);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(joined::join)
			.withCauseInstanceOf(LoadTimeoutException.class);
		this.slow.complete("new");
		assertThat(load()).isCompletedWithValue("new");
		assertThat(this.region.statistics().loads()).isOne();
	}

	private void storeAndExpire() {
		this.bench.register("a");
		this.bench.follow();
		assertThat(this.region.retrieve(TextCall.tagged("a"), () -> CompletableFuture.completedFuture("old")))
			.isCompletedWithValue("old");
		this.bench.time().advance(Duration.ofHours(1));
		this.bench.follow();
	}

	private CompletableFuture<Object> load() {
		return this.region.retrieve(TextCall.tagged("a"), () -> this.slow);
	}

}
