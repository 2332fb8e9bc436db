package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the application wrote runs on the thread of a blocking caller, whoever brings the
 * answers.
 */
@Timeout(30)
class CallerThreadTests {

	private static final ThreadLocal<String> USER = new ThreadLocal<>();

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final List<@Nullable String> seen = new CopyOnWriteArrayList<>();

	@Test
	void loaderSeesTheThreadLocalsOfTheCallerThoughTheLookupWasAnsweredElsewhere() throws Exception {
		this.bench.register("a");
		Held lookup = this.bench.store().hold(Call.GET);
		Caller caller = call(TextCall.tagged("a"));
		caller.awaitParked();
		lookup.release();
		assertThat(caller.result()).isEqualTo("text");
		assertThat(this.seen).containsExactly("ada");
	}

	@Test
	void loaderOfACallerThatJoinedInVainRunsOnItsThread() throws Exception {
		this.bench.register("a");
		HeldLoader loader = new HeldLoader();
		var leader = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.awaitStarted();
		Caller caller = call(TextCall.tagged("a"));
		caller.awaitParked();
		this.bench.invalidate("a");
		loader.finish("old");
		assertThat(leader).isCompletedWithValue("old");
		assertThat(caller.result()).isEqualTo("text");
		assertThat(this.seen).containsExactly("ada");
	}

	@Test
	void templatesOfTheResultSeeTheThreadLocalsOfTheCaller() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		Caller caller = call(TextCall.taggedByResult((value) -> {
			this.seen.add(USER.get());
			return List.of("a");
		}));
		caller.awaitParked();
		lookup.release();
		assertThat(caller.result()).isEqualTo("text");
		assertThat(this.seen).containsOnly("ada").hasSize(2);
	}

	@Test
	void loaderOfAnInterruptedCallerSeesTheInterrupt() throws Exception {
		Caller caller = Caller.start(() -> {
			Thread.currentThread().interrupt();
			return this.region.get(TextCall.tagged("a"), () -> {
				new CountDownLatch(1).await();
				return "text";
			});
		});
		assertThatExceptionOfType(LoadFailedException.class).isThrownBy(caller::result)
			.withCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void interruptWhileTheValueIsStoredLeavesTheCallerItsValue() throws Exception {
		Held set = this.bench.store().hold(Call.SET);
		TextCall textCall = TextCall.tagged("a");
		this.bench.register("a");
		Caller caller = call(textCall);
		caller.awaitParked();
		caller.interrupt();
		assertThat(caller.result()).isEqualTo("text");
		assertThat(textCall.failures()).hasSize(1);
		set.release();
	}

	private Caller call(TextCall call) {
		return Caller.start(() -> {
			USER.set("ada");
			return this.region.get(call, () -> {
				this.seen.add(USER.get());
				return "text";
			});
		});
	}

}
