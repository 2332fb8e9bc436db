package io.github.taggedcache.core.survey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.envelope.Payload;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.memory.MemoryStore;
import io.github.taggedcache.core.survey.Found.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SurveyTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final Selection ALL = Selection.ofRegion(null);

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final SettableTime time = new SettableTime();

	private final MemoryStore store = new MemoryStore(this.time, 100);

	private final Node node = new Node(this.store, new Retention());

	private final AtomicLong nanos = new AtomicLong();

	private final CountedScan scan = new CountedScan(this.store);

	private final Survey survey = new Survey(this.scan, this.node, this.time, this.nanos::get, LIMIT);

	private long clock() {
		return Futures.await(this.store.observe(new ObservedNames(List.of(), List.of(), 0, false))).clock();
	}

	private void put(EntryKey key, String... tags) {
		put(key, clock(), 0, 0, 10, tags);
	}

	private void put(EntryKey key, long asOf, long softMillis, long hardMillis, int size, String... tags) {
		Futures.await(this.store.observe(new ObservedNames(
				Node.withImplicit(key.region(), List.of(tags)).stream().limit(100).toList(), List.of(key), 0, true)));
		long now = this.time.millis();
		Header header = new Header(asOf, asOf, asOf, (byte) 1, 2, 0, now, (softMillis > 0) ? now + softMillis : 0,
				(hardMillis > 0) ? now + hardMillis : 0, List.of(tags));
		this.store.set(key, Envelope.write(header, new Payload(new byte[size], false, 0)), 0).join();
	}

	private Found only() {
		Page page = this.survey.page(ALL, EntryScan.START, 100);
		assertThat(page.entries()).hasSize(1);
		assertThat(page.cursor()).isEmpty();
		return page.entries().get(0);
	}

	@Test
	void entryThatNothingInvalidatedIsValidAndShowsItsTags() {
		put(KEY, "author:1", "author:2");
		assertThat(only().key()).isEqualTo(KEY);
		assertThat(only().state()).isEqualTo(State.VALID);
		assertThat(only().header().tags()).containsExactly("author:1", "author:2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "author:1", "~articles", TagName.NAMESPACE })
	void entryOneOfWhoseTagsWasInvalidatedIsInvalid(String tag) {
		put(KEY, "author:1");
		Futures.await(this.node.invalidate(List.of(tag), Mode.HARD));
		assertThat(only().state()).isEqualTo(State.INVALID_BY_TAG);
	}

	@Test
	void entryOneOfWhoseTagsWasInvalidatedSoftlyIsStale() {
		put(KEY, "author:1");
		Futures.await(this.node.invalidate(List.of("author:1"), Mode.SOFT));
		assertThat(only().state()).isEqualTo(State.STALE);
	}

	@Test
	void entryWhoseKeyWasEvictedIsInvalid() {
		put(KEY);
		Futures.await(this.node.keyEvents(List.of(KEY)));
		assertThat(only().state()).isEqualTo(State.INVALID_BY_KEY);
	}

	@Test
	void entryPastItsTimeToLiveIsStaleAndThenExpired() {
		put(KEY, clock(), 1_000, 2_000, 10);
		assertThat(only().state()).isEqualTo(State.VALID);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(only().state()).isEqualTo(State.STALE);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(only().state()).isEqualTo(State.EXPIRED);
	}

	@Test
	void entryThatReliesOnWhatTheStoreLostIsUnknown() {
		put(KEY, clock() + 1, 0, 0, 10);
		assertThat(only().state()).isEqualTo(State.UNKNOWN);
	}

	@Test
	void entryWhoseTagTheStoreForgotIsAsGoodAsARead() {
		put(KEY, "author:1");
		assertThat(only().state()).isEqualTo(State.VALID);
		Futures.await(this.node.invalidate(List.of("other"), Mode.HARD));
		this.store.forgetTag("author:1");
		assertThat(only().state()).isEqualTo(State.INVALID_BY_TAG);
	}

	@Test
	void bytesThatAreNoEntryAreUnreadable() {
		this.store.set(KEY, new byte[] { 1, 2, 3 }, 0).join();
		assertThat(only().state()).isEqualTo(State.UNREADABLE);
		assertThat(only().header()).isNull();
	}

	@Test
	void payloadOfALargeEntryIsNotRead() {
		put(KEY, clock(), 0, 0, 1_000_000, "author:1");
		assertThat(only().header().tags()).containsExactly("author:1");
		assertThat(this.scan.bytes.get()).isEqualTo(Survey.HEAD);
	}

	@Test
	void tagsThatTakeMoreThanTheBeginningAreRead() {
		String[] tags = IntStream.range(0, 1_000).mapToObj((i) -> i + "-".repeat(10)).toArray(String[]::new);
		put(KEY, tags);
		assertThat(only().header().tags()).containsExactly(tags);
	}

	@Test
	void surveyWritesNothing() {
		put(KEY, "author:1");
		List.of("author:1", "~", "~articles").forEach(this.store::forgetTag);
		this.store.forgetClock();
		this.survey.page(ALL, EntryScan.START, 100);
		assertThat(Futures.await(this.store.peek(List.of("author:1", "~"), List.of())).tags()).isEmpty();
		assertThat(Futures.await(this.store.peek(List.of(), List.of())).clock()).isZero();
	}

	@Test
	void onlyEntriesThatAreLookedForAreFound() {
		put(KEY, "author:1");
		put(EntryKey.of("articles", "2"), "author:1");
		put(EntryKey.of("articles", "3"), "author:2");
		put(EntryKey.of("authors", "1"), "author:1");
		Selection selection = new Selection("articles", KeyPattern.ANY, (key) -> !key.text().equals("2"),
				(key, tags) -> tags.contains("author:1"));
		assertThat(this.survey.page(selection, EntryScan.START, 100).entries()).extracting(Found::key)
			.containsExactly(KEY);
	}

	@Test
	void pagesTogetherShowEachEntry() {
		IntStream.range(0, 1_000).forEach((i) -> put(EntryKey.of("articles", "k" + i)));
		Set<EntryKey> found = new HashSet<>();
		String cursor = EntryScan.START;
		do {
			Page page = this.survey.page(ALL, cursor, 30);
			assertThat(page.entries()).hasSizeBetween(1, 60);
			page.entries().forEach((entry) -> assertThat(found.add(entry.key())).isTrue());
			cursor = page.cursor();
		}
		while (!cursor.isEmpty());
		assertThat(found).hasSize(1_000);
	}

	@Test
	void pageThatRunsOutOfTimeEndsAfterItsStepWithACursor() {
		IntStream.range(0, 2_000).forEach((i) -> put(EntryKey.of("articles", "k" + i)));
		Selection none = new Selection(null, KeyPattern.ANY, (key) -> key.text().equals("none"));
		this.scan.afterEachStep = () -> this.nanos.addAndGet(LIMIT.toNanos());
		Page page = this.survey.page(none, EntryScan.START, 1_000);
		assertThat(page.entries()).isEmpty();
		assertThat(page.cursor()).isNotEmpty();
		assertThat(page.looked()).isEqualTo(Survey.STEP);
		this.scan.afterEachStep = () -> {
		};
		Page rest = this.survey.page(none, page.cursor(), 1_000);
		assertThat(rest.cursor()).isEmpty();
		assertThat(rest.looked()).isEqualTo(2_000 - Survey.STEP);
	}

	@Test
	void cursorOfNoSurveyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.survey.page(ALL, "nonsense", 100));
	}

	@Test
	void sweepEvictsInBatchesWithPausesBetweenThem() {
		IntStream.range(0, 1_200).forEach((i) -> put(EntryKey.of("articles", "k" + i)));
		put(EntryKey.of("authors", "k1"));
		List<String> happened = new ArrayList<>();
		Set<EntryKey> evicted = new HashSet<>();
		Sweep sweep = new Sweep(this.survey, () -> happened.add("pause"));
		Sweep.Swept swept = sweep.sweep(Selection.ofRegion("articles"), EntryScan.START, (batch) -> {
			assertThat(batch).hasSizeLessThanOrEqualTo(Survey.STEP).doesNotHaveDuplicates();
			happened.add("batch");
			evicted.addAll(batch);
		});
		assertThat(happened).containsExactly("batch", "pause", "batch", "pause", "batch");
		assertThat(evicted).hasSize(1_200);
		assertThat(swept).isEqualTo(new Sweep.Swept(1_200, ""));
		assertThat(this.scan.bytes.get()).isZero();
	}

	@Test
	void sweepThatRunsOutOfTimeGoesOnWithItsCursor() {
		IntStream.range(0, 1_200).forEach((i) -> put(EntryKey.of("articles", "k" + i)));
		this.scan.afterEachStep = () -> this.nanos.addAndGet(LIMIT.toNanos());
		Sweep sweep = new Sweep(this.survey, () -> {
		});
		Set<EntryKey> evicted = new HashSet<>();
		Sweep.Swept swept = sweep.sweep(ALL, EntryScan.START, evicted::addAll);
		assertThat(swept.cursor()).isNotEmpty();
		assertThat(evicted).hasSize(Survey.STEP);
		while (!swept.cursor().isEmpty()) {
			swept = sweep.sweep(ALL, swept.cursor(), evicted::addAll);
		}
		assertThat(evicted).hasSize(1_200);
	}

	/**
	 * Counts the bytes that are read.
	 */
	private static final class CountedScan implements EntryScan {

		private final EntryScan delegate;

		private final AtomicInteger bytes = new AtomicInteger();

		private Runnable afterEachStep = () -> {
		};

		CountedScan(EntryScan delegate) {
			this.delegate = delegate;
		}

		@Override
		public CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
			CompletableFuture<ScanStep> step = this.delegate.scan(region, pattern, cursor, count);
			this.afterEachStep.run();
			return step;
		}

		@Override
		public CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes) {
			return this.delegate.head(key, bytes).thenApply((head) -> {
				this.bytes.addAndGet((head != null) ? head.length : 0);
				return head;
			});
		}

	}

}
