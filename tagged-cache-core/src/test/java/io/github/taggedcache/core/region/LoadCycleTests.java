package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads that wait for each other in a ring. The time of joiners never passes here, so a
 * cycle that nobody sees hangs.
 */
@Timeout(30)
class LoadCycleTests {

	private static final String INNER = "alone";

	private final Workbench bench = new Workbench();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Region> regions = Stream.of("first", "second", "third", "fourth")
		.map((name) -> this.bench.region(name, Workbench.SETTINGS, new TextCodec(1), this.executor))
		.toList();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void ringOfBlockingLoadsEnds(int length) throws Exception {
		assertEnds(length, 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4 })
	void ringOfFuturesEnds(int length) throws Exception {
		assertEnds(length, length);
	}

	@ParameterizedTest
	@CsvSource({ "2, 1", "3, 1", "3, 2", "4, 2" })
	void ringOfBothEnds(int length, int futures) throws Exception {
		assertEnds(length, futures);
	}

	/**
	 * Begins all loads of a ring before any of them asks for the next one.
	 */
	private void assertEnds(int length, int futures) throws Exception {
		CountDownLatch begun = new CountDownLatch(length);
		List<Caller> callers = Stream.iterate(0, (i) -> i < length, (i) -> i + 1)
			.map((i) -> Caller.start(() -> (i < futures) ? future(i, length, begun).get() : blocking(i, length, begun)))
			.toList();
		for (Caller caller : callers) {
			assertThat(caller.result()).asString().contains(INNER);
		}
		assertThat(this.bench.waits().size()).isZero();
	}

	private Object blocking(int i, int length, CountDownLatch begun) throws LoadFailedException {
		return this.regions.get(i).get(call(i), () -> {
			meet(begun);
			return i + " of " + next(i, length).get(call((i + 1) % length), () -> INNER);
		});
	}

	private CompletableFuture<Object> future(int i, int length, CountDownLatch begun) {
		return this.regions.get(i).retrieve(call(i), () -> {
			meet(begun);
			return next(i, length).retrieve(call((i + 1) % length), () -> CompletableFuture.completedFuture(INNER))
				.thenApply((value) -> i + " of " + value);
		});
	}

	private Region next(int i, int length) {
		return this.regions.get((i + 1) % length);
	}

	private TextCall call(int i) {
		return new TextCall(EntryKey.of(this.regions.get(i).name(), "1"), List.of(), (value) -> List.of());
	}

	@Test
	void loaderThatHandsItsScopeToAnotherThreadMayAskForItsOwnKeyThere() throws Exception {
		Region region = this.regions.get(0);
		Caller caller = Caller.start(() -> region.get(call(0), () -> {
			LoadScope scope = LoadScope.current();
			return CompletableFuture
				.supplyAsync(
						() -> scope
							.run(() -> region.retrieve(call(0), () -> CompletableFuture.completedFuture(INNER)).join()),
						this.executor)
				.get();
		}));
		assertThat(caller.result()).isEqualTo(INNER);
	}

	@Test
	void loadThatAnotherLoaderBeganIsSeenInTheRing() throws Exception {
		CountDownLatch begun = new CountDownLatch(2);
		Caller one = Caller.start(() -> this.regions.get(0).get(call(0), () -> this.regions.get(1).get(call(1), () -> {
			meet(begun);
			return this.regions.get(2).get(call(2), () -> INNER);
		})));
		Caller other = Caller.start(() -> this.regions.get(2).get(call(2), () -> {
			meet(begun);
			return this.regions.get(0).get(call(0), () -> INNER);
		}));
		assertThat(one.result()).isEqualTo(INNER);
		assertThat(other.result()).isEqualTo(INNER);
	}

	@Test
	void loadersThatDoNotWaitForEachOtherShareAThirdLoad() throws Exception {
		HeldLoader third = new HeldLoader();
		List<Caller> callers = Stream.of(0, 1)
			.map((i) -> Caller
				.start(() -> this.regions.get(i).get(call(i), () -> this.regions.get(2).get(call(2), third))))
			.toList();
		third.awaitStarted();
		callers.forEach(Caller::awaitParked);
		third.finish("shared");
		for (Caller caller : callers) {
			assertThat(caller.result()).isEqualTo("shared");
		}
		assertThat(third.runs()).isOne();
	}

	private static void meet(CountDownLatch begun) {
		begun.countDown();
		try {
			if (!begun.await(10, TimeUnit.SECONDS)) {
				throw new AssertionError("Not all loads began");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
