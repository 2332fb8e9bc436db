package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * One load in the cluster: two nodes, and leases of a third one that the test holds.
 */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // loads that others wait for
class LeasedLoadsTests extends TwoNodes {

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

	/**
	 * The pauses of all who wait are over.
	 */
	private void pause() {
		this.bench.time().advance(LONGEST_PAUSE);
		this.bench.limit().endWithin(LONGEST_PAUSE);
	}

	private void holdLease(Duration lease) {
		this.bench.memory().acquire(Workbench.KEY, "dead", lease.toMillis()).join();
	}

	@Test
	void oneNodeLoadsAndTheOtherTakesItsValue() {
		CompletableFuture<Object> first = retrieve(this.here, this.loader);
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		pause();
		assertThat(second).isNotDone();
		this.loader.finish("text");
		pause();
		assertThat(first).isCompletedWithValue("text");
		assertThat(second).isCompletedWithValue("text");
		assertThat(this.other.runs()).isZero();
		assertThat(this.there.statistics().coalesced()).isOne();
		assertThat(this.there.statistics().loadWaits()).isOne();
		assertThat(this.here.statistics().loadWaits()).isZero();
	}

	@Test
	void valueThatAWaiterTakesIsHandedOver() {
		Dependencies made = new Dependencies();
		retrieve(this.here, this.loader);
		CompletableFuture<Object> second = this.there.retrieve(TextCall.tagged("a").madeFor(made), this.other);
		this.loader.finish("text");
		pause();
		assertThat(second).isCompletedWithValue("text");
		assertThat(this.other.runs()).isZero();
		assertThat(made.inherited().names()).contains("a");
	}

	@Test
	void waitIsTold() {
		retrieve(this.here, this.loader);
		List<Long> waits = new ArrayList<>();
		this.there.onWait(waits::add);
		retrieve(this.there, this.other);
		pause();
		this.loader.finish("text");
		pause();
		assertThat(waits).containsExactly(Duration.ofMillis(500).toNanos());
	}

	@Test
	void callersOfTheWaitingNodeShareTheValue() {
		retrieve(this.here, this.loader);
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		CompletableFuture<Object> third = retrieve(this.there, this.other);
		this.loader.finish("text");
		pause();
		assertThat(second).isCompletedWithValue("text");
		assertThat(third).isCompletedWithValue("text");
		assertThat(this.there.statistics().coalesced()).isEqualTo(2);
	}

	@Test
	void blockingCallerWaitsAndTakesTheValue() throws Exception {
		retrieve(this.here, this.loader);
		Caller caller = Caller.start(() -> this.there.get(TextCall.tagged("a"), this.other)).awaitParked();
		this.loader.finish("text");
		pause();
		assertThat(caller.result()).isEqualTo("text");
		assertThat(this.other.runs()).isZero();
	}

