package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
class BlockingLoadsTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final HeldLoader loader = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	@Test
	void missLoadsAndStores() throws Exception {
		assertThat(get(() -> "text")).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE, Call.SET);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void hitLoadsNothing() throws Exception {
		get(() -> "text");
		assertThat(get(this.loader)).isEqualTo("text");
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void nullIsLoaded() throws Exception {
		assertThat(get(() -> null)).isNull();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isNull();
	}

	@Test
	void oneLoadServesAllCallers() throws Exception {
		List<Caller> callers = IntStream.range(0, 8).mapToObj((i) -> start(this.loader)).toList();
		callers.forEach(Caller::awaitParked);
		this.loader.finish("text");
		for (Caller caller : callers) {
			assertThat(caller.result()).isEqualTo("text");
		}
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void loadIsTakenUnderTheClockOfItsLookup() throws Exception {
		Caller caller = start(this.loader);
		this.loader.awaitStarted();
		this.bench.invalidate("a");
		this.loader.finish("old");
		assertThat(caller.result()).isEqualTo("old");
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void failureOfTheLoaderIsTold() {
		IllegalStateException failure = new IllegalStateException("no database");
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> get(() -> {
			throw failure;
		})).satisfies((ex) -> assertThat(ex.thrown()).isSameAs(failure)).withCause(failure);
	}

	@Test
	void failureIsSharedWithThoseWhoJoined() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(this.loader).awaitParked();
		IllegalStateException failure = new IllegalStateException("no database");
		this.loader.fail(failure);
		for (Caller caller : List.of(leader, joiner)) {
			assertThatExceptionOfType(LoadFailedException.class).isThrownBy(caller::result)
				.satisfies((ex) -> assertThat(ex.thrown()).isSameAs(failure));
		}
		assertThat(this.loader.runs()).isOne();
	}

	static Stream<Exception> failuresOfOtherKinds() {
		return Stream.of(new StoreException("of another store", null),
				new CompletionException(new IllegalStateException("no database")),
				new ExecutionException(new IllegalStateException("no database")));
	}

	@ParameterizedTest
	@MethodSource("failuresOfOtherKinds")
	void whoJoinedMeetsTheSameFailureAsTheLeader(Exception failure) throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		Caller leader = start(() -> {
			loading.countDown();
			await(released);
			throw failure;
		});
		await(loading);
		Caller joiner = start(this.loader).awaitParked();
		released.countDown();
		for (Caller caller : List.of(leader, joiner)) {
			assertThatExceptionOfType(LoadFailedException.class).isThrownBy(caller::result)
				.satisfies((ex) -> assertThat(ex.thrown()).isSameAs(failure));
		}
	}

	@Test
	void nextCallLoadsAgainAfterAFailure() throws Exception {
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(() -> get(() -> {
			throw new IllegalStateException("no database");
		}));
		assertThat(get(() -> "text")).isEqualTo("text");
	}

	@Test
	void interruptedLoadIsNotShared() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(() -> "text").awaitParked();
		leader.interrupt();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(leader::result)
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(joiner.result()).isEqualTo("text");
	}

	@Test
	void cancelledLoadIsNotShared() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(() -> "text").awaitParked();
		this.loader.fail(new CancellationException());
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(leader::result);
		assertThat(joiner.result()).isEqualTo("text");
	}

	@Test
	void thoseWhoJoinedAnInterruptedLoadShareTheNextOne() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		HeldLoader next = new HeldLoader();
		List<Caller> joiners = IntStream.range(0, 6).mapToObj((i) -> start(next)).toList();
		joiners.forEach(Caller::awaitParked);
		leader.interrupt();
		next.awaitStarted();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(leader::result);
		joiners.forEach(Caller::awaitParked);
		next.finish("text");
		for (Caller joiner : joiners) {
			assertThat(joiner.result()).isEqualTo("text");
		}
		assertThat(next.runs()).isOne();
	}

	@Test
	void joinerMayBeInterruptedWithoutTheLoad() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(this.loader).awaitParked();
		joiner.interrupt();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(joiner::result)
			.withCauseInstanceOf(InterruptedException.class);
		this.loader.finish("text");
		assertThat(leader.result()).isEqualTo("text");
	}

	@Test
	void loaderMayAskForItsOwnKey() throws Exception {
		assertThat(get(() -> "outer of " + get(() -> "inner"))).isEqualTo("outer of inner");
	}

	@Test
	void loaderMayAskForItsOwnKeyAsAFuture() throws Exception {
		HeldLoader inner = new HeldLoader();
		inner.finish("inner");
		assertThat(get(() -> "outer of " + this.region.retrieve(TextCall.tagged("a"), inner).get()))
			.isEqualTo("outer of inner");
	}

	@Test
	void whoMissedTheEntryAndTheLoadLooksAgain() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		Caller late = start(this.loader);
		lookup.awaitSent();
		get(() -> "text");
		lookup.release();
		assertThat(late.result()).isEqualTo("text");
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void whoLooksAgainAndMissesLoads() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		Caller late = start(() -> "loaded");
		lookup.awaitSent();
		get(() -> "text");
		this.bench.memory().forgetEntry(Workbench.KEY);
		lookup.release();
		assertThat(late.result()).isEqualTo("loaded");
	}

	@Test
	void failureOfTheStoreIsNoFailureOfTheLoaderToThoseWhoJoined() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		Caller late = start(this.loader);
		lookup.awaitSent();
		get(() -> "text");
		this.bench.memory().forgetEntry(Workbench.KEY);
		Held again = this.bench.store().hold(Call.GET);
		lookup.release();
		again.awaitSent();
		Caller joiner = start(this.loader).awaitParked();
		StoreException failure = again.fail();
		assertThatExceptionOfType(StoreException.class).isThrownBy(late::result).isSameAs(failure);
		assertThatExceptionOfType(StoreException.class).isThrownBy(joiner::result).isSameAs(failure);
	}

	@Test
	void leaderInterruptedWhileItWaitsForTheStoreIsNotShared() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		Caller late = start(this.loader);
		lookup.awaitSent();
		get(() -> "text");
		this.bench.memory().forgetEntry(Workbench.KEY);
		Held again = this.bench.store().hold(Call.GET);
		lookup.release();
		again.awaitSent();
		Caller joiner = start(() -> "loaded").awaitParked();
		late.interrupt();
		assertThatExceptionOfType(StoreException.class).isThrownBy(late::result);
		assertThat(joiner.result()).isEqualTo("loaded");
	}

	@Test
	void lookupThatFailsIsAFailureOfTheStore() {
		StoreException failure = this.bench.store().fail(Call.OBSERVE);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> get(this.loader)).isSameAs(failure);
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void storeThatFailsAfterTheLoadCostsNoValue() throws Exception {
		TextCall call = TextCall.tagged("a");
		StoreException failure = this.bench.store().fail(Call.SET);
		assertThat(this.region.get(call, () -> "text")).isEqualTo("text");
		assertThat(call.failures()).containsExactly(failure);
	}

	@Test
	void registrationThatFailsAfterTheLoadCostsNoValue() throws Exception {
		TextCall call = TextCall.tagged("a");
		this.bench.store().pass(Call.OBSERVE);
		StoreException failure = this.bench.store().fail(Call.OBSERVE);
		assertThat(this.region.get(call, () -> "text")).isEqualTo("text");
		assertThat(call.failures()).containsExactly(failure);
	}

	@Test
	void valueThatCannotBeEncodedSendsNothing() {
		assertThatIllegalStateException().isThrownBy(() -> get(() -> TextCodec.UNENCODABLE))
			.withMessage("It would not come back");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void nextCallLoadsAgainAfterAValueThatCannotBeEncoded() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> get(() -> TextCodec.UNENCODABLE));
		assertThat(get(() -> "text")).isEqualTo("text");
	}

	@Test
	void tagsThatCannotBeMadeFailTheCallAndNotTheNextOne() throws Exception {
		TextCall call = TextCall.taggedByResult((value) -> {
			throw new IllegalArgumentException("no such property");
		});
		assertThatIllegalArgumentException().isThrownBy(() -> this.region.get(call, () -> "text"));
		assertThat(get(() -> "text")).isEqualTo("text");
	}

	@Test
	void joinerHasItsValueBeforeItIsStored() throws Exception {
		Held stored = this.bench.store().hold(Call.SET);
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(this.loader).awaitParked();
		this.loader.finish("text");
		assertThat(joiner.result()).isEqualTo("text");
		stored.awaitSent();
		leader.awaitParked();
		stored.release();
		assertThat(leader.result()).isEqualTo("text");
	}

	/**
	 * The pool asks a predicate before it gives up, and here that throws.
	 */
	@Test
	void loadOfACallWhoseThreadCannotWaitEnds() throws Exception {
		this.bench.store().hold(Call.SET);
		ForkJoinPool pool = new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, false, 1, 1, 1,
				(full) -> {
					throw new IllegalStateException("no thread left");
				}, 60, TimeUnit.SECONDS);
		try {
			ForkJoinTask<Object> call = pool.submit(() -> get(() -> "text"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
				.withStackTraceContaining("no thread left");
		}
		finally {
			pool.shutdownNow();
		}
		this.bench.memory().forgetEntry(Workbench.KEY);
		Caller next = start(() -> "next");
		assertThat(next.result()).isEqualTo("next");
	}

	@Test
	void thoseTurnedAwayShareTheNextLoadAlsoWhileTheLastOneIsBeingStored() throws Exception {
		CountDownLatch stored = new CountDownLatch(1);
		AtomicReference<Thread> leading = new AtomicReference<>();
		Caller leader = start(() -> {
			leading.set(Thread.currentThread());
			return this.loader.call();
		});
		this.loader.awaitStarted();
		HeldLoader next = new HeldLoader();
		List<Caller> joiners = IntStream.range(0, 6).mapToObj((i) -> start(next)).toList();
		joiners.forEach(Caller::awaitParked);
		for (int i = 0; i < 20; i++) {
			this.bench.store().before(Call.OBSERVE, () -> {
				if (Thread.currentThread() == leading.get()) {
					await(stored);
				}
			});
		}
		this.bench.invalidate("a");
		this.loader.finish("old");
		next.awaitStarted();
		joiners.forEach(Caller::awaitParked);
		next.finish("new");
		for (Caller joiner : joiners) {
			assertThat(joiner.result()).isEqualTo("new");
		}
		assertThat(next.runs()).isOne();
		stored.countDown();
		assertThat(leader.result()).isEqualTo("old");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Caller start(Callable<Object> loader) {
		return Caller.start(() -> get(loader));
	}

	private Object get(Callable<Object> loader) throws LoadFailedException {
		return this.region.get(TextCall.tagged("a"), loader);
	}

}
