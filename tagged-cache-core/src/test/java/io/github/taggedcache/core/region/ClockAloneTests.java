package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A strict node asks for the clock alone where its history ends there.
 */
class ClockAloneTests {

	private static final String CLOCK = "the clock";

	private static final String VERSIONS = "versions";

	private final Workbench bench = Workbench.strict();

	private Region region = this.bench.region(Workbench.NEAR);

	@BeforeEach
	void store() {
		long token = this.bench.register("a", "b");
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		warmUp();
	}

	/**
	 * Has the node learn that the clock is enough.
	 */
	private void warmUp() {
		IntStream.range(0, ClockMatches.ENOUGH_IN_A_ROW).forEach((i) -> read());
		forget();
	}

	private void withoutNearCache() {
		this.region = this.bench.region(Workbench.SETTINGS);
		warmUp();
	}

	@Test
	void hitCostsTheClock() {
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void hitOfAnEntryWhoseVersionsAreGoneFromTheStoreCostsTheClock() {
		this.bench.memory().forgetBucket(Workbench.KEY);
		this.bench.memory().forgetTag("a");
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void invalidationThatTheHistoryHasMetIsSeen() {
		this.bench.invalidate("a");
		this.bench.follow();
		assertThat(read()).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void softInvalidationThatTheHistoryHasMetIsSeen() {
		this.bench.softInvalidate("a");
		this.bench.follow();
		assertThat(read()).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void eventOfTheKeyThatTheHistoryHasMetIsSeen() {
		this.bench.keyEvent(Workbench.KEY);
		this.bench.follow();
		assertThat(read()).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void eventOfAnotherKeyOfTheBucketCostsNothing() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		this.bench.follow();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void ownInvalidationIsSeenThoughTheLogHasNotShownIt() {
		this.bench.node().invalidate(List.of("a"), Mode.HARD).join();
		forget();
		assertThat(read()).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void invalidationThatTheHistoryHasNotMetIsSeen() {
		this.bench.invalidate("a");
		assertThat(read()).isNull();
	}

	@Test
	void invalidationBeforeTheStoreAnswersIsSeen() {
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("a"));
		assertThat(read()).isNull();
	}

	@Test
	void versionsAreAskedForWhereTheHistoryHasNotMetTheClock() {
		this.bench.invalidate("unrelated");
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
	}

	@Test
	void entryBelowTheFloorIsJudgedByVersionsUntilItIsConfirmed() {
		this.bench.gap();
		forget();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
		assertThat(this.bench.store().calls()).doesNotContain(Call.GET);
		warmUp();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void historyThatForgetsMeanwhileIsNotAsked() {
		this.bench.store().before(Call.OBSERVE, this.bench::gap);
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).endsWith(VERSIONS);
		assertThat(this.bench.store().calls()).doesNotContain(Call.GET);
	}

	@Test
	void entryAsOfAnOwnAppendThatTheLogPassedOverIsAMiss() {
		this.bench.passOverOwnAppend(
				(clock) -> assertThat(this.region.store(Workbench.KEY, Workbench.entry("newer", "a"), clock).join())
					.isTrue());
		forget();
		assertThat(read()).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void tokenOfAMissIsBelowAnOwnAppendThatTheLogPassedOver() {
		withoutNearCache();
		long before = this.bench.clock();
		this.bench.passOverOwnAppend((clock) -> {
		});
		this.bench.memory().forgetEntry(Workbench.KEY);
		forget();
		assertThat(lookup().token()).isEqualTo(before);
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void heldNameIsInvalidThoughTheHistoryEndsAtTheClock() {
		this.bench.node().hold(List.of("a"), List.of());
		assertThat(read()).isNull();
	}

	@Test
	void heldKeyIsInvalidThoughTheHistoryEndsAtTheClock() {
		this.bench.node().hold(List.of(), List.of(Workbench.KEY));
		assertThat(read()).isNull();
	}

	@Test
	void tagsOfTheCallAreJudgedUnderTheLoadToken() {
		assertThat(read("b")).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
		this.bench.invalidate("b");
		this.bench.follow();
		forget();
		assertThat(read("b")).isNull();
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void tagOfTheCallThatWasInvalidatedDuringTheLoadIsSeen() {
		long token = this.bench.clock();
		this.bench.invalidate("b");
		this.bench.follow();
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), token).join()).isTrue();
		assertThat(read()).isEqualTo("text");
		assertThat(read("b")).isNull();
	}

	@Test
	void severalHitsCostTheClockTogether() {
		EntryKey other = EntryKey.of(Workbench.REGION, "other");
		this.region.store(other, Workbench.entry("other", "b"), this.bench.clock()).join();
		forget();
		assertThat(lookups(Workbench.KEY, other)).allMatch(Lookup::isFound);
		assertThat(asked()).containsExactly(CLOCK);
		this.bench.invalidate("b");
		this.bench.follow();
		assertThat(lookups(Workbench.KEY, other)).extracting(Lookup::isFound).containsExactly(true, false);
	}

	@Test
	void severalKeysOfWhichOneIsNotInMemoryCostTheVersions() {
		assertThat(lookups(Workbench.KEY, EntryKey.of(Workbench.REGION, "absent"))).extracting(Lookup::isFound)
			.containsExactly(true, false);
		assertThat(asked()).containsExactly(VERSIONS);
	}

	@Test
	void versionsAreAskedForAtOnceWhileTheHistoryIsBehind() {
		this.bench.invalidate("unrelated");
		read();
		forget();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(VERSIONS);
		this.bench.follow();
		warmUp();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void hitInTheStoreCostsItsEntryAndTheClock() {
		withoutNearCache();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK);
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void missInTheStoreIsJudgedByTheClock() {
		withoutNearCache();
		this.bench.memory().forgetEntry(Workbench.KEY);
		Lookup lookup = lookup();
		assertThat(lookup.reason()).isEqualTo(MissReason.ABSENT);
		assertThat(lookup.token()).isEqualTo(this.bench.clock());
		assertThat(asked()).startsWith(CLOCK);
	}

	@Test
	void newNamesOfAMissAreRegisteredWhileTheLoadRuns() {
		withoutNearCache();
		EntryKey other = EntryKey.of(Workbench.REGION, "other");
		Lookup lookup = this.region.lookup(other, Workbench.TEXT, new LiteralTags("new"), Runnable::run).join();
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
		this.bench.invalidate("unrelated");
		assertThat(this.region.store(other, Workbench.entry("text", "new"), lookup.token()).join()).isTrue();
	}

	@Test
	void namesThatAreRegisteredAreNotRegisteredByTheNextMiss() {
		withoutNearCache();
		this.bench.memory().forgetEntry(Workbench.KEY);
		lookup();
		forget();
		lookup();
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void newNamesAreRegisteredWhereTheEntryIsInvalid() {
		withoutNearCache();
		this.bench.invalidate("a");
		this.bench.follow();
		warmUp();
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("new"), Runnable::run).join();
		assertThat(lookup.reason()).isEqualTo(MissReason.TAG);
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
		this.bench.invalidate("unrelated");
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "new"), lookup.token()).join()).isTrue();
	}

	@Test
	void failureToRegisterTheNamesOfAMissIsTold() {
		List<Throwable> failures = new ArrayList<>();
		this.bench.listen(new RegionEvents() {

			@Override
			public void storeFailed(String region, Throwable cause) {
				failures.add(cause);
			}

		});
		withoutNearCache();
		this.bench.memory().forgetEntry(Workbench.KEY);
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().fail(Call.OBSERVE);
		assertThat(lookup().reason()).isEqualTo(MissReason.ABSENT);
		assertThat(failures).hasOnlyElementsOfType(StoreException.class).hasSize(1);
	}

	@Test
	void missDoesNotWaitForItsNames() {
		withoutNearCache();
		this.bench.memory().forgetEntry(Workbench.KEY);
		this.bench.store().pass(Call.OBSERVE);
		Held observed = this.bench.store().hold(Call.OBSERVE);
		assertThat(lookup().reason()).isEqualTo(MissReason.ABSENT);
		observed.fail();
		assertThat(lookup().reason()).isEqualTo(MissReason.ABSENT);
	}

	@Test
	void invalidationOfAnEntryInTheStoreIsSeenWhereverItStands() {
		withoutNearCache();
		this.bench.invalidate("a");
		assertThat(lookup().reason()).isEqualTo(MissReason.TAG);
		this.bench.follow();
		warmUp();
		assertThat(lookup().reason()).isEqualTo(MissReason.TAG);
		// The names of a miss are registered meanwhile
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
	}

	@Test
	void eventOfTheKeyOfAnEntryInTheStoreIsSeen() {
		withoutNearCache();
		this.bench.keyEvent(Workbench.KEY);
		this.bench.follow();
		assertThat(lookup().reason()).isEqualTo(MissReason.KEY);
		// The names of a miss are registered meanwhile
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
	}

	@Test
	void invalidationBeforeTheStoreAnswersForAnEntryThereIsSeen() {
		withoutNearCache();
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("a"));
		assertThat(read()).isNull();
	}

	@Test
	void entryInTheStoreThatTheHistoryHasForgottenIsJudgedByVersions() {
		withoutNearCache();
		this.bench.gap();
		forget();
		assertThat(read()).isEqualTo("text");
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
	}

	@Test
	void putOfThisNodeIsJudgedByItsEvent() {
		withoutNearCache();
		this.region.put(Map.of(Workbench.KEY, Workbench.entry("put", "a")), this.bench.clock()).join();
		warmUp();
		assertThat(read()).isEqualTo("put");
		assertThat(asked()).containsExactly(CLOCK);
	}

	@Test
	void entryAboveTheClockIsAMiss() {
		putAboveTheClock();
		assertThat(lookup().reason()).isEqualTo(MissReason.UNKNOWN);
		assertThat(asked()).containsExactly(CLOCK, VERSIONS);
	}

	@Test
	void entryThatWasWrittenAfterTheClockWasToldIsJudgedByVersions() {
		putAboveTheClock();
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("unrelated"));
		assertThat(lookup().isFound()).isTrue();
	}

	private void putAboveTheClock() {
		withoutNearCache();
		long above = this.bench.clock() + 1;
		long now = this.bench.time().millis();
		Header header = new Header(above, above, above, this.bench.codec().id(), Workbench.TEXT.fingerprint(), 0, now,
				now + 1000, now + 1000, List.of("a"));
		this.bench.putBytes(Envelope.write(header, Payload.of(new byte[0])));
	}

	@Test
	void nodeWithoutAProofAsksForTheVersions() {
		Workbench following = Workbench.following();
		Region near = following.region(Workbench.NEAR);
		near.store(Workbench.KEY, Workbench.entry("text", "a"), following.register("a")).join();
		following.time().advance(Workbench.MAX_STALENESS.multipliedBy(2));
		following.store().observed().clear();
		for (int i = 0; i <= ClockMatches.ENOUGH_IN_A_ROW; i++) {
			assertThat(Workbench.read(near)).extracting(Hit::value).isEqualTo("text");
		}
		assertThat(following.store().observed()).hasSize(ClockMatches.ENOUGH_IN_A_ROW + 1)
			.noneMatch((names) -> names.tags().isEmpty());
	}

	private @Nullable Object read(String... callTags) {
		Hit hit = this.region.read(lookup(callTags), Workbench.TEXT, new LiteralTags(callTags)).join();
		return (hit != null) ? hit.value() : null;
	}

	private Lookup lookup(String... callTags) {
		return this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags(callTags), Runnable::run).join();
	}

	private List<Lookup> lookups(EntryKey... keys) {
		return this.region.lookupAll(List.of(keys), Workbench.TEXT).join();
	}

	private void forget() {
		this.bench.store().observed().clear();
		this.bench.store().calls();
	}

	/**
	 * What the store was asked for, question by question.
	 */
	private List<String> asked() {
		return this.bench.store().observed().stream().map(ClockAloneTests::kind).toList();
	}

	private static String kind(ObservedNames observed) {
		return (observed.tags().isEmpty() && observed.keys().isEmpty()) ? CLOCK : VERSIONS;
	}

}
