package io.github.taggedcache.core.judge;

import java.util.List;
import java.util.Map;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedVersionsTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final long CLOCK = 100;

	@ParameterizedTest(name = "hard {0}, soft {1}, key event {2}; asOf {3}, written {4}: {5}")
	@CsvSource({
			// nothing newer
			"50, 0, 50, 50, 50, VALID", "49, 49, 49, 50, 50, VALID", "50, 0, 50, 100, 100, VALID",
			"0, 0, 0, 0, 0, VALID",
			// tags are judged by asOf alone
			"51, 0, 50, 50, 99, INVALID_BY_TAG", "50, 0, 60, 50, 60, VALID",
			// key events are judged by written alone
			"50, 0, 51, 99, 50, INVALID_BY_KEY", "60, 0, 50, 60, 50, VALID",
			// soft makes stale, and hard wins over it
			"50, 51, 50, 50, 50, STALE", "50, 50, 50, 50, 50, VALID", "60, 51, 50, 50, 50, INVALID_BY_TAG",
			"51, 60, 50, 50, 50, INVALID_BY_TAG", "50, 51, 51, 50, 50, INVALID_BY_KEY",
			// what relies on more than the store knows
			"50, 0, 50, 101, 50, UNKNOWN", "50, 0, 50, 50, 101, UNKNOWN", "99, 0, 50, 101, 101, UNKNOWN" })
	void entryIsJudgedByItsTagAndKey(long hard, long soft, long keyEvent, long asOf, long written, Verdict verdict) {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(hard, soft)), Map.of(KEY, keyEvent));
		assertThat(judge(seen, List.of("a"), asOf, written)).isEqualTo(verdict);
	}

	@ParameterizedTest(name = "hard {0}, soft {1}, key event {2} of put {3}; asOf {4}: {5}")
	@CsvSource({
			// as if written by its event, and as of it
			"50, 0, 60, 7, 50, VALID", "60, 0, 60, 7, 50, VALID", "61, 0, 60, 7, 50, INVALID_BY_TAG",
			"50, 61, 60, 7, 50, STALE", "50, 0, 60, 7, 101, UNKNOWN",
			// another event is newer than the token, or the event is not there
			"50, 0, 60, 8, 50, INVALID_BY_KEY", "50, 0, 60, 0, 50, INVALID_BY_KEY", "50, 0, 50, 8, 50, UNKNOWN",
			"50, 0, 50, 0, 50, UNKNOWN" })
	void entryThatNamesAPutIsJudgedByTheEventOfThePut(long hard, long soft, long keyEvent, long put, long asOf,
			Verdict verdict) {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(hard, soft)), Map.of(KEY, keyEvent),
				Map.of(KEY, put));
		assertThat(judge(seen, List.of("a"), asOf, -7)).isEqualTo(verdict);
	}

	@Test
	void keyOfAPutThatWasNotObservedIsUnknown() {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(1, 0)), Map.of());
		assertThat(judge(seen, List.of("a"), 50, -7)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void oneInvalidTagOfManyIsEnough() {
		Observation seen = new Observation(CLOCK,
				Map.of("a", new TagVersion(1, 0), "b", new TagVersion(51, 0), "c", new TagVersion(1, 0)),
				Map.of(KEY, 1L));
		assertThat(judge(seen, List.of("a", "b", "c"), 50, 50)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void invalidTagWinsOverAStaleOneBeforeIt() {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(1, 51), "b", new TagVersion(51, 0)),
				Map.of(KEY, 1L));
		assertThat(judge(seen, List.of("a", "b"), 50, 50)).isEqualTo(Verdict.INVALID_BY_TAG);
	}

	@Test
	void staleTagIsNotMadeGoodByAnother() {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(1, 51), "b", new TagVersion(1, 0)),
				Map.of(KEY, 1L));
		assertThat(judge(seen, List.of("a", "b"), 50, 50)).isEqualTo(Verdict.STALE);
	}

	@Test
	void tagThatWasNotObservedIsUnknown() {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(1, 0)), Map.of(KEY, 1L));
		assertThat(judge(seen, List.of("a", "b"), 50, 50)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void keyThatWasNotObservedIsUnknown() {
		Observation seen = new Observation(CLOCK, Map.of("a", new TagVersion(1, 0)), Map.of());
		assertThat(judge(seen, List.of("a"), 50, 50)).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void eventsOfAnotherKeyAreNotThisOnes() {
		Observation seen = new Observation(CLOCK, Map.of(), Map.of(EntryKey.of("articles", "2"), 1L));
		assertThat(judge(seen, List.of(), 50, 50)).isEqualTo(Verdict.UNKNOWN);
	}

	private static Verdict judge(Observation seen, List<String> tags, long asOf, long written) {
		return new ObservedVersions(seen).judge(new Claim(KEY, tags, asOf, written));
	}

}
