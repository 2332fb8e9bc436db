package io.github.taggedcache.core.region;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When the lease of a load is released: when whoever gets it next finds what was written.
 */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // loads that others wait for
class LeaseReleaseTests extends TwoNodes {

	/**
	 * The store takes the two in the order in which they are sent.
	 */
	@Test
	void releaseIsSentBehindTheEntry() {
		Workbench caughtUp = Workbench.following();
		Region behind = caughtUp.region(Workbench.waiting(true, LOADS));
		Held written = caughtUp.store().hold(Call.SET);
		this.loader.finish("text");
		assertThat(retrieve(behind, this.loader)).isCompletedWithValue("text");
		assertThat(caughtUp.store().calls()).containsSubsequence(Call.SET, Call.FREE);
		written.release();
	}

	@Test
	void leaseIsHeldUntilAnEntryIsWrittenThatTheStoreJudges() {
		Region behind = this.bench.region(Workbench.waiting(true, LOADS));
		Held written = this.bench.store().hold(Call.SET);
		this.loader.finish("text");
		assertThat(retrieve(behind, this.loader)).isCompletedWithValue("text");
		assertThat(this.bench.store().calls()).doesNotContain(Call.FREE);
		written.release();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterAWriteThatFailed() {
		Region behind = this.bench.region(Workbench.waiting(true, LOADS));
		this.bench.store().fail(Call.SET);
		this.loader.finish("text");
		retrieve(behind, this.loader);
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterALoaderThatThrows() {
		retrieve(this.here, this.loader);
		this.loader.fail(new IllegalStateException("No"));
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterALoaderThatThrowsAtOnce() {
		this.here.retrieve(TextCall.tagged("a"), () -> {
			throw new IllegalStateException("No");
		});
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterNull() {
		retrieve(this.here, this.loader);
		this.loader.finish(null);
		assertThat(this.bench.stored()).isNull();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterAValueThatMustNotBeStored() {
		this.here.retrieve(TextCall.tagged("a"), () -> {
			LoadScope.current().doNotStore();
			return CompletableFuture.completedFuture("text");
		});
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterAValueThatWasRefused() {
		retrieve(this.here, this.loader);
		this.bench.invalidate("a");
		this.loader.finish("old");
		assertThat(this.bench.stored()).isNull();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterALoadThatWasCancelled() {
		CompletableFuture<Object> value = retrieve(this.here, this.loader);
		this.loader.value().cancel(false);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(value::join);
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterALoaderThatWasInterrupted() throws Exception {
		Caller caller = Caller.start(() -> this.here.get(TextCall.tagged("a"), this.loader));
		this.loader.awaitStarted();
		caller.interrupt();
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(caller::result)
			.satisfies((ex) -> assertThat(ex.thrown()).isInstanceOf(InterruptedException.class));
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseIsFreeAfterTemplatesThatFail() {
		this.loader.finish("text");
		TextCall call = TextCall.taggedByResult((value) -> {
			throw new IllegalStateException("No tags");
		});
		CompletableFuture<Object> value = this.here.retrieve(call, this.loader);
		assertThat(value).isCompletedExceptionally();
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseThatArrivesAfterAnInterruptIsReleased() throws Exception {
		Held acquired = this.bench.store().hold(Call.ACQUIRE);
		Caller caller = Caller.start(() -> this.here.get(TextCall.tagged("a"), this.loader));
		acquired.awaitSent();
		caller.awaitParked().interrupt();
		assertThatExceptionOfType(Exception.class).isThrownBy(caller::result);
		assertThat(this.loader.runs()).isZero();
		acquired.release();
		assertThat(isFree()).isTrue();
	}

	@Test
	void loadThatOutlivesItsLeaseReleasesNobodyElses() {
		retrieve(this.here, this.loader);
		this.bench.time().advance(LEASE.lease().plusMillis(1));
		retrieve(this.there, this.other);
		this.loader.finish("text");
		assertThat(isFree()).isFalse();
		this.other.finish("text");
		assertThat(isFree()).isTrue();
	}

	/**
	 * What costs the store little ends any lease: so only while it is this load's own.
	 */
	@Test
	void leaseIsReleasedByItsOwnersNameOnceHalfOfItIsOver() {
		retrieve(this.here, this.loader);
		this.bench.time().advance(LEASE.lease().dividedBy(2));
		this.loader.finish("text");
		assertThat(this.bench.store().calls()).contains(Call.RELEASE).doesNotContain(Call.FREE);
		assertThat(isFree()).isTrue();
	}

	@Test
	void leaseOfWhichNobodyKnowsIsReleasedByItsOwnersName() {
		this.bench.store().fail(Call.ACQUIRE);
		this.bench.memory().acquire(Workbench.KEY, "another", 60_000).join();
		this.loader.finish("text");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("text");
		assertThat(this.bench.store().calls()).contains(Call.RELEASE).doesNotContain(Call.FREE);
		assertThat(isFree()).isFalse();
	}

	@Test
	void releaseThatFailsIsCounted() {
		this.bench.store().fail(Call.FREE);
		this.loader.finish("text");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("text");
		assertThat(this.here.statistics().storeErrors()).isOne();
	}

}
