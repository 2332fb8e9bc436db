package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Putting what was absent.
 */
class RegionPutUnlessAfterTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final long token = this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run)
		.join()
		.token();

	@Test
	void absentValueIsPut() {
		assertThat(put("text")).isTrue();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void firstOfTwoContendersWins() {
		assertThat(List.of(put("first"), put("second"))).containsExactly(true, false);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("first");
	}

	@Test
	void oneOfTwoContendersWinsWhoAskAtOnce() {
		Held first = this.bench.store().hold(Call.APPEND);
		CompletableFuture<Boolean> one = this.region.putUnlessAfter(Workbench.KEY, Workbench.entry("one", "a"),
				this.token);
		CompletableFuture<Boolean> two = this.region.putUnlessAfter(Workbench.KEY, Workbench.entry("two", "a"),
				this.token);
		first.release();
		assertThat(List.of(one.join(), two.join())).containsExactly(true, false);
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("one");
	}

	@Test
	void loserWritesAndRemovesNothing() {
		put("first");
		this.bench.store().calls();
		put("second");
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.APPEND);
	}

	@Test
	void loserIssuesNoVersion() {
		put("first");
		long clock = this.bench.clock();
		put("second");
		assertThat(this.bench.clock()).isEqualTo(clock);
	}

	@Test
	void losesAgainstAPut() {
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("put", "a")), null).join();
		assertThat(put("text")).isFalse();
	}

	@Test
	void losesAgainstAnEvict() {
		this.bench.keyEvent(Workbench.KEY);
		assertThat(put("text")).isFalse();
	}

	@Test
	void valueIsNotStoredWhoseTagWasInvalidatedAfterTheToken() {
		this.bench.invalidate("a");
		assertThat(put("text")).isTrue();
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.statistics().refused()).isOne();
	}

	@Test
	void invalidationRightBeforeTheKeyEventIsNotLost() {
		this.bench.store().before(Call.APPEND, () -> this.bench.invalidate("a"));
		put("text");
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void valueThatCannotBeEncodedSendsNothing() {
		this.bench.store().calls();
		assertThatIllegalStateException().isThrownBy(() -> put(TextCodec.UNENCODABLE));
		assertThat(this.bench.store().calls()).isEmpty();
	}

	private boolean put(String value) {
		return this.region.putUnlessAfter(Workbench.KEY, Workbench.entry(value, "a"), this.token).join();
	}

}
