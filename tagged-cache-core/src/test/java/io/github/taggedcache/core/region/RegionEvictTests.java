package io.github.taggedcache.core.region;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evicting and clearing.
 */
class RegionEvictTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final long token = this.bench.register("a");

	@BeforeEach
	void storeEntry() {
		this.region.store(Workbench.KEY, Workbench.entry("text", "a"), this.token).join();
		this.bench.store().calls();
	}

	@Test
	void evictedEntryIsGone() {
		this.region.evict(Workbench.KEY).join();
		assertThat(this.bench.stored()).isNull();
	}

	@Test
	void evictTellsThatThereWasAnEntry() {
		assertThat(this.region.evict(Workbench.KEY).join()).isTrue();
	}

	@Test
	void evictTellsThatThereWasNone() {
		this.region.evict(Workbench.KEY).join();
		assertThat(this.region.evict(Workbench.KEY).join()).isFalse();
	}

	@Test
	void evictTakesOneRoundTrip() {
		Held event = this.bench.store().hold(Call.APPEND);
		CompletableFuture<Boolean> evict = this.region.evict(Workbench.KEY);
		assertThat(this.bench.store().calls()).containsExactly(Call.APPEND, Call.REMOVE);
		event.release();
		assertThat(evict).isCompletedWithValue(true);
	}

	@Test
	void evictThatWaitsSucceedsWithoutTheStore() {
		this.bench.node().onUnrecorded((tags, mode, keys, cause) -> true);
		this.bench.store().fail(Call.APPEND);
		this.bench.store().fail(Call.REMOVE);
		assertThat(this.region.evict(Workbench.KEY)).isCompletedWithValue(false);
	}

	@Test
	void evictThatDoesNotWaitFailsWithTheStore() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.evict(Workbench.KEY)).isCompletedExceptionally();
	}

	@Test
	void entryThatIsWrittenRightAfterAnEvictIsAMiss() {
		byte[] bytes = this.bench.memory().get(Workbench.KEY).join();
		this.region.evict(Workbench.KEY).join();
		this.bench.putBytes(bytes);
		assertThat(
				this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run).join().reason())
			.isEqualTo(MissReason.KEY);
	}

	@Test
	void loadThatRunsDuringAnEvictIsNotStored() {
		this.region.evict(Workbench.KEY).join();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("loaded", "a"), this.token).join()).isFalse();
	}

	@Test
	void evictThatWasNotRecordedFails() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.evict(Workbench.KEY)).isCompletedExceptionally();
	}

	@Test
	void clearTakesOneRoundTripWhateverTheNumberOfEntries() {
		this.region.clear().join();
		assertThat(this.bench.store().calls()).containsExactly(Call.APPEND);
	}

	@Test
	void clearIsAHardInvalidationOfTheRegion() {
		this.region.clear().join();
		assertThat(this.bench.store().appends()).singleElement()
			.satisfies((append) -> assertThat(append.tags()).containsExactly("~articles"))
			.satisfies((append) -> assertThat(append.mode()).isEqualTo(Mode.HARD));
	}

	@Test
	void entryIsAMissAfterClear() {
		this.region.clear().join();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void loadThatRunsDuringAClearIsNotStored() {
		this.region.clear().join();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("loaded", "a"), this.token).join()).isFalse();
	}

	@Test
	void clearThatWasNotRecordedFails() {
		this.bench.store().fail(Call.APPEND);
		assertThat(this.region.clear()).isCompletedExceptionally();
	}

}
