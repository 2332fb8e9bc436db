package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // a load that others join
class AsyncLoadsTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final HeldLoader loader = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	@Test
	void missLoadsAndStores() {
		CompletableFuture<Object> value = retrieve(this.loader);
		this.loader.finish("text");
		assertThat(value).isCompletedWithValue("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE, Call.SET);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void hitLoadsNothing() {
		retrieve(loaded("text")).join();
		assertThat(retrieve(this.loader)).isCompletedWithValue("text");
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void nullIsLoaded() {
		assertThat(retrieve(loaded(null))).isCompletedWithValue(null);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isNull();
	}

	@Test
	void lookupIsSentBeforeTheCallReturns() {
		Held lookup = this.bench.store().hold(Call.GET);
		assertThat(retrieve(this.loader)).isNotDone();
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
		lookup.release();
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void oneLoadServesAllCallers() {
		List<CompletableFuture<Object>> values = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			values.add(retrieve(this.loader));
		}
		this.loader.finish("text");
		assertThat(values).allSatisfy((value) -> assertThat(value).isCompletedWithValue("text"));
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void loadIsTakenUnderTheClockOfItsLookup() {
		CompletableFuture<Object> value = retrieve(this.loader);
		this.bench.invalidate("a");
		this.loader.finish("old");
		assertThat(value).isCompletedWithValue("old");
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void failureIsSharedWithThoseWhoJoinedAndNotWrapped() {
		IllegalStateException failure = new IllegalStateException("no database");
		List<CompletableFuture<Object>> values = List.of(retrieve(this.loader), retrieve(this.loader));
		this.loader.fail(failure);
		assertThat(values).extracting(AsyncLoadsTests::failure).containsExactly(failure, failure);
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void whoJoinedAFailedLoadMayCallAgainAtOnce() {
		retrieve(this.loader);
		CompletableFuture<Object> again = retrieve(this.loader).handle((value, ex) -> retrieve(loaded("fresh")))
			.thenCompose(Function.identity());
		this.loader.fail(new IllegalStateException("no database"));
		assertThat(again).isCompletedWithValue("fresh");
	}

	@Test
	void loaderThatThrowsIsAFailure() {
		IllegalStateException failure = new IllegalStateException("no database");
		assertThat(failure(retrieve(() -> {
			throw failure;
		}))).isSameAs(failure);
	}

	@Test
	void nextCallLoadsAgainAfterAFailure() {
		assertThat(retrieve(() -> {
			throw new IllegalStateException("no database");
		})).isCompletedExceptionally();
		assertThat(retrieve(loaded("text"))).isCompletedWithValue("text");
	}

	@Test
	void loaderThatReturnsNoFutureIsTold() {
		assertThat(failure(retrieve(() -> null))).isInstanceOf(IllegalStateException.class)
			.hasMessage(
					"The loader of key #6b86b273 of region 'articles' returned null, where it must return a future");
	}

	@Test
	void nextCallLoadsAgainAfterALoaderThatReturnedNoFuture() {
		assertThat(retrieve(() -> null)).isCompletedExceptionally();
		assertThat(retrieve(loaded("text"))).isCompletedWithValue("text");
	}

	@Test
	void cancelledLoadIsNotShared() {
		CompletableFuture<Object> leader = retrieve(this.loader);
		CompletableFuture<Object> joiner = retrieve(loaded("text"));
		this.loader.value().cancel(true);
		assertThat(failure(leader)).isInstanceOf(CancellationException.class);
		assertThat(joiner).isCompletedWithValue("text");
	}

	@Test
	void leaderWhoCancelsDoesNotHurtOthers() {
		CompletableFuture<Object> leader = retrieve(this.loader);
		CompletableFuture<Object> joiner = retrieve(this.loader);
		leader.cancel(true);
		this.loader.finish("text");
		assertThat(joiner).isCompletedWithValue("text");
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void joinerWhoCancelsDoesNotHurtOthers() {
		CompletableFuture<Object> leader = retrieve(this.loader);
		CompletableFuture<Object> joiner = retrieve(this.loader);
		CompletableFuture<Object> other = retrieve(this.loader);
		joiner.cancel(true);
		this.loader.finish("text");
		assertThat(leader).isCompletedWithValue("text");
		assertThat(other).isCompletedWithValue("text");
	}

	@Test
	void loaderMayAskForItsOwnKeyBeforeItReturns() {
		assertThat(retrieve(() -> retrieve(loaded("inner")).thenApply((inner) -> "outer of " + inner)))
			.isCompletedWithValue("outer of inner");
	}

	@Test
	void whoMissedTheEntryAndTheLoadLooksAgain() {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> late = retrieve(this.loader);
		retrieve(loaded("text")).join();
		lookup.release();
		assertThat(late).isCompletedWithValue("text");
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void thoseWhoJoinOneWhoLooksAgainGetWhatItFound() {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> late = retrieve(this.loader);
		retrieve(loaded("text")).join();
		Held again = this.bench.store().hold(Call.GET);
		lookup.release();
		Held other = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> joiner = retrieve(this.loader);
		again.release();
		other.release();
		assertThat(List.of(late, joiner)).allSatisfy((value) -> assertThat(value).isCompletedWithValue("text"));
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void lookingAgainThatFailsDoesNotBlockTheKey() {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> late = retrieve(this.loader);
		retrieve(loaded("text")).join();
		StoreException failure = this.bench.store().fail(Call.GET);
		lookup.release();
		assertThat(failure(late)).isSameAs(failure);
		assertThat(retrieve(this.loader)).isCompletedWithValue("text");
	}

	@Test
	void nobodyJoinsMoreThanThreeTimes() {
		HeldLoader first = new HeldLoader();
		HeldLoader second = new HeldLoader();
		HeldLoader third = new HeldLoader();
		HeldLoader fourth = new HeldLoader();
		List<HeldLoader> others = List.of(first, second, third, fourth);
		List<CompletableFuture<Object>> values = new ArrayList<>();
		values.add(retrieve(first));
		CompletableFuture<Object> joiner = retrieve(this.loader);
		for (int i = 0; i < 3; i++) {
			this.bench.invalidate("a");
			Held verdict = this.bench.store().hold(Call.OBSERVE);
			others.get(i).finish("old");
			values.add(retrieve(others.get(i + 1)));
			assertThat(this.loader.runs()).isZero();
			verdict.release();
		}
		assertThat(this.loader.runs()).isOne();
		this.loader.finish("text");
		assertThat(joiner).isCompletedWithValue("text");
		fourth.finish("text");
		assertThat(values).allSatisfy((value) -> assertThat(value).isCompleted());
	}

	@Test
	void thoseTurnedAwayShareTheNextLoadAlsoWhileTheLastOneIsBeingStored() {
		CompletableFuture<Object> leader = retrieve(this.loader);
		HeldLoader next = new HeldLoader();
		List<CompletableFuture<Object>> joiners = List.of(retrieve(next), retrieve(next), retrieve(next));
		this.bench.invalidate("a");
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().pass(Call.OBSERVE);
		Held stored = this.bench.store().hold(Call.OBSERVE);
		this.loader.finish("old");
		assertThat(leader).isNotDone();
		next.finish("new");
		assertThat(joiners).allSatisfy((joiner) -> assertThat(joiner).isCompletedWithValue("new"));
		assertThat(next.runs()).isOne();
		stored.release();
		assertThat(leader).isCompletedWithValue("old");
	}

	@Test
	void lookupThatFailsIsAFailureOfTheStore() {
		StoreException failure = this.bench.store().fail(Call.OBSERVE);
		assertThat(failure(retrieve(this.loader))).isSameAs(failure);
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void storeThatFailsAfterTheLoadCostsNoValue() {
		TextCall call = TextCall.tagged("a");
		StoreException failure = this.bench.store().fail(Call.SET);
		assertThat(this.region.retrieve(call, loaded("text"))).isCompletedWithValue("text");
		assertThat(call.failures()).containsExactly(failure);
	}

	@Test
	void whatElseFailsAfterTheLoadIsTold() {
		IllegalStateException failure = new IllegalStateException("a bug");
		this.bench.store().fail(Call.SET, failure);
		assertThat(failure(retrieve(loaded("text")))).isSameAs(failure);
	}

	@Test
	void valueThatCannotBeEncodedSendsNothing() {
		assertThat(failure(retrieve(loaded(TextCodec.UNENCODABLE)))).isInstanceOf(IllegalStateException.class)
			.hasMessage("It would not come back");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void valueThatMustNotBeStoredIsNot() {
		assertThat(retrieve(() -> {
			LoadScope.current().doNotStore();
			return CompletableFuture.completedFuture("text");
		})).isCompletedWithValue("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	private static Throwable failure(CompletableFuture<Object> value) {
		assertThat(value).isCompletedExceptionally();
		return value.handle((done, ex) -> ex).join();
	}

	private static Supplier<CompletableFuture<Object>> loaded(Object value) {
		return () -> CompletableFuture.completedFuture(value);
	}

	private CompletableFuture<Object> retrieve(Supplier<CompletableFuture<Object>> loader) {
		return this.region.retrieve(TextCall.tagged("a"), loader);
	}

}
