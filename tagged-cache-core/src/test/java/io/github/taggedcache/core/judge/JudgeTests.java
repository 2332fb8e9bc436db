package io.github.taggedcache.core.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JudgeTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final Source source = new Source();

	private final Judge judge = new Judge(this.source);

	@Test
	void historyThatCanTellIsAskedAlone() {
		this.source.history = new Answer(Verdict.VALID, 40, 50);
		assertThat(this.judge.judge(claim("a"))).isCompletedWithValue(new Judgement(Verdict.VALID, 40, 50));
		assertThat(this.source.asked).isEmpty();
	}

	@Test
	void storeIsAskedWhereTheHistoryCannotTell() {
		this.source.history = new Answer(Verdict.UNKNOWN, 40, 50);
		assertThat(this.judge.judge(claim("a"))).isCompletedWithValue(new Judgement(Verdict.VALID, 100, 100));
		assertThat(this.source.asked).containsExactly("a");
	}

	@Test
	void storeIsAskedWhereTheHistoryIsNotProven() {
		assertThat(this.judge.byHistory(claim("a"))).isNull();
		assertThat(this.judge.judge(claim("a"))).isCompletedWithValue(new Judgement(Verdict.VALID, 100, 100));
	}

	@Test
	void unknownOfTheHistoryIsAJudgementForWhoAsksForNoMore() {
		this.source.history = new Answer(Verdict.UNKNOWN, 40, 50);
		assertThat(this.judge.byHistory(claim("a"))).isEqualTo(new Judgement(Verdict.UNKNOWN, 40, 50));
		assertThat(this.source.asked).isEmpty();
	}

	@Test
	void oneRoundTripJudgesAllClaims() {
		this.source.hard.put("b", 60L);
		assertThat(this.judge.judge(claim("a"), Claim.forTags(KEY, List.of("b"), 50)))
			.isCompletedWithValue(new Judgement(Verdict.INVALID_BY_TAG, 100, 100));
		assertThat(this.source.asked).containsExactly("a", "b");
		assertThat(this.source.keys).containsExactly(KEY);
	}

	@Test
	void keyOfTagsThatAreJudgedAloneIsNotAskedFor() {
		assertThat(this.judge.judge(Claim.forTags(KEY, List.of("a"), 50)).join().isValid()).isTrue();
		assertThat(this.source.keys).isEmpty();
	}

	@Test
	void positionIsReadBeforeTheVerdict() {
		Answer history = new Answer(Verdict.VALID, 40, 50);
		this.source.history = history;
		history.onJudge = () -> history.position = 70;
		assertThat(this.judge.judge(claim("a"))).isCompletedWithValue(new Judgement(Verdict.VALID, 40, 50));
	}

	private static Claim claim(String tag) {
		return Claim.underToken(KEY, List.of(tag), 50);
	}

	/**
	 * A history that is there or not, and a store that is always there.
	 */
	private static final class Source implements VersionSource {

		private @Nullable KnownVersions history;

		private final Map<String, Long> hard = new HashMap<>();

		private final List<String> asked = new ArrayList<>();

		private final List<EntryKey> keys = new ArrayList<>();

		@Override
		public @Nullable KnownVersions trusted() {
			return this.history;
		}

		@Override
		public @Nullable KnownVersions trusted(long now) {
			return this.history;
		}

		@Override
		public CompletableFuture<Observation> observe(Collection<String> tags, List<EntryKey> keys, boolean prolong) {
			this.asked.addAll(tags);
			this.keys.addAll(keys);
			Map<String, TagVersion> versions = new HashMap<>();
			tags.forEach((tag) -> versions.put(tag, new TagVersion(this.hard.getOrDefault(tag, 1L), 0)));
			Map<EntryKey, Long> events = new HashMap<>();
			keys.forEach((key) -> events.put(key, 1L));
			return CompletableFuture.completedFuture(new Observation(100, versions, events));
		}

		@Override
		public @Nullable CompletableFuture<ObservedClock> observeClock() {
			return null;
		}

		@Override
		public boolean knowsSince(long since, long clock) {
			return false;
		}

	}

	/**
	 * A history with one verdict.
	 */
	private static final class Answer implements KnownVersions {

		private final Verdict verdict;

		private final long token;

		private long position;

		private Runnable onJudge = () -> {
		};

		private Answer(Verdict verdict, long position, long token) {
			this.verdict = verdict;
			this.position = position;
			this.token = token;
		}

		@Override
		public long position() {
			return this.position;
		}

		@Override
		public long token() {
			return this.token;
		}

		@Override
		public Verdict judge(Claim claim) {
			this.onJudge.run();
			return this.verdict;
		}

		@Override
		public long staleSince(Claim claim) {
			throw new AssertionError("Not asked for");
		}

		@Override
		public Verdict judge(Judged entry) {
			return this.verdict;
		}

	}

}