	@Test
	void leaseTakesOneRoundTripBeforeTheLoadAndNoneAfterIt() {
		this.loader.finish("text");
		retrieve(this.here, this.loader);
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.ACQUIRE, Call.GET,
				Call.OBSERVE, Call.OBSERVE, Call.SET, Call.FREE);
	}

	@Test
	void leaseTravelsWithTheLookupWhereMostLookupsFindNothing() {
		missOften();
		this.loader.finish("text");
		retrieve(this.here, this.loader);
		assertThat(this.bench.store().calls()).containsExactly(Call.ACQUIRE, Call.GET, Call.OBSERVE, Call.OBSERVE,
				Call.SET, Call.FREE);
	}

	@Test
	void leaseThatTravelledWithALookupIsGivenBackIfThatFindsTheValue() {
		missOften();
		this.bench.storeElsewhere("of another node");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("of another node");
		assertThat(this.loader.runs()).isZero();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseThatTravelledWithALookupIsGivenBackByACallerThatJoins() {
		missOften();
		Held acquired = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> first = retrieve(this.here, this.loader);
		CompletableFuture<Object> second = retrieve(this.here, this.loader);
		acquired.release();
		this.loader.finish("text");
		pause();
		assertThat(first).isCompletedWithValue("text");
		assertThat(second).isCompletedWithValue("text");
		assertThat(this.loader.runs()).isOne();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseThatTravelledWithALookupIsGivenBackIfTheTagsOfTheCallFail() {
		missOften();
		assertThatIllegalStateException().isThrownBy(() -> this.here.retrieve(TextCall.taggedInVain(), this.loader));
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseThatTravelledWithALookupOfAnotherOwnerIsWaitedFor() {
		missOften();
		holdLease(Duration.ofSeconds(1));
		CompletableFuture<Object> value = retrieve(this.here, this.loader);
		assertThat(this.loader.runs()).isZero();
		this.bench.time().advance(Duration.ofSeconds(1));
		this.loader.finish("text");
		pause();
		assertThat(value).isCompletedWithValue("text");
	}

	@Test
	void leaseNoLongerTravelsWhereLookupsFindValues() {
		missOften();
		this.bench.storeElsewhere("of another node");
		retrieve(this.here, this.loader);
		this.bench.store().calls();
		retrieve(this.here, this.loader);
		assertThat(this.bench.store().calls()).doesNotContain(Call.ACQUIRE);
	}

	/**
	 * Has the node expect a miss.
	 */
	private void missOften() {
		for (int i = 0; i < 4; i++) {
			HeldLoader first = new HeldLoader();
			first.finish("gone");
			retrieve(this.here, first);
			this.bench.memory().remove(Workbench.KEY).join();
		}
		this.bench.store().calls();
	}

	@Test
	void entryIsLookedUpBeforeTheLeaseHasAnswered() {
		Held acquired = this.bench.store().hold(Call.ACQUIRE);
		retrieve(this.here, this.loader);
		assertThat(this.bench.store().calls()).endsWith(Call.ACQUIRE, Call.GET, Call.OBSERVE);
		assertThat(this.loader.runs()).isZero();
		acquired.release();
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void hitTakesNoLease() {
		this.loader.finish("text");
		retrieve(this.here, this.loader);
		this.bench.store().calls();
		retrieve(this.here, this.other);
		assertThat(this.bench.store().calls()).doesNotContain(Call.ACQUIRE, Call.FREE);
	}

	@Test
	void valueStoredBeforeTheLeaseWasAcquiredIsTaken() {
		this.bench.store().before(Call.ACQUIRE, () -> {
			this.loader.finish("text");
			retrieve(this.there, this.loader);
		});
		assertThat(retrieve(this.here, this.other)).isCompletedWithValue("text");
		assertThat(this.other.runs()).isZero();
		assertThat(isFree()).isTrue();
	}

	@Test
	void waiterThatIsInterruptedDoesNotLoad() {
		holdLease(Duration.ofSeconds(10));
		Caller caller = Caller.start(() -> this.here.get(TextCall.tagged("a"), this.loader)).awaitParked();
		caller.interrupt();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(caller::result)
			.satisfies((ex) -> assertThat(ex.thrown()).isInstanceOf(InterruptedException.class));
		assertThat(this.loader.runs()).isZero();
	}

	@Test
	void loaderThatAsksForItsOwnKeyDoesNotWait() throws Exception {
		Object value = this.here.get(TextCall.tagged("a"),
				() -> "outer of " + this.here.get(TextCall.tagged("a"), () -> "inner"));
		assertThat(value).isEqualTo("outer of inner");
		assertThat(this.bench.limit().limits()).isEmpty();
		assertThat(isFree()).isTrue();
	}

	@Test
	void loaderThatAsksForItsOwnEntryAsAnotherTypeDoesNotWait() throws Exception {
		Object value = this.here.get(TextCall.tagged("a"),
				() -> "outer of " + this.here.get(TextCall.tagged("a").as(Workbench.NUMBER), () -> 7));
		assertThat(value).isEqualTo("outer of 7");
		assertThat(this.bench.limit().limits()).isEmpty();
		assertThat(this.bench.waits().size()).isZero();
		assertThat(isFree()).isTrue();
	}

	@Test
	void loadOfAnotherTypeOnTheSameNodeWaits() {
		retrieve(this.here, this.loader);
		CompletableFuture<Object> second = this.here.retrieve(TextCall.tagged("a").as(Workbench.NUMBER), this.other);
		assertThat(this.other.runs()).isZero();
		this.loader.finish("7");
		pause();
		assertThat(this.other.runs()).as("the entry is no number").isOne();
		this.other.finish(7);
		assertThat(second).isCompletedWithValue(7);
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void invalidationDuringTheWaitIsSeen() {
		CompletableFuture<Object> first = retrieve(this.here, this.loader);
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		this.bench.invalidate("a");
		this.loader.finish("old");
		assertThat(first).isCompletedWithValue("old");
		assertThat(this.bench.stored()).isNull();
		pause();
		assertThat(second).isNotDone();
		this.other.finish("new");
		assertThat(second).isCompletedWithValue("new");
		assertThat(this.bench.stored()).as("whoever waited loads under the token of its last look").isNotNull();
		assertThat(this.there.statistics().refused()).isZero();
	}

	@Test
	void invalidationBetweenTheStoreAndTheEndOfThePauseIsSeen() {
		retrieve(this.here, this.loader);
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		this.loader.finish("old");
		assertThat(this.bench.stored()).isNotNull();
		this.bench.invalidate("a");
		pause();
		this.other.finish("new");
		assertThat(second).isCompletedWithValue("new");
	}

	@Test
	void joinersOfAWaiterAreJudgedAsOfItsLastLook() {
		retrieve(this.here, this.loader);
		HeldLoader third = new HeldLoader();
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		CompletableFuture<Object> joined = retrieve(this.there, third);
		this.bench.invalidate("a");
		this.loader.finish("old");
		pause();
		this.other.finish("new");
		assertThat(second).isCompletedWithValue("new");
		assertThat(joined).isCompletedWithValue("new");
		assertThat(third.runs()).isZero();
	}

	/**
	 * The token of the second load is that of the store, and its value comes from a
	 * history that is behind.
	 */
	@Test
	void whoJoinsALoadThatFoundAValueIsJudgedAsOfTheValue() {
		Workbench caughtUp = Workbench.following();
		Region region = caughtUp.region(SETTINGS);
		retrieve(region, this.loader);
		caughtUp.gap();
		CompletableFuture<Object> second = retrieve(region, this.other);
		caughtUp.storeElsewhere("found");
		caughtUp.invalidate("a");
		Held acquired = caughtUp.store().hold(Call.ACQUIRE);
		this.loader.finish("old");
		caughtUp.follow();
		HeldLoader third = new HeldLoader();
		CompletableFuture<Object> later = retrieve(region, third);
		acquired.release();
		assertThat(second).isCompletedWithValue("found");
		third.finish("new");
		assertThat(later).isCompletedWithValue("new");
	}

	@Test
	void waiterTakesTheValueOfALoadThatBeganAfterAnInvalidation() {
		holdLease(Duration.ofSeconds(10));
		CompletableFuture<Object> waiting = retrieve(this.there, this.other);
		CompletableFuture<Object> joined = retrieve(this.there, this.other);
		this.bench.invalidate("a");
		this.loader.finish("new");
		this.bench.region(Workbench.waiting(false, LoadSettings.NONE)).retrieve(TextCall.tagged("a"), this.loader);
		pause();
		assertThat(waiting).isCompletedWithValue("new");
		assertThat(joined).isCompletedWithValue("new");
		assertThat(this.other.runs()).isZero();
	}

	@Test
	void ownerThatDiedCostsItsLease() {
		holdLease(Duration.ofSeconds(2));
		retrieve(this.here, this.loader);
		this.bench.time().advance(Duration.ofMillis(1999));
		this.bench.limit().end();
		assertThat(this.loader.runs()).isZero();
		this.bench.time().advance(Duration.ofMillis(1));
		this.bench.limit().end();
		assertThat(this.loader.runs()).isOne();
		this.loader.finish("text");
		assertThat(isFree()).isTrue();
	}

	@Test
	void ownerThatDiedCostsNoMoreThanTheWait() {
		holdLease(Duration.ofSeconds(10));
		retrieve(this.here, this.loader);
		this.bench.time().advance(LEASE.longestWait());
		this.bench.limit().end();
		assertThat(this.loader.runs()).isOne();
		this.loader.finish("text");
		assertThat(this.bench.stored()).isNotNull();
		assertThat(isFree()).as("the lease of another").isFalse();
	}

	@Test
	void nobodyWaitsWhereTheWaitIsZero() {
		holdLease(Duration.ofSeconds(10));
		Region impatient = this.bench.region(Workbench.waiting(false,
				new LoadSettings(new LeaseSettings(Duration.ofSeconds(10), Duration.ZERO), LimitSettings.NONE)));
		retrieve(impatient, this.loader);
		assertThat(this.loader.runs()).isOne();
		assertThat(impatient.statistics().loadWaits()).isZero();
	}

	@Test
	void pausesGrowAndEndWithTheWait() {
		holdLease(Duration.ofSeconds(10));
		retrieve(this.here, this.loader);
		while (this.loader.runs() == 0) {
			List<Duration> limits = this.bench.limit().limits();
			this.bench.time().advance(limits.get(limits.size() - 1));
			// The time of this bench has milliseconds
			this.bench.time().advance(Duration.ofMillis(1));
			this.bench.limit().end();
		}
		List<Duration> pauses = this.bench.limit().limits();
		assertThat(pauses).hasSizeBetween(20, 60);
		assertThat(pauses.get(0)).isBetween(Duration.ofNanos(500_000), Duration.ofMillis(1));
		assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(2));
		assertThat(pauses.subList(8, pauses.size() - 1))
			.allSatisfy((pause) -> assertThat(pause).isBetween(Duration.ofMillis(125), Duration.ofMillis(250)));
	}

	@Test
	void loadThatOutlivesItsLeaseOverwritesNothingNewer() {
		CompletableFuture<Object> first = retrieve(this.here, this.loader);
		this.bench.time().advance(LEASE.lease().plusMillis(1));
		this.bench.invalidate("a");
		CompletableFuture<Object> second = retrieve(this.there, this.other);
		assertThat(this.other.runs()).isOne();
		this.other.finish("new");
		assertThat(second).isCompletedWithValue("new");
		this.loader.finish("old");
		assertThat(first).isCompletedWithValue("old");
		assertThat(Workbench.read(this.there)).extracting(Hit::value).isEqualTo("new");
	}

	@Test
	void storeThatFailsIsAsGoodAsALease() {
		this.bench.store().fail(Call.ACQUIRE);
		this.loader.finish("text");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("text");
		assertThat(this.loader.runs()).isOne();
		assertThat(this.here.statistics().storeErrors()).isOne();
		assertThat(this.bench.store().calls()).as("the lease may have been given").endsWith(Call.RELEASE);
	}

	@Test
	void lookThatFailsBehindTheLeaseIsAMiss() {
		this.bench.store().pass(Call.GET);
		this.bench.store().fail(Call.GET);
		this.loader.finish("text");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("text");
		assertThat(this.here.statistics().storeErrors()).isOne();
	}

	@Test
	void callInATransactionTakesNoLease() {
		holdLease(Duration.ofSeconds(10));
		this.here.retrieve(TextCall.tagged("a").inTransaction(), this.loader);
		assertThat(this.loader.runs()).isOne();
		assertThat(this.bench.store().calls()).doesNotContain(Call.ACQUIRE);
	}

	@Test
	void whoIsLateTakesNoLease() {
		retrieve(this.here, this.loader);
		retrieve(this.here, this.other);
		this.bench.store().calls();
		this.bench.time().advance(RegionSettings.JOIN_TIMEOUT);
		this.bench.limit().end();
		assertThat(this.other.runs()).isOne();
		assertThat(this.bench.store().calls()).doesNotContain(Call.ACQUIRE);
	}

	@Test
	void regionWithoutLeasesTakesNone() {
		holdLease(Duration.ofSeconds(10));
		retrieve(this.bench.region(), this.loader);
		assertThat(this.loader.runs()).isOne();
		assertThat(this.bench.store().calls()).doesNotContain(Call.ACQUIRE);
	}

}
