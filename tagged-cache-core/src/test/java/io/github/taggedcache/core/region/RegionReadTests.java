package io.github.taggedcache.core.region;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RegionReadTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	@BeforeEach
	void storeEntry() {
		store("text", "a");
	}

	private void store(String value, String... tags) {
		long token = this.bench.register(tags);
		assertThat(this.region.store(Workbench.KEY, Workbench.entry(value, tags), token).join()).isTrue();
		this.bench.store().calls();
	}

	@Test
	void entryIsAHit() {
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void otherKeyIsAMiss() {
		assertThat(
				reason(this.region.lookup(EntryKey.of("articles", "2"), Workbench.TEXT, LiteralTags.NONE, Runnable::run)
					.join()))
			.isEqualTo(MissReason.ABSENT);
	}

	@Test
	void hitWithKnownTagsTakesOneRoundTrip() {
		Workbench.read(this.region, "a");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void entryAndVersionsAreAskedForAtOnce() {
		Held entry = this.bench.store().hold(Call.GET);
		CompletableFuture<Lookup> lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"),
				Runnable::run);
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
		assertThat(lookup).isNotDone();
		entry.release();
		assertThat(lookup).isCompleted();
	}

	@Test
	void tagsThatTheCallDidNotNameTakeAnother() {
		Workbench.read(this.region);
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE, Call.OBSERVE);
	}

	@Test
	void secondObservationAsksForTheseTagsOnly() {
		store("text", "a", "b");
		this.bench.store().observed().clear();
		Workbench.read(this.region, "a");
		assertThat(this.bench.store().observed()).extracting((names) -> names.tags())
			.containsExactly(List.of("~", "~articles", "a"), List.of("b"));
	}

	@Test
	void tagsThatTheEntryDoesNotCarryCostNoRoundTrip() {
		Workbench.read(this.region, "a", "b");
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.OBSERVE);
	}

	@Test
	void readingDoesNotProlongVersions() {
		this.bench.store().observed().clear();
		Workbench.read(this.region);
		assertThat(this.bench.store().observed()).noneMatch((names) -> names.prolong());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "~articles", "~" })
	void invalidatedTagIsAMiss(String tag) {
		this.bench.invalidate(tag);
		assertThat(reason("a")).isEqualTo(MissReason.TAG);
	}

	@Test
	void invalidatedTagThatTheCallDidNotNameIsAMiss() {
		this.bench.invalidate("a");
		assertThat(reason()).isEqualTo(MissReason.TAG);
	}

	@Test
	void invalidatedTagThatTheEntryDoesNotCarryIsAHit() {
		this.bench.register("b");
		this.bench.invalidate("b");
		assertThat(Workbench.read(this.region, "a", "b")).isNotNull();
	}

	@Test
	void softInvalidatedTagIsAMiss() {
		this.bench.softInvalidate("a");
		assertThat(reason("a")).isEqualTo(MissReason.TAG);
	}

	@Test
	void otherRegionMayBeCleared() {
		this.bench.invalidate(TagName.ofRegion("authors"));
		assertThat(Workbench.read(this.region, "a")).isNotNull();
	}

	@Test
	void keyEventIsAMiss() {
		this.bench.keyEvent(Workbench.KEY);
		assertThat(reason("a")).isEqualTo(MissReason.KEY);
	}

	@Test
	void keyEventOfANeighbourIsAMiss() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		assertThat(reason("a")).isEqualTo(MissReason.KEY);
	}

	@Test
	void invalidationBetweenEntryAndVersionsIsSeen() {
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("a"));
		assertThat(reason("a")).isEqualTo(MissReason.TAG);
	}

	@Test
	void invalidationBetweenTheObservationsIsSeen() {
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("a"));
		assertThat(reason()).isEqualTo(MissReason.TAG);
	}

	@Test
	void forgottenTagIsAMissOnceSomethingWasInvalidated() {
		this.bench.invalidate("b");
		this.bench.memory().forgetTag("a");
		assertThat(reason("a")).isEqualTo(MissReason.TAG);
	}

	@Test
	void forgottenBucketIsAMissOnceSomethingWasInvalidated() {
		this.bench.invalidate("b");
		this.bench.memory().forgetBucket(Workbench.KEY);
		assertThat(reason("a")).isEqualTo(MissReason.KEY);
	}

	@Test
	void entryAboveTheClockIsUnknown() {
		long clock = this.bench.clock();
		write(new Header(clock + 1, clock, clock, (byte) 1, Workbench.TEXT.fingerprint(), 0, 0, 0, 0, List.of("a")),
				"text");
		assertThat(reason("a")).isEqualTo(MissReason.UNKNOWN);
	}

	@Test
	void tokenOfAMissIsTheClockOfItsLookup() {
		long clock = this.bench.invalidate("a");
		assertThat(
				this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run).join().token())
			.isEqualTo(clock);
	}

	@Test
	void tokenIsNotNewerThanTheFirstObservation() {
		long clock = this.bench.invalidate("a");
		this.bench.store().pass(Call.OBSERVE);
		this.bench.store().before(Call.OBSERVE, () -> this.bench.invalidate("b"));
		assertThat(this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join().token())
			.isEqualTo(clock);
	}

	@Test
	void bytesOfOthersAreUndecodable() {
		this.bench.putBytes("something else".getBytes(StandardCharsets.UTF_8));
		assertThat(reason("a")).isEqualTo(MissReason.UNDECODABLE);
	}

	@Test
	void entryOfAnotherTypeIsAMissAlsoWhereItWouldBind() {
		store("42", "a");
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run).join();
		assertThat(this.region.read(lookup, Workbench.NUMBER, LiteralTags.NONE).join()).isNull();
		assertThat(this.region.statistics().misses(MissReason.UNDECODABLE)).isOne();
	}

	@Test
	void entryOfAnotherCodecIsAMiss() {
		Region upgraded = this.bench.region(Workbench.SETTINGS, new TextCodec(2), Runnable::run);
		assertThat(Workbench.read(upgraded, "a")).isNull();
		assertThat(upgraded.statistics().misses(MissReason.UNDECODABLE)).isOne();
	}

	@Test
	void entryOfAnotherTypeIsAMissAlsoIfItIsNull() {
		store(null, "a");
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags("a"), Runnable::run).join();
		assertThat(this.region.read(lookup, Workbench.NUMBER, LiteralTags.NONE).join()).isNull();
	}

	@Test
	void payloadThatDoesNotBindIsAMiss() {
		long clock = this.bench.clock();
		write(new Header(clock, clock, clock, (byte) 1, Workbench.NUMBER.fingerprint(), 0, 0, 0, 0, List.of()), "text");
		Lookup lookup = this.region.lookup(Workbench.KEY, Workbench.TEXT, LiteralTags.NONE, Runnable::run).join();
		assertThat(this.region.read(lookup, Workbench.NUMBER, LiteralTags.NONE).join()).isNull();
		assertThat(this.region.statistics().misses(MissReason.UNDECODABLE)).isOne();
	}

	@Test
	void severalEntriesTakeTwoRoundTripsAtMost() {
		this.region.lookupAll(List.of(Workbench.KEY, EntryKey.of("articles", "2"), Workbench.NEIGHBOUR), Workbench.TEXT)
			.join();
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET, Call.GET, Call.OBSERVE,
				Call.OBSERVE);
	}

	@Test
	void severalEntriesWithoutTagsTakeOne() {
		store("text");
		this.region.lookupAll(List.of(Workbench.KEY, EntryKey.of("articles", "2")), Workbench.TEXT).join();
		assertThat(this.bench.store().calls()).containsExactly(Call.GET, Call.GET, Call.OBSERVE);
	}

	@Test
	void severalEntriesAreFoundInTheOrderOfTheirKeys() {
		List<Lookup> lookups = this.region
			.lookupAll(List.of(EntryKey.of("articles", "2"), Workbench.KEY), Workbench.TEXT)
			.join();
		assertThat(lookups).extracting(Lookup::key, Lookup::reason)
			.containsExactly(Tuple.tuple(EntryKey.of("articles", "2"), MissReason.ABSENT),
					Tuple.tuple(Workbench.KEY, null));
	}

	@Test
	void eachOfSeveralEntriesIsJudged() {
		this.bench.invalidate("a");
		assertThat(this.region.lookupAll(List.of(Workbench.KEY), Workbench.TEXT).join()).extracting(Lookup::reason)
			.containsExactly(MissReason.TAG);
	}

	private void write(Header header, String text) {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		this.bench.putBytes(Envelope.write(header, Payload.of(payload)));
	}

	private MissReason reason(String... callTags) {
		return reason(
				this.region.lookup(Workbench.KEY, Workbench.TEXT, new LiteralTags(callTags), Runnable::run).join());
	}

	private static MissReason reason(Lookup lookup) {
		assertThat(lookup.isFound()).isFalse();
		return lookup.reason();
	}

}
