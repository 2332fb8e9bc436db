package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A region of which one load runs at a time.
 */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // loads that others wait for
class LoadLimitTests {

	private static final LoadSettings ONE = new LoadSettings(null, new LimitSettings(1));

	private static final LoadSettings BOTH = new LoadSettings(LeaseSettings.DEFAULT, new LimitSettings(1));

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region(Workbench.waiting(false, ONE));

	private final HeldLoader first = new HeldLoader();

	private final HeldLoader second = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	private static TextCall call(String key) {
		return new TextCall(EntryKey.of(Workbench.REGION, key), List.of(), (value) -> List.of());
	}

	private CompletableFuture<Object> retrieve(String key, HeldLoader loader) {
		return this.region.retrieve(call(key), loader);
	}

	@Test
	void loadWaitsForTheEndOfAnother() {
		CompletableFuture<Object> one = retrieve("1", this.first);
		CompletableFuture<Object> other = retrieve("2", this.second);
		assertThat(this.second.runs()).isZero();
		this.first.finish("one");
		assertThat(one).isCompletedWithValue("one");
		assertThat(this.second.runs()).isOne();
		this.second.finish("two");
		assertThat(other).isCompletedWithValue("two");
		assertThat(this.region.statistics().loadWaits()).isOne();
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void hitWaitsForNothing() {
		this.second.finish("two");
		retrieve("2", this.second);
		retrieve("1", this.first);
		assertThat(retrieve("2", this.first)).isCompletedWithValue("two");
	}

	@Test
	void joinersTakeNoPlace() {
		CompletableFuture<Object> one = retrieve("1", this.first);
		CompletableFuture<Object> joined = retrieve("1", this.second);
		this.first.finish("one");
		assertThat(one).isCompletedWithValue("one");
		assertThat(joined).isCompletedWithValue("one");
		assertThat(this.region.statistics().loadWaits()).isZero();
	}

	@Test
	void valueThatIsThereWhenThePlaceIsFreeIsTaken() {
		retrieve("1", this.first);
		CompletableFuture<Object> other = retrieve("2", this.second);
		this.bench.region().retrieve(call("2"), () -> CompletableFuture.completedFuture("theirs"));
		this.first.finish("one");
		assertThat(other).isCompletedWithValue("theirs");
		assertThat(this.second.runs()).isZero();
		HeldLoader third = new HeldLoader();
		retrieve("3", third);
		assertThat(third.runs()).as("the place is free again").isOne();
	}

	@Test
	void loadRunsWhenTheTimeToWaitIsOver() {
		retrieve("1", this.first);
		CompletableFuture<Object> other = retrieve("2", this.second);
		assertThat(this.bench.limit().limits()).containsExactly(RegionSettings.JOIN_TIMEOUT);
		this.bench.limit().end();
		this.second.finish("two");
		assertThat(other).isCompletedWithValue("two");
		HeldLoader third = new HeldLoader();
		retrieve("3", third);
		assertThat(third.runs()).as("a load without a place gives none back").isZero();
		this.first.finish("one");
		assertThat(third.runs()).isOne();
		third.finish("three");
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void loaderThatFailsGivesItsPlaceBack() {
		retrieve("1", this.first);
		retrieve("2", this.second);
		this.first.fail(new IllegalStateException("No"));
		assertThat(this.second.runs()).isOne();
	}

	@Test
	void placeIsGivenBackWhenTheLoaderHasEnded() {
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<Object> one = retrieve("1", this.first);
		retrieve("2", this.second);
		this.first.finish("one");
		assertThat(one).isNotDone();
		assertThat(this.second.runs()).isOne();
		written.release();
		assertThat(one).isCompletedWithValue("one");
	}

	@Test
	void whoIsInterruptedGivesUpItsPlaceInTheQueue() throws Exception {
		retrieve("1", this.first);
		Caller impatient = Caller.start(() -> this.region.get(call("2"), this.second)).awaitParked();
		impatient.interrupt();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(impatient::result);
		HeldLoader third = new HeldLoader();
		retrieve("3", third);
		this.first.finish("one");
		assertThat(third.runs()).isOne();
		assertThat(this.second.runs()).isZero();
	}

	@Test
	void loadInsideALoadOfTheRegionNeedsNoPlace() throws Exception {
		Object value = this.region.get(call("1"), () -> "outer of " + this.region.get(call("2"), () -> "inner"));
		assertThat(value).isEqualTo("outer of inner");
		assertThat(this.bench.limit().limits()).isEmpty();
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void loaderDoesNotJoinALoadThatWaitsForItsPlace() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch waiting = new CountDownLatch(1);
		Caller outer = Caller.start(() -> this.region.get(call("1"), () -> {
			started.countDown();
			await(waiting);
			return "outer of " + this.region.get(call("2"), () -> "own");
		}));
		await(started);
		Caller queued = Caller.start(() -> this.region.get(call("2"), this.second)).awaitParked();
		waiting.countDown();
		assertThat(outer.result()).isEqualTo("outer of own");
		assertThat(queued.result()).isEqualTo("own");
		assertThat(this.second.runs()).isZero();
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void ringOverTwoRegionsDoesNotWait() throws Exception {
		Region other = this.bench.region("authors", Workbench.waiting(false, ONE), this.bench.codec(), Runnable::run);
		CountDownLatch begun = new CountDownLatch(2);
		Caller one = Caller.start(() -> this.region.get(call("1"), () -> {
			meet(begun);
			return "one of " + other.get(author("2"), () -> "inner");
		}));
		Caller two = Caller.start(() -> other.get(author("1"), () -> {
			meet(begun);
			return "two of " + this.region.get(call("2"), () -> "inner");
		}));
		assertThat(one.result()).isEqualTo("one of inner");
		assertThat(two.result()).isEqualTo("two of inner");
		assertThat(this.bench.waits().size()).isZero();
	}

	private static TextCall author(String key) {
		return new TextCall(EntryKey.of("authors", key), List.of(), (value) -> List.of());
	}

	private static void meet(CountDownLatch begun) {
		begun.countDown();
		await(begun);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void loadThatWaitsForItsPlaceHoldsNoLease() {
		Region leased = this.bench.region(Workbench.waiting(false, BOTH));
		for (int i = 0; i < 4; i++) {
			HeldLoader missed = new HeldLoader();
			missed.finish("missed");
			leased.retrieve(call("missed " + i), missed);
		}
		this.bench.store().calls();
		leased.retrieve(call("2"), this.first);
		leased.retrieve(TextCall.tagged("a"), this.second);
		assertThat(this.bench.store().calls()).filteredOn(Call.ACQUIRE::equals).hasSize(2);
		assertThat(this.bench.memory().acquire(Workbench.KEY, "other", 1)).isCompletedWithValue(true);
		this.bench.time().advance(Duration.ofMillis(1));
		this.first.finish("one");
		assertThat(this.second.runs()).isOne();
	}

	@Test
	void loadThatWaitsForItsLeaseTakesNoPlace() {
		Region leased = this.bench.region(Workbench.waiting(false, BOTH));
		this.bench.memory().acquire(Workbench.KEY, "dead", 1000).join();
		CompletableFuture<Object> one = leased.retrieve(TextCall.tagged("a"), this.first);
		leased.retrieve(call("2"), this.second);
		assertThat(this.second.runs()).isOne();
		this.bench.time().advance(Duration.ofSeconds(1));
		this.bench.limit().endWithin(Duration.ofMillis(250));
		assertThat(this.first.runs()).as("a place is taken").isZero();
		this.second.finish("two");
		assertThat(this.first.runs()).isOne();
		this.first.finish("one");
		assertThat(one).isCompletedWithValue("one");
	}

}
