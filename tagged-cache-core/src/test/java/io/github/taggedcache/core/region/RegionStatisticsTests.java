package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegionStatisticsTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final long token = this.bench.register("a");

	@Test
	void hitIsCounted() {
		put();
		Workbench.read(this.region);
		assertThat(this.region.statistics().hits()).isOne();
		assertThat(this.region.statistics().misses()).isZero();
	}

	@Test
	void missIsCountedWithItsReason() {
		Workbench.read(this.region);
		assertThat(this.region.statistics().misses(MissReason.ABSENT)).isOne();
		assertThat(this.region.statistics().hits()).isZero();
	}

	@Test
	void missesOfAllReasonsAreSummedUp() {
		Workbench.read(this.region);
		put();
		this.bench.invalidate("a");
		Workbench.read(this.region);
		assertThat(this.region.statistics().misses()).isEqualTo(2);
		assertThat(this.region.statistics().misses(MissReason.TAG)).isOne();
	}

	@Test
	void lookupThatIsNotReadIsNotCounted() {
		this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
		assertThat(this.region.statistics().misses()).isZero();
	}

	@Test
	void lookupThatTheStoreFailsIsAMiss() {
		this.bench.store().fail(Call.GET);
		assertThat(this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run))
			.isCompletedExceptionally();
		assertThat(this.region.statistics().misses(MissReason.ERROR)).isOne();
	}

	@Test
	void eachOfSeveralLookupsThatTheStoreFailsIsAMiss() {
		this.bench.store().fail(Call.OBSERVE);
		assertThat(this.region.lookupAll(List.of(Workbench.KEY, Workbench.NEIGHBOUR), Workbench.TEXT))
			.isCompletedExceptionally();
		assertThat(this.region.statistics().misses(MissReason.ERROR)).isEqualTo(2);
	}

	@Test
	void failureOfTheStoreIsCountedOnce() {
		this.bench.store().fail(Call.GET);
		assertThat(this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run))
			.isCompletedExceptionally();
		assertThat(this.region.statistics().storeErrors()).isOne();
	}

	@Test
	void failureOfAWriteIsCounted() {
		this.bench.store().fail(Call.SET);
		assertThat(this.region.put(Map.of(Workbench.KEY, Workbench.entry("text")), null)).isCompletedExceptionally();
		assertThat(this.region.statistics().storeErrors()).isOne();
		assertThat(this.region.statistics().puts()).isZero();
	}

	@Test
	void failureOfAnEvictIsNoEviction() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.evict(Workbench.KEY)).isCompletedExceptionally();
		assertThat(this.region.statistics().storeErrors()).isOne();
		assertThat(this.region.statistics().removals()).isZero();
	}

	@Test
	void eachPutIsCounted() {
		this.region
			.put(Map.of(Workbench.KEY, Workbench.entry("text"), EntryKey.of("articles", "2"), Workbench.entry("other")),
					null)
			.join();
		assertThat(this.region.statistics().puts()).isEqualTo(2);
	}

	@Test
	void storedLoadIsAPut() {
		this.region.store(Workbench.KEY, Workbench.entry("text", "a"), this.token).join();
		assertThat(this.region.statistics().puts()).isOne();
	}

	@Test
	void refusedLoadIsNoPut() {
		this.bench.invalidate("a");
		this.region.store(Workbench.KEY, Workbench.entry("text", "a"), this.token).join();
		assertThat(this.region.statistics().puts()).isZero();
		assertThat(this.region.statistics().refused()).isOne();
	}

	@Test
	void evictionIsCounted() {
		this.region.evict(Workbench.KEY).join();
		assertThat(this.region.statistics().removals()).isOne();
	}

	@Test
	void clearIsOneEviction() {
		this.region.clear().join();
		assertThat(this.region.statistics().removals()).isOne();
	}

	@Test
	void loadIsCounted() throws Exception {
		this.region.get(TextCall.tagged("a"), () -> {
			this.bench.time().advance(Duration.ofMillis(7));
			return "text";
		});
		assertThat(this.region.statistics().loads()).isOne();
		assertThat(this.region.statistics().loadNanos()).isEqualTo(7_000_000);
	}

	@Test
	void failedLoadIsCounted() {
		assertThat(this.region.retrieve(TextCall.tagged("a"), () -> {
			throw new IllegalStateException("no database");
		})).isCompletedExceptionally();
		assertThat(this.region.statistics().loads()).isOne();
	}

	@Test
	void loadThatTheCallerMadeIsCounted() {
		this.region.recordLoad(Workbench.KEY, 7, null);
		assertThat(this.region.statistics().loads()).isOne();
		assertThat(this.region.statistics().loadNanos()).isEqualTo(7);
	}

	@Test
	void joinedLoadIsCountedAsCoalescedAndAsAMiss() {
		HeldLoader loader = new HeldLoader();
		var leader = this.region.retrieve(TextCall.tagged("a"), loader);
		var joiner = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.finish("text");
		assertThat(List.of(leader, joiner)).allSatisfy((value) -> assertThat(value).isCompletedWithValue("text"));
		assertThat(this.region.statistics().coalesced()).isOne();
		assertThat(this.region.statistics().misses()).isEqualTo(2);
		assertThat(this.region.statistics().loads()).isOne();
	}

	@Test
	void joinedLoadWhoseBytesDoNotComeBackIsNotCountedAsCoalesced() {
		HeldLoader loader = new HeldLoader();
		var leader = this.region.retrieve(TextCall.tagged("a"), loader);
		var joiner = this.region.retrieve(TextCall.tagged("a"), () -> CompletableFuture.completedFuture("own"));
		loader.finish(new AtomicReference<>(TextCodec.UNDECODABLE));
		assertThat(leader).isCompleted();
		assertThat(joiner).isCompletedWithValue("own");
		assertThat(this.region.statistics().coalesced()).isZero();
	}

	@Test
	void judgingAJoinedValueCountsAsACallOfTheStore() {
		HeldLoader loader = new HeldLoader();
		var leader = this.region.retrieve(TextCall.tagged("a"), loader);
		var joiner = this.region.retrieve(TextCall.tagged("a"), loader);
		this.bench.store().fail(Call.OBSERVE);
		this.bench.store().fail(Call.OBSERVE);
		loader.finish("text");
		assertThat(leader).isCompletedWithValue("text");
		assertThat(joiner).isCompletedExceptionally();
		assertThat(this.region.statistics().storeErrors()).isEqualTo(2);
	}

	private void put() {
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("text", "a")), null).join();
	}

}
