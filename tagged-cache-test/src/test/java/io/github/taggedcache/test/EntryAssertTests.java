package io.github.taggedcache.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.Explanation.TagState;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.core.judge.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EntryAssertTests {

	private static final long AS_OF = 1003;

	private final EntryAssert near = entry(Outcome.NEAR, null);

	private final EntryAssert stored = entry(Outcome.STORE, null);

	private final EntryAssert miss = entry(Outcome.MISS, MissReason.TAG);

	@Test
	void hitIsAHit() {
		this.near.isHit().isHitInNearCache();
		this.stored.isHit().isHitInStore();
		fails(this.near::isMiss, "a miss");
		fails(this.near::isHitInStore, "a hit in the store");
		fails(this.stored::isHitInNearCache, "a hit in the near cache");
	}

	@Test
	void staleValueThatIsServedIsAHitAndNoMiss() {
		EntryAssert stale = entry(Outcome.STALE, MissReason.TAG);
		stale.isHit().isServedStale();
		fails(stale::isMiss, "STALE because of TAG");
		fails(() -> stale.isMissBecauseOf(MissReason.TAG), "a miss because of TAG");
		fails(() -> stale.isMissBecauseOfTag("author:7"), "a miss because of TAG");
		fails(this.near::isServedStale, "a stale value that is served");
		fails(this.miss::isServedStale, "a stale value that is served");
	}

	@Test
	void missIsAMiss() {
		this.miss.isMiss();
		fails(this.miss::isHit, "a hit");
	}

	@ParameterizedTest
	@EnumSource(names = "TAG", mode = EnumSource.Mode.EXCLUDE)
	void missHasOneReason(MissReason other) {
		this.miss.isMissBecauseOf(MissReason.TAG);
		fails(() -> this.miss.isMissBecauseOf(other), other.name());
		fails(() -> this.near.isMissBecauseOf(other), other.name());
	}

	@Test
	void missIsBecauseOfTheTagThatIsNewerThanTheEntry() {
		this.miss.isMissBecauseOfTag("author:7");
		fails(() -> this.miss.isMissBecauseOfTag("article:1"), "article:1");
		fails(() -> this.miss.isMissBecauseOfTag("author:8"), "author:8");
		fails(() -> this.near.isMissBecauseOfTag("author:7"), "TAG");
	}

	@Test
	void tagsAreThoseOfTheApplication() {
		this.near.hasTags("author:7").hasTags("article:1", "author:7").hasOnlyTags("author:7", "article:1");
		fails(() -> this.near.hasTags("author:8"), "author:8");
		fails(() -> this.near.hasOnlyTags("author:7"), "only the tags [author:7]");
		fails(() -> this.near.hasOnlyTags("author:7", "article:1", "more"), "more");
	}

	@Test
	void noTagsAreNoAssertion() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.near.hasTags())
			.withMessageContaining("hasOnlyTags()");
		fails(() -> this.near.hasOnlyTags(), "only the tags []");
	}

	@Test
	void entryThatDoesNotExistHasNotEvenNoTags() {
		Explanation nothing = new Explanation("articles", "2", Outcome.MISS, MissReason.ABSENT, "The sentence.", null,
				null, List.of(new TagState("~", 1000L, null, null)), null, null, true, null, null);
		fails(() -> TaggedCacheAssertions.assertThat(nothing).hasOnlyTags(), "an entry with the tags []");
	}

	@Test
	void failureSaysWhy() {
		fails(this.miss::isHit, "The sentence.");
		fails(this.miss::isHit, "MISS because of TAG, tags: [article:1, author:7]");
		fails(this.near::isMiss, "NEAR, tags: [article:1, author:7]");
	}

	private static void fails(Runnable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run).withMessageContaining(message);
	}

	private static EntryAssert entry(Outcome outcome, MissReason reason) {
		Explanation.Stored stored = new Explanation.Stored(AS_OF, AS_OF, Instant.EPOCH, Duration.ZERO, null, null, 10,
				Verdict.VALID, Verdict.VALID);
		List<TagState> tags = List.of(new TagState("~", 1000L, null, null),
				new TagState("~articles", 1000L, null, null), new TagState("article:1", AS_OF, null, null),
				new TagState("author:7", AS_OF + 1, null, null));
		return TaggedCacheAssertions.assertThat(new Explanation("articles", "1", outcome, reason, "The sentence.", null,
				stored, tags, null, null, true, null, null));
	}

}
