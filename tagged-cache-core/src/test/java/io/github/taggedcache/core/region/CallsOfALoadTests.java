package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates, codecs and listeners that ask for the key of the load they run for. The time
 * of joiners never passes here, so a load that waits for itself hangs.
 */
@Timeout(30)
class CallsOfALoadTests {

	private final Workbench bench = new Workbench();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicBoolean asked = new AtomicBoolean();

	private final AtomicReference<@Nullable Object> answer = new AtomicReference<>();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void templateMayAskForTheKey() throws Exception {
		Region region = this.bench.region();
		assertThat(result(() -> region.get(askingTemplate(region), () -> "outer"))).isEqualTo("outer");
		assertThat(this.answer).hasValue("inner");
	}

	@Test
	void templateOfAFutureMayAskForTheKey() throws Exception {
		Region region = this.bench.region(Workbench.SETTINGS, this.bench.codec(), this.executor);
		assertThat(region.retrieve(askingTemplate(region), () -> CompletableFuture.completedFuture("outer"))
			.get(10, TimeUnit.SECONDS)).isEqualTo("outer");
		assertThat(this.answer).hasValue("inner");
	}

	@Test
	void templateMayAskForTheKeyOfALoadThatWaitsForIt() throws Exception {
		Region region = this.bench.region();
		TextCall inner = new TextCall(EntryKey.of(Workbench.REGION, "other"), List.of(), (value) -> {
			ask(region);
			return List.of();
		});
		assertThat(result(() -> region.get(TextCall.tagged("a"), () -> "outer of " + region.get(inner, () -> "other"))))
			.isEqualTo("outer of other");
		assertThat(this.answer).hasValue("inner");
		assertThat(this.bench.waits().size()).isZero();
	}

	@Test
	void codecMayAskForTheKey() throws Exception {
		Region region = this.bench.region();
		this.bench.codec().beforeEncode((value) -> ask(region));
		assertThat(result(() -> region.get(TextCall.tagged("a"), () -> "outer"))).isEqualTo("outer");
		assertThat(this.answer).hasValue("inner");
	}

	@Test
	void codecOfOneWhoLooksAgainMayAskForTheKey() throws Exception {
		Region region = this.bench.region();
		Held lookup = this.bench.store().hold(Call.GET);
		Caller late = Caller.start(() -> region.get(TextCall.tagged("a"), () -> "late"));
		lookup.awaitSent();
		region.get(TextCall.tagged("a"), () -> "text");
		this.bench.codec().beforeDecode(() -> {
			if (!this.asked.get()) {
				this.bench.memory().forgetEntry(Workbench.KEY);
				ask(region);
			}
		});
		lookup.release();
		assertThat(late.result()).isEqualTo("text");
		assertThat(this.answer).hasValue("inner");
	}

	@Test
	void listenerThatAsksForTheKeyGetsTheLoadedValue() throws Exception {
		AtomicReference<@Nullable Region> region = new AtomicReference<>();
		this.bench.listen(new RegionEvents() {

			@Override
			public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
				ask(region.get());
			}

		});
		region.set(this.bench.region());
		assertThat(result(() -> region.get().get(TextCall.tagged("a"), () -> "outer"))).isEqualTo("outer");
		assertThat(this.answer).hasValue("outer");
	}

	@Test
	void listenerMayAskForTheKeyOfAFailedLoad() throws Exception {
		AtomicReference<@Nullable Region> region = new AtomicReference<>();
		this.bench.listen(new RegionEvents() {

			@Override
			public void loaded(EntryKey key, long nanos, @Nullable Throwable failure) {
				ask(region.get());
			}

		});
		region.set(this.bench.region());
		assertThat(region.get().retrieve(TextCall.tagged("a"), () -> {
			throw new IllegalStateException("no database");
		})).isCompletedExceptionally();
		assertThat(this.answer).hasValue("inner");
	}

	private TextCall askingTemplate(Region region) {
		return TextCall.taggedByResult((value) -> {
			ask(region);
			return List.of("a");
		});
	}

	/**
	 * Asks once, as otherwise the load that answers would ask again.
	 */
	private void ask(Region region) {
		if (this.asked.compareAndSet(false, true)) {
			try {
				this.answer.set(region.get(TextCall.tagged("a"), () -> "inner"));
			}
			catch (LoadFailedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static Object result(Callable<Object> call) throws Exception {
		return Caller.start(call).result();
	}

}
