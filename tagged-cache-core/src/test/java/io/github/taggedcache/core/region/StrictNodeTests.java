package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that follows the log, and whose reads are all judged by the store.
 */
class StrictNodeTests {

	private final Workbench bench = Workbench.strict();

	private final Region region = this.bench.region(Workbench.NEAR);

	@BeforeEach
	void store() {
		long token = this.bench.register("a");
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		this.bench.store().calls();
	}

	@Test
	void nothingIsServedWithoutAskingTheStore() {
		assertThat(this.region.readNear(Workbench.KEY.local(), Workbench.TEXT, LiteralTags.NONE)).isNull();
		assertThat(read()).extracting(Hit::value).isEqualTo("text");
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void callHasNoTokenOfTheHistory() {
		assertThat(this.region.token()).isEqualTo(LoadCall.NO_TOKEN);
	}

	@Test
	void invalidationThatTheHistoryHasNotMetIsSeen() {
		this.bench.invalidate("a");
		assertThat(read()).isNull();
	}

	@Test
	void entryOutlivesAnEventOfAnotherKeyInItsBucket() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.follow();
		assertThat(read()).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void entryOutlivesAnEventOfAnotherKeyThatThisNodeMade() {
		this.region.evict(Workbench.NEIGHBOUR).join();
		assertThat(read()).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void entryIsAMissAfterAnEventOfItsKey() {
		this.bench.keyEvent(Workbench.KEY);
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.follow();
		assertThat(read()).isNull();
	}

	@Test
	void entryIsAMissWhereTheHistoryHasNotReachedTheClock() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.follow();
		this.bench.invalidate("unrelated");
		assertThat(read()).isNull();
	}

	@Test
	void entryBelowTheFloorIsAMiss() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.gap();
		assertThat(read()).isNull();
	}

	@Test
	void entryIsAMissWhoseBucketWasForgotten() {
		this.bench.gap();
		this.bench.memory().forgetBucket(Workbench.KEY);
		assertThat(read()).isNull();
	}

	@Test
	void entryAsOfAnOwnAppendThatTheLogPassedOverIsAMiss() {
		this.bench.passOverOwnAppend((clock) -> {
			assertThat(this.region.store(Workbench.KEY, Workbench.entry("newer", "a"), clock).join()).isTrue();
			assertThat(read()).extracting(Hit::value).isEqualTo("newer");
		});
		assertThat(read()).isNull();
		this.bench.history().held(this.bench.history().unmet(1));
		assertThat(read()).extracting(Hit::value).isEqualTo("newer");
	}

	private Hit read() {
		return Workbench.read(this.region, List.of());
	}

}
