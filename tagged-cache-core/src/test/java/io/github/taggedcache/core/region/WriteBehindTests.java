package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Storing where nobody waits for the store.
 */
class WriteBehindTests {

	private final Workbench bench = Workbench.following();

	private final Region near = this.bench.region(Workbench.behind(Workbench.NEAR.near()));

	private final Region region = this.bench.region(Workbench.behind(null));

	private final List<RuntimeException> late = new ArrayList<>();

	private CompletableFuture<Boolean> store(Region target, Object value) {
		return target.store(Workbench.KEY, Workbench.entry(value, "a"), this.bench.history().token(), this.late::add);
	}

	private void assertUnderWay(Region target, Object value) {
		assertThat(store(target, value)).isCompletedWithValue(true);
	}

	private @Nullable Object read(Region target) {
		Hit hit = Workbench.read(target);
		return (hit != null) ? hit.value() : null;
	}

	@Test
	void callerDoesNotWaitForTheWrite() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		assertThat(this.bench.writes().entries()).isOne();
		written.release();
		assertThat(this.bench.writes().entries()).isZero();
		assertThat(this.bench.writes().bytes()).isZero();
		assertThat(this.bench.stored()).isNotNull();
	}

	@Test
	void valueIsANearHitBeforeTheStoreHasIt() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.near, "text");
		this.bench.store().calls();
		assertThat(read(this.near)).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
		written.release();
	}

	@Test
	void ownReaderWithoutANearCacheFindsWhatIsUnderWay() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		this.bench.store().calls();
		assertThat(read(this.region)).isEqualTo("text");
		assertThat(this.bench.store().calls()).isEmpty();
		written.release();
		assertThat(read(this.region)).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET);
	}

	@Test
	void newestOfSeveralValuesUnderWayIsRead() {
		Held first = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "old");
		Held second = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "new");
		first.release();
		assertThat(read(this.region)).isEqualTo("new");
		second.release();
		assertThat(this.bench.writes().entries()).isZero();
	}

	@Test
	void whatIsUnderWayIsInvalidatedLikeWhatIsStored() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		this.bench.invalidate("a");
		this.bench.follow();
		assertThat(read(this.region)).isNull();
		written.release();
		assertThat(read(this.region)).isNull();
	}

	@Test
	void evictEndsWhatIsUnderWay() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		this.region.evict(Workbench.KEY).join();
		assertThat(read(this.region)).isNull();
		written.release();
		assertThat(read(this.region)).isNull();
	}

	@Test
	void putIsReadInsteadOfWhatIsUnderWay() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "old");
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("new", "a")), null).join();
		assertThat(read(this.region)).isEqualTo("new");
		written.release();
	}

	@Test
	void whatIsUnderWayExpires() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		this.bench.time().advance(Duration.ofHours(1));
		this.bench.follow();
		assertThat(read(this.region)).isNull();
		written.release();
	}

	@Test
	void callerDoesNotWaitForTheStoreToJudgeEither() {
		long token = this.bench.history().token();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		Held judged = this.bench.store().hold(Call.OBSERVE);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token, this.late::add))
			.isCompletedWithValue(true);
		assertThat(read(this.region)).isEqualTo("text");
		assertThat(this.bench.stored()).isNull();
		judged.release();
		assertThat(this.bench.stored()).isNotNull();
	}

	@Test
	void unjudgedValueIsCurrentUpToItsTokenOnly() {
		long token = this.bench.history().token();
		this.bench.invalidate("a");
		this.bench.time().advance(Duration.ofSeconds(3));
		this.bench.invalidate("unrelated");
		Held judged = this.bench.store().hold(Call.OBSERVE);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token, this.late::add))
			.isCompletedWithValue(true);
		assertThat(read(this.region)).isNull();
		judged.release();
		assertThat(this.bench.stored()).isNull();
		assertThat(this.bench.writes().entries()).isZero();
		assertThat(this.region.statistics().refused()).isOne();
	}

	@Test
	void valueThatIsKnownToBeOldIsRefusedAtOnce() {
		long token = this.bench.history().token();
		this.bench.invalidate("a");
		this.bench.follow();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token, this.late::add))
			.isCompletedWithValue(false);
		assertThat(this.bench.writes().entries()).isZero();
	}

	@Test
	void failureIsCountedAndTold() {
		this.bench.store().fail(Call.SET);
		assertUnderWay(this.region, "text");
		assertThat(this.late).singleElement().isInstanceOf(StoreException.class);
		assertThat(this.region.statistics().storeErrors()).isOne();
		assertThat(this.bench.writes().entries()).isZero();
	}

	@Test
	void failureToJudgeIsCountedAndTold() {
		long token = this.bench.history().token();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		this.bench.store().fail(Call.OBSERVE);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token, this.late::add))
			.isCompletedWithValue(true);
		assertThat(this.late).singleElement().isInstanceOf(StoreException.class);
		assertThat(this.bench.writes().entries()).isZero();
	}

	@Test
	void whoComesWhenThereIsNoRoomWaits() {
		List<Held> held = new ArrayList<>();
		for (int i = 0; i < Workbench.MAX_UNDER_WAY; i++) {
			held.add(this.bench.store().hold(Call.SET));
			assertUnderWay(this.region, "text " + i);
		}
		Held waited = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = store(this.region, "another");
		assertThat(stored).isNotDone();
		assertThat(this.bench.writes().entries()).isEqualTo(Workbench.MAX_UNDER_WAY);
		assertThat(this.bench.writes().waits()).isOne();
		waited.release();
		assertThat(stored).isCompletedWithValue(true);
		held.forEach(Held::release);
		assertThat(this.bench.writes().entries()).isZero();
		assertUnderWay(this.region, "text");
	}

	@Test
	void whoBringsMoreBytesThanThereIsRoomForWaits() {
		Held waited = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = store(this.region, "x".repeat(Workbench.MAX_BYTES_UNDER_WAY));
		assertThat(stored).isNotDone();
		assertThat(this.bench.writes().bytes()).isZero();
		waited.release();
		assertThat(stored).isCompletedWithValue(true);
	}

	@Test
	void closingWaitsForWhatIsUnderWay() {
		Held written = this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
		assertThat(this.bench.writes().close(Duration.ZERO)).isFalse();
		CompletableFuture<Boolean> closed = CompletableFuture
			.supplyAsync(() -> this.bench.writes().close(Duration.ofMinutes(1)));
		written.release();
		assertThat(closed.join()).isTrue();
	}

	@Test
	void callersWaitOnceItIsClosed() {
		this.bench.writes().close(Duration.ZERO);
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<Boolean> stored = store(this.region, "text");
		assertThat(stored).isNotDone();
		written.release();
		assertThat(stored).isCompletedWithValue(true);
		this.bench.writes().open();
		this.bench.store().hold(Call.SET);
		assertUnderWay(this.region, "text");
	}

}
