package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.outage.NearFallback;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads of near entries that nobody can prove, while the store fails.
 */
class UnprovenReadTests {

	private static final Duration SERVED = Duration.ofSeconds(30);

	private final List<Object> events = new ArrayList<>();

	private final Workbench bench = Workbench.following();

	private Region stored(Workbench bench) {
		bench.listen(new Recorder());
		Region region = bench.region(Workbench.NEAR);
		assertThat(region.store(Workbench.KEY, Workbench.entry("text", "a"), bench.clock()).join()).isTrue();
		assertThat(Workbench.read(region)).extracting(Hit::value).isEqualTo("text");
		this.events.clear();
		return region;
	}

	private Region storedAndUnproven(Workbench bench) {
		Region region = stored(bench);
		outlastTheProof(bench);
		return region;
	}

	private static void outlastTheProof(Workbench bench) {
		bench.time().advance(Workbench.MAX_STALENESS);
		assertThat(bench.node().trusted()).isNull();
	}

	private static Hit readWithoutStore(Workbench bench, Region region, String... callTags) {
		bench.store().fail(Call.OBSERVE);
		return Workbench.read(region, callTags);
	}

	private static void assertFails(Workbench bench, Region region, String... callTags) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> readWithoutStore(bench, region, callTags))
			.withCauseInstanceOf(StoreException.class);
	}

	@Test
	void nearEntryIsServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		assertThat(readWithoutStore(this.bench, region)).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void nearEntryWithTheTagsOfTheCallIsServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		assertThat(readWithoutStore(this.bench, region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void servedReadIsToldAsFailureOfTheStoreAsStaleAndAsHit() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		readWithoutStore(this.bench, region);
		assertThat(this.events).containsExactly("storeFailed", StaleReason.OUTAGE, Level.NEAR);
	}

	@Test
	void nothingIsServedUnlessThatWasAskedFor() {
		Region region = storedAndUnproven(this.bench);
		assertFails(this.bench, region);
		assertThat(this.events).containsExactly("storeFailed", MissReason.ERROR);
	}

	@Test
	void nothingIsServedWhenTheLastProofIsTooOld() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.time().advance(SERVED.minus(Workbench.MAX_STALENESS));
		assertThat(readWithoutStore(this.bench, region)).isNotNull();
		this.bench.time().advance(Workbench.MAX_STALENESS);
		assertFails(this.bench, region);
	}

	@Test
	void strictNodeServesNothing() {
		Workbench strict = Workbench.strict();
		strict.serveNearFor(SERVED);
		assertFails(strict, storedAndUnproven(strict));
	}

	@Test
	void answerOfTheStoreCounts() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		this.bench.invalidate("a");
		assertThat(Workbench.read(region)).isNull();
	}

	/**
	 * This node knows that, although its history does not.
	 */
	@Test
	void entryThatTheStoreFoundInvalidBeforeItFailedIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		this.bench.invalidate("a");
		this.bench.store().fail(Call.GET);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> Workbench.read(region))
			.withCauseInstanceOf(StoreException.class);
	}

	@Test
	void severalEntriesAreNotServedIfTheStoreFailedAfterItsVerdict() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		assertThat(region.store(Workbench.NEIGHBOUR, Workbench.entry("other", "b"), this.bench.clock()).join())
			.isTrue();
		outlastTheProof(this.bench);
		this.bench.invalidate("a");
		this.bench.store().fail(Call.GET);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> region.lookupAll(List.of(Workbench.KEY, Workbench.NEIGHBOUR), Workbench.TEXT).join())
			.withCauseInstanceOf(StoreException.class);
	}

	@Test
	void entryThatTheHistoryKnowsToBeInvalidIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.invalidate("a");
		this.bench.follow();
		outlastTheProof(this.bench);
		assertFails(this.bench, region);
	}

	@Test
	void entryThatAGapHidesIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.gap();
		outlastTheProof(this.bench);
		assertFails(this.bench, region);
	}

	@Test
	void entryWithAHeldTagIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.node().hold(List.of("a"), List.of());
		assertFails(this.bench, region);
	}

	@Test
	void entryOfAHeldKeyIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.node().hold(List.of(), List.of(EntryKey.of(Workbench.REGION, Workbench.KEY.text())));
		assertFails(this.bench, region);
	}

	@Test
	void entryWithoutAHeldNameIsServedWhileProofsAreSuspended() {
		this.bench.serveNearFor(SERVED);
		Region region = stored(this.bench);
		this.bench.node().hold(List.of("b"), List.of(Workbench.NEIGHBOUR));
		assertThat(readWithoutStore(this.bench, region)).isNotNull();
	}

	@Test
	void entryWhoseInvalidationFailedIsNotServed() {
		Region region = withFailedInvalidation();
		outlastTheProof(this.bench);
		assertFails(this.bench, region);
	}

	@Test
	void failedInvalidationIsForgottenWhenTheStoreAnswers() {
		Region region = withFailedInvalidation();
		this.bench.follow();
		outlastTheProof(this.bench);
		assertThat(readWithoutStore(this.bench, region)).isNotNull();
	}

	private Region withFailedInvalidation() {
		NearFallback fallback = this.bench.serveNearFor(SERVED);
		this.bench.node().onUnrecorded((tags, mode, keys, cause) -> {
			fallback.failed(tags, keys);
			return false;
		});
		Region region = stored(this.bench);
		this.bench.store().fail(Call.APPEND);
		assertThat(this.bench.node().invalidate(List.of("a"), Mode.HARD)).isCompletedExceptionally();
		return region;
	}

	@Test
	void entryWithoutATagOfTheCallIsNotServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		assertFails(this.bench, region, "b");
	}

	@Test
	void lookupOfSeveralKeysGivesWhatCanBeServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		this.bench.store().fail(Call.OBSERVE);
		List<Lookup> all = region.lookupAll(List.of(Workbench.NEIGHBOUR, Workbench.KEY), Workbench.TEXT).join();
		assertThat(all).extracting(Lookup::key).containsExactly(Workbench.NEIGHBOUR, Workbench.KEY);
		assertThat(all).extracting(Lookup::reason).containsExactly(MissReason.ERROR, null);
		assertThat(this.events).containsExactly(StaleReason.OUTAGE, "storeFailed");
	}

	@Test
	void lookupOfSeveralKeysFailsIfNoneCanBeServed() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		this.bench.store().fail(Call.OBSERVE);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> region.lookupAll(List.of(Workbench.NEIGHBOUR), Workbench.TEXT).join())
			.withCauseInstanceOf(StoreException.class);
		assertThat(this.events).containsExactly("storeFailed", MissReason.ERROR);
	}

	@Test
	void failureThatIsNotTheStoresIsNotHidden() {
		this.bench.serveNearFor(SERVED);
		Region region = storedAndUnproven(this.bench);
		this.bench.store().fail(Call.OBSERVE, new IllegalStateException("a bug"));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> Workbench.read(region))
			.withCauseInstanceOf(IllegalStateException.class);
	}

	private final class Recorder implements RegionEvents {

		@Override
		public void hit(EntryKey key, List<String> tags, Level level, long createdAt) {
			UnprovenReadTests.this.events.add(level);
		}

		@Override
		public void missed(EntryKey key, MissReason reason) {
			UnprovenReadTests.this.events.add(reason);
		}

		@Override
		public void storeFailed(String region, Throwable cause) {
			UnprovenReadTests.this.events.add("storeFailed");
		}

		@Override
		public void staleServed(EntryKey key, StaleReason reason) {
			UnprovenReadTests.this.events.add(reason);
		}

	}

}
