package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.lease.LeaseSettings;
import io.github.taggedcache.core.limit.LimitSettings;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadSettings;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When the lease of a load is released: when whoever gets it next finds what was written.
 */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // loads that others wait for
class LeaseReleaseTests {

	private static final LeaseSettings LEASE = new LeaseSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));

	private static final LoadSettings LOADS = new LoadSettings(LEASE, LimitSettings.NONE);

	private static final RegionSettings SETTINGS = Workbench.waiting(false, LOADS);

	private final Workbench bench = new Workbench();

	private final Region here = this.bench.region(SETTINGS);

	private final Region there = this.bench.regionElsewhere(SETTINGS);

	private final HeldLoader loader = new HeldLoader();

	private final HeldLoader other = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
		this.bench.store().calls();
	}

	private static CompletableFuture<Object> retrieve(Region region, HeldLoader held) {
		return region.retrieve(TextCall.tagged("a"), held);
	}

	private boolean isFree() {
		return this.bench.memory().acquire(Workbench.KEY, "test", 60_000).join();
	}

	@Test
	void leaseIsHeldUntilTheEntryIsWritten() {
		Region behind = this.bench.region(Workbench.waiting(true, LOADS));
		Held written = this.bench.store().hold(Call.SET);
		this.loader.finish("text");
		assertThat(retrieve(behind, this.loader)).isCompletedWithValue("text");
		assertThat(this.bench.store().calls()).doesNotContain(Call.RELEASE);
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

	@Test
	void releaseThatFailsIsCounted() {
		this.bench.store().fail(Call.RELEASE);
		this.loader.finish("text");
		assertThat(retrieve(this.here, this.loader)).isCompletedWithValue("text");
		assertThat(this.here.statistics().storeErrors()).isOne();
	}

}
