package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looking for several entries at once where the node follows the log.
 */
class LookupAllTests {

	private static final EntryKey ONE = EntryKey.of(Workbench.REGION, "one");

	private static final EntryKey TWO = EntryKey.of(Workbench.REGION, "two");

	private static final EntryKey THREE = EntryKey.of(Workbench.REGION, "three");

	private static final EntryKey ABSENT = EntryKey.of(Workbench.REGION, "absent");

	private final Workbench bench = Workbench.following();

	/** Its entries are in the store only, for the region under test. */
	private final Region other = this.bench.region(Workbench.NEAR);

	private final Region region = this.bench.region(Workbench.NEAR);

	@Test
	void nearEntriesAskTheStoreNothing() {
		store(this.region, ONE, "1", "a");
		store(this.region, TWO, "2", "b");
		assertThat(values(ONE, TWO)).containsExactly("1", "2");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void onlyWhatIsNotNearIsAskedFor() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		assertThat(values(ONE, TWO, ABSENT)).containsExactly("1", "2", "ABSENT");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET);
	}

	@Test
	void whatTheHistoryCannotJudgeIsObservedAtOnce() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		this.bench.gap();
		store(this.other, THREE, "3", "c");
		this.bench.follow();
		this.bench.store().calls();
		assertThat(values(ONE, ABSENT, TWO, THREE)).containsExactly("1", "ABSENT", "2", "3");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET, Call.GET, Call.GET, Call.OBSERVE);
		assertThat(values(ONE, TWO, THREE)).containsExactly("1", "2", "3");
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void eachEntryIsJudgedByItsOwnNames() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		store(this.region, THREE, "3", "c");
		this.bench.invalidate("a");
		this.bench.keyEvent(TWO);
		this.bench.follow();
		assertThat(values(ONE, TWO, THREE)).containsExactly("TAG", "KEY", "3");
	}

	@Test
	void unknownEntriesAreJudgedByTheirOwnNames() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		store(this.region, THREE, "3", "c");
		this.bench.follow();
		this.bench.invalidate("a");
		this.bench.keyEvent(TWO);
		this.bench.memory().forgetLog();
		this.bench.gap();
		assertThat(values(ONE, TWO, THREE)).containsExactly("TAG", "KEY", "3");
	}

	@Test
	void entriesAreJudgedByTheStoreWhereTheNodeIsNotCaughtUp() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		this.bench.time().advance(Workbench.MAX_STALENESS);
		this.bench.invalidate("a");
		assertThat(values(ONE, TWO, ABSENT)).containsExactly("TAG", "2", "ABSENT");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET, Call.OBSERVE, Call.GET, Call.OBSERVE,
				Call.OBSERVE);
	}

	@Test
	void nearEntriesAreJudgedByTheStoreAndNotSentFor() {
		store(this.region, ONE, "1", "a");
		store(this.region, TWO, "2", "b");
		store(this.other, THREE, "3", "c");
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertThat(values(ONE, TWO)).containsExactly("1", "2");
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
		assertThat(values(ONE, THREE, TWO)).containsExactly("1", "3", "2");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE);
	}

	@Test
	void keyEventThatTheNodeMissedIsSeenByTheStoreForANearEntry() {
		store(this.region, ONE, "1", "a");
		store(this.region, TWO, "2", "b");
		this.bench.time().advance(Workbench.MAX_STALENESS);
		this.bench.keyEvent(ONE);
		assertThat(values(ONE, TWO)).containsExactly("KEY", "2");
	}

	@Test
	void bytesThatAreNoEntryAreAMiss() {
		this.bench.memory().set(ONE, new byte[] { 1, 2, 3 }, 0).join();
		store(this.region, TWO, "2", "b");
		assertThat(values(ONE, TWO)).containsExactly("UNDECODABLE", "2");
	}

	@Test
	void keyThatIsAskedForTwiceIsAnsweredTwice() {
		store(this.region, ONE, "1", "a");
		store(this.other, TWO, "2", "b");
		assertThat(values(TWO, ONE, TWO, ONE)).containsExactly("2", "1", "2", "1");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET);
	}

	@Test
	void nothingIsFoundForNoKeys() {
		assertThat(values()).isEmpty();
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void tokenOfEachMissIsThePosition() {
		assertThat(this.region.lookupAll(List.of(ONE, ABSENT), Workbench.TEXT).join()).extracting(Lookup::token)
			.containsOnly(this.bench.history().position());
	}

	private void store(Region to, EntryKey key, String value, String tag) {
		assertThat(to.put(Map.of(key, Workbench.entry(value, tag)), null).join()).isTrue();
		this.bench.store().calls();
	}

	/**
	 * The values, or why there is none.
	 */
	private Stream<Object> values(EntryKey... keys) {
		return this.region.lookupAll(List.of(keys), Workbench.TEXT).join().stream().map((lookup) -> {
			Hit hit = this.region.read(lookup, Workbench.TEXT, LiteralTags.NONE).join();
			return (hit != null) ? hit.value() : lookup.reason().name();
		});
	}

}
