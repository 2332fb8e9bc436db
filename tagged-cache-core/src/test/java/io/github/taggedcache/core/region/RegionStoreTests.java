package io.github.taggedcache.core.region;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.store.WatchedStore.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Storing what a load gave.
 */
class RegionStoreTests {

	private final Workbench bench = new Workbench();

	private final Region region = this.bench.region();

	private final long token = this.bench.register("a");

	@Test
	void valueIsStored() {
		assertThat(store()).isTrue();
		assertThat(Workbench.read(this.region, "a")).extracting(Hit::value).isEqualTo("text");
	}

	@Test
	void storingTakesTwoRoundTrips() {
		store();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE, Call.SET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "~articles", "~" })
	void valueIsRefusedWhoseTagWasInvalidatedAfterTheToken(String tag) {
		this.bench.invalidate(tag);
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseTagWasSoftInvalidatedAfterTheToken() {
		this.bench.softInvalidate("a");
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseKeyHadAnEventAfterTheToken() {
		this.bench.keyEvent(Workbench.KEY);
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseBucketHadAnEventAfterTheToken() {
		this.bench.keyEvent(Workbench.NEIGHBOUR);
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseTagWasForgottenAndSomethingInvalidatedAfterTheToken() {
		this.bench.invalidate("b");
		this.bench.memory().forgetTag("a");
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseBucketWasForgottenAndSomethingInvalidatedAfterTheToken() {
		this.bench.invalidate("b");
		this.bench.memory().forgetBucket(Workbench.KEY);
		assertRefused();
	}

	@Test
	void valueIsRefusedWhoseTokenIsAboveTheClock() {
		assertThat(this.region.store(Workbench.KEY, Workbench.entry("text", "a"), this.token + 1).join()).isFalse();
	}

	@Test
	void refusedValueLeavesTheEntryAlone() {
		store();
		this.bench.invalidate("a");
		this.bench.store().calls();
		store();
		assertThat(this.bench.store().calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void valueIsCurrentUpToTheClockThatSaidSo() {
		long clock = this.bench.invalidate("b");
		store();
		assertThat(header()).extracting(Header::asOf, Header::written).containsExactly(clock, clock);
	}

	@Test
	void invalidationBetweenTheVerdictAndTheWriteIsNotLost() {
		this.bench.store().before(Call.SET, () -> this.bench.invalidate("a"));
		store();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void keyEventBetweenTheVerdictAndTheWriteIsNotLost() {
		this.bench.store().before(Call.SET, () -> this.bench.keyEvent(Workbench.KEY));
		store();
		assertThat(Workbench.read(this.region, "a")).isNull();
	}

	@Test
	void putBetweenTheVerdictAndTheWriteIsNotOverruled() {
		this.bench.store()
			.before(Call.SET, () -> this.region.put(Map.of(Workbench.KEY, Workbench.entry("new", "a")), null).join());
		this.bench.store().pass(Call.SET);
		store();
		assertThat(Optional.ofNullable(Workbench.read(this.region, "a")).map(Hit::value))
			.isNotEqualTo(Optional.of("text"));
	}

	@Test
	void versionsThatTheEntryReliesOnAreProlonged() {
		store();
		assertThat(this.bench.store().observed()).singleElement()
			.satisfies((names) -> assertThat(names.prolong()).isTrue())
			.satisfies((names) -> assertThat(names.tags()).containsExactly("~", "~articles", "a"))
			.satisfies((names) -> assertThat(names.keys()).containsExactly(Workbench.KEY));
	}

	@Test
	void tagsAreStored() {
		this.bench.register("a", "b");
		this.region.store(Workbench.KEY, Workbench.entry("text", "b", "a", "b"), this.bench.clock()).join();
		assertThat(header().tags()).containsExactly("b", "a");
	}

	@Test
	void valueThatCannotBeEncodedSendsNothing() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.region.store(Workbench.KEY, Workbench.entry(TextCodec.UNENCODABLE), this.token));
		assertThat(this.bench.store().calls()).isEmpty();
	}

	@Test
	void tagThatIsNoneIsRefusedBeforeAnythingIsSent() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new NewEntry("text", Workbench.TEXT, List.of("~articles"), 0, null))
			.withMessageContaining("'~articles'");
	}

	@Test
	void moreTagsThanAnEntryCarriesAreRefusedBeforeAnythingIsSent() {
		List<String> tags = IntStream.rangeClosed(0, Header.MAX_TAGS).mapToObj((i) -> "tag:" + i).toList();
		assertThatIllegalArgumentException().isThrownBy(() -> NewEntry.of("text", Workbench.TEXT, tags))
			.withMessage("An entry carries at most 10000 tags, not 10001; use fewer, wider ones");
	}

	@Test
	void duplicateTagsCountOnce() {
		List<String> tags = IntStream.rangeClosed(0, Header.MAX_TAGS).mapToObj((i) -> "tag").toList();
		assertThat(NewEntry.of("text", Workbench.TEXT, tags).tags()).containsExactly("tag");
	}

	private void assertRefused() {
		assertThat(store()).isFalse();
		assertThat(this.bench.stored()).isNull();
		assertThat(this.region.statistics().refused()).isOne();
	}

	private boolean store() {
		return this.region.store(Workbench.KEY, Workbench.entry("text", "a"), this.token).join();
	}

	private Header header() {
		return this.bench.stored().header();
	}

}
