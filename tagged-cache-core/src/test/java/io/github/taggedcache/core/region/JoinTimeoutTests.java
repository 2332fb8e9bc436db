package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.envelope.Compression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // loads that others join, or that never end
class JoinTimeoutTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final HeldLoader loader = new HeldLoader();

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	@Test
	void joinerLoadsWhenTheTimeIsOver() throws Exception {
		Caller leader = start(this.loader);
		this.loader.awaitStarted();
		Caller joiner = start(() -> "own").awaitParked();
		this.bench.limit().end();
		assertThat(joiner.result()).isEqualTo("own");
		this.loader.finish("late");
		assertThat(leader.result()).isEqualTo("late");
	}

	@Test
	void futureLoadsWhenTheTimeIsOver() {
		CompletableFuture<Object> leader = retrieve(this.loader);
		HeldLoader own = new HeldLoader();
		CompletableFuture<Object> joiner = retrieve(own);
		assertThat(own.runs()).isZero();
		this.bench.limit().end();
		own.finish("own");
		assertThat(joiner).isCompletedWithValue("own");
		assertThat(leader).isNotDone();
	}

	@Test
	void futureThatWaitsForItsOwnKeyUnseenEndsWhenTheTimeIsOver() {
		CompletableFuture<Void> later = new CompletableFuture<>();
		CompletableFuture<Object> outer = this.region.retrieve(TextCall.tagged("a"),
				() -> later.thenCompose((done) -> retrieve("inner")).thenApply((inner) -> "outer of " + inner));
		later.complete(null);
		assertThat(outer).isNotDone();
		this.bench.limit().end();
		assertThat(outer).isCompletedWithValue("outer of inner");
	}

	@Test
	void laterCallersShareTheLoadOfOneWhoWasLate() throws Exception {
		start(this.loader);
		this.loader.awaitStarted();
		HeldLoader next = new HeldLoader();
		Caller late = start(next).awaitParked();
		this.bench.limit().end();
		next.awaitStarted();
		Caller later = start(this.loader).awaitParked();
		next.finish("next");
		assertThat(late.result()).isEqualTo("next");
		assertThat(later.result()).isEqualTo("next");
		assertThat(this.loader.runs()).isOne();
	}

	@Test
	void whoIsLateWaitsForNobodyElse() {
		retrieve(this.loader);
		HeldLoader first = new HeldLoader();
		HeldLoader second = new HeldLoader();
		CompletableFuture<Object> one = retrieve(first);
		CompletableFuture<Object> other = retrieve(second);
		this.bench.limit().end();
		assertThat(first.runs() + second.runs()).isEqualTo(2);
		first.finish("first");
		second.finish("second");
		assertThat(one).isCompletedWithValue("first");
		assertThat(other).isCompletedWithValue("second");
	}

	@Test
	void timeOfAllJoinsOfACallCounts() {
		retrieve(this.loader);
		HeldLoader next = new HeldLoader();
		retrieve(next);
		retrieve(next);
		this.bench.invalidate("a");
		this.bench.time().advance(RegionSettings.JOIN_TIMEOUT.minusSeconds(1));
		this.loader.finish("old");
		assertThat(next.runs()).as("one leads, the other joins").isOne();
		assertThat(this.bench.limit().limits()).containsExactly(RegionSettings.JOIN_TIMEOUT,
				RegionSettings.JOIN_TIMEOUT, Duration.ofSeconds(1));
	}

	@Test
	void whoseTimeIsOverWhenItIsTurnedAwayLoads() {
		retrieve(this.loader);
		HeldLoader first = new HeldLoader();
		HeldLoader second = new HeldLoader();
		retrieve(first);
		retrieve(second);
		this.bench.invalidate("a");
		this.bench.time().advance(RegionSettings.JOIN_TIMEOUT);
		this.loader.finish("old");
		assertThat(first.runs() + second.runs()).isEqualTo(2);
	}

	@Test
	void joinersWaitForThirtySecondsUnlessTheRegionSaysSo() {
		retrieve(this.loader);
		retrieve(this.loader);
		Region other = this.bench.region(settings(Duration.ofSeconds(3)));
		other.retrieve(TextCall.tagged("a"), this.loader);
		other.retrieve(TextCall.tagged("a"), this.loader);
		assertThat(this.bench.limit().limits()).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(3));
	}

	@Test
	void zeroIsNoLimit() {
		Region other = this.bench.region(settings(Duration.ZERO));
		other.retrieve(TextCall.tagged("a"), this.loader);
		CompletableFuture<Object> joiner = other.retrieve(TextCall.tagged("a"), this.loader);
		assertThat(this.bench.limit().limits()).isEmpty();
		this.loader.finish("text");
		assertThat(joiner).isCompletedWithValue("text");
	}

	@Test
	void negativeTimeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofMillis(-1)))
			.withMessage("join-timeout must be between 0 (no limit) and 365 days, not PT-0.001S");
	}

	private static RegionSettings settings(Duration joinTimeout) {
		return new RegionSettings(Duration.ofHours(1), 0, true, Compression.NONE, null, null, joinTimeout, false);
	}

	private CompletableFuture<Object> retrieve(String value) {
		return this.region.retrieve(TextCall.tagged("a"), () -> CompletableFuture.completedFuture(value));
	}

	private CompletableFuture<Object> retrieve(HeldLoader held) {
		return this.region.retrieve(TextCall.tagged("a"), held);
	}

	private Caller start(Callable<Object> held) {
		return Caller.start(() -> this.region.get(TextCall.tagged("a"), held));
	}

}
