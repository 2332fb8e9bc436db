package io.github.taggedcache.store;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.store.Backdating;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What invalidations do to the versions of tags.
 */
interface TagContract {

	StoreFixture store();

	@Test
	default void missingTagIsRegisteredAtTheClock() {
		Observation seen = store().observe("a");
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(seen.clock(), 0));
	}

	@Test
	default void lateNameIsRegisteredWhereTheCallerSaysIfItKnowsTheClock() {
		long clock = store().invalidate("b").version();
		Observation seen = store().observeLate(new Backdating(clock, clock - 5), "a");
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(clock - 5, 0));
		assertThat(seen.keyEvents()).containsExactly(Map.entry(StoreFixture.key("a"), clock - 5));
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock - 5, 0));
	}

	@Test
	default void lateNameIsRegisteredAtTheClockIfTheCallerDoesNotKnowTheClock() {
		long known = store().invalidate("b").version();
		long clock = store().invalidate("b").version();
		Observation seen = store().observeLate(new Backdating(known, known - 5), "a");
		assertThat(seen.tag("a")).isEqualTo(new TagVersion(clock, 0));
		assertThat(seen.keyEvents()).containsExactly(Map.entry(StoreFixture.key("a"), clock));
	}

	@Test
	default void lateNameThatIsThereKeepsItsVersion() {
		TagVersion registered = store().version("a");
		long clock = store().invalidate("b").version();
		assertThat(store().observeLate(new Backdating(clock, 5), "a").tag("a")).isEqualTo(registered);
	}

	@Test
	default void registeredTagKeepsItsVersionWhenTheClockMovesOn() {
		TagVersion registered = store().version("a");
		store().invalidate("b");
		assertThat(store().version("a")).isEqualTo(registered);
	}

	@Test
	default void tagThatWasLostIsRegisteredAtTheClock() {
		store().invalidate("a");
		long clock = store().invalidate("b").version();
		store().forgetTag("a");
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, 0));
	}

	@Test
	default void hardInvalidationSetsTheHardVersion() {
		long version = store().invalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(version, 0));
	}

	@Test
	default void softInvalidationSetsTheSoftVersionAndKeepsTheHardOne() {
		long hard = store().invalidate("a").version();
		long soft = store().softInvalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(hard, soft));
	}

	@Test
	default void hardInvalidationKeepsTheSoftVersion() {
		store().invalidate("a");
		long soft = store().softInvalidate("a").version();
		long hard = store().invalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(hard, soft));
	}

	@Test
	default void softInvalidationOfAMissingTagCountsAsHardAtTheClockBefore() {
		long clock = store().clock();
		long soft = store().softInvalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(clock, soft));
	}

	@Test
	default void softInvalidationOfAMissingTagWithoutAClockCountsAsHard() {
		long version = store().softInvalidate("a").version();
		assertThat(store().version("a")).isEqualTo(new TagVersion(version, version));
	}

	@Test
	default void invalidationLeavesOtherTagsAlone() {
		TagVersion other = store().version("b");
		store().invalidate("a");
		assertThat(store().version("b")).isEqualTo(other);
	}

	@Test
	default void allTagsOfOneInvalidationGetOneVersion() {
		long version = store().invalidate("a", "b", TagName.NAMESPACE, TagName.ofRegion("articles")).version();
		Observation seen = store().observe("a", "b", TagName.NAMESPACE, TagName.ofRegion("articles"));
		assertThat(seen.tags()).hasSize(4)
			.allSatisfy((tag, seenVersion) -> assertThat(seenVersion).isEqualTo(new TagVersion(version, 0)));
	}

	@Test
	default void invalidationOfTagsKnowsOfNoBuckets() {
		assertThat(store().invalidate("a").before()).isEmpty();
	}

	@Test
	default void oneInvalidationTakesAsManyTagsAsTheLogAllows() {
		String[] tags = IntStream.range(0, InvalidationLog.MAX_NAMES)
			.mapToObj(Integer::toString)
			.toArray(String[]::new);
		long version = store().invalidate(tags).version();
		assertThat(store().observe(tags).tags().values()).hasSize(InvalidationLog.MAX_NAMES)
			.containsOnly(new TagVersion(version, 0));
	}

	@Test
	default void oneObservationTakesAsManyTagsAsTheLogAllows() {
		String[] tags = IntStream.range(0, InvalidationLog.MAX_NAMES)
			.mapToObj(Integer::toString)
			.toArray(String[]::new);
		Observation seen = store().observe(tags);
		assertThat(seen.tags().values()).hasSize(InvalidationLog.MAX_NAMES)
			.containsOnly(new TagVersion(seen.clock(), 0));
	}

	@Test
	default void tagThatIsNamedTwiceIsInvalidatedOnce() {
		long version = store().softInvalidate("a", "a").version();
		assertThat(store().version("a").soft()).isEqualTo(version);
		assertThat(store().clock()).isEqualTo(version);
	}

	@Test
	default void versionsAreReadInTheOrderOfTheNames() {
		long b = store().invalidate("b").version();
		long region = store().invalidate(TagName.ofRegion("articles")).version();
		long a = store().invalidate("a").version();
		Observation seen = store().observe("a", TagName.ofRegion("articles"), "b");
		assertThat(
				List.of(seen.tags().get("a").hard(), seen.tags().get("~articles").hard(), seen.tags().get("b").hard()))
			.containsExactly(a, region, b);
	}

}
