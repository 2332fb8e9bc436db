package io.github.taggedcache.core.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.WatchedStore;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NodeTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final SettableTime time = new SettableTime();

	private final MemoryStore memory = new MemoryStore(this.time, 100);

	private final WatchedStore store = new WatchedStore(this.memory);

	private final Node node = new Node(this.store, new Retention());

	/**
	 * Also not by the clock before its event, which was missing: so was its own position.
	 */
	@Test
	void nodeThatHasReadNothingKnowsNothingBeforeItsOwnEvent() {
		Node following = Node.following(this.memory, new Retention(),
				new CatchUp(Duration.ofSeconds(1), () -> this.time.millis() * 1_000_000), 10, 10_000);
		assertThat(following.keyEvents(List.of(KEY)).join()).singleElement()
			.satisfies((appended) -> assertThat(appended.previous()).isZero())
			.matches((appended) -> !appended.isComplete());
	}

	@Test
	void manyTagsGoInSlices() {
		this.node.invalidate(tags(250), Mode.HARD).join();
		assertThat(this.store.appends()).extracting((append) -> append.tags().size()).containsExactly(100, 100, 50);
	}

	@Test
	void slicesNameEachTagOnceInOrder() {
		this.node.invalidate(tags(250), Mode.HARD).join();
		assertThat(this.store.appends().stream().flatMap((append) -> append.tags().stream())).isEqualTo(tags(250));
	}

	@Test
	void slicesAreSentBeforeTheFirstAnswer() {
		List<Held> answers = List.of(this.store.hold(Call.APPEND), this.store.hold(Call.APPEND),
				this.store.hold(Call.APPEND));
		CompletableFuture<List<Appended>> invalidation = this.node.invalidate(tags(250), Mode.HARD);
		assertThat(this.store.calls()).containsExactly(Call.APPEND, Call.APPEND, Call.APPEND);
		assertThat(invalidation).isNotDone();
		answers.forEach(Held::release);
		assertThat(invalidation).isCompleted();
	}

	@Test
	void eachSliceFollowsTheOneBefore() {
		List<Appended> slices = this.node.invalidate(tags(250), Mode.HARD).join();
		assertThat(slices.get(1).previous()).isEqualTo(slices.get(0).version());
		assertThat(slices.get(2).previous()).isEqualTo(slices.get(1).version());
	}

	@Test
	void failedSliceFailsTheInvalidation() {
		this.store.pass(Call.APPEND);
		StoreException failure = this.store.fail(Call.APPEND);
		assertThat(this.node.invalidate(tags(250), Mode.HARD)).failsWithin(0, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(InvalidationLostException.class)
			.withMessageContaining("250 tag(s)")
			.withCause(failure);
	}

	@Test
	void slicesBesideAFailedOneAreSent() {
		this.store.fail(Call.APPEND);
		assertThat(this.node.invalidate(tags(250), Mode.HARD)).isCompletedExceptionally();
		assertThat(this.store.calls()).hasSize(3);
	}

	@Test
	void sliceWaitsWhileTenThousandNamesAreOnTheirWay() {
		List<Held> answers = IntStream.range(0, 120).mapToObj((i) -> this.store.hold(Call.APPEND)).toList();
		CompletableFuture<List<Appended>> invalidation = this.node.invalidate(tags(12_000), Mode.HARD);
		assertThat(this.store.calls()).hasSize(100);
		answers.get(3).release();
		assertThat(this.store.calls()).hasSize(1);
		answers.forEach(Held::release);
		assertThat(invalidation).isCompleted();
		assertThat(this.store.calls()).hasSize(19);
	}

	@Test
	void allSlicesThatAreLeftAreSentWhenOneFails() {
		List<Held> answers = IntStream.range(0, 99).mapToObj((i) -> this.store.hold(Call.APPEND)).toList();
		this.store.fail(Call.APPEND);
		IntStream.range(0, 200).forEach((i) -> this.store.hold(Call.APPEND));
		CompletableFuture<List<Appended>> invalidation = this.node.invalidate(tags(30_000), Mode.HARD);
		assertThat(this.store.calls()).hasSize(300);
		answers.forEach(Held::release);
		assertThat(invalidation).isNotDone();
	}

	@Test
	void modeIsSent() {
		this.node.invalidate(List.of("a"), Mode.SOFT).join();
		assertThat(this.store.appends().get(0).mode()).isEqualTo(Mode.SOFT);
	}

	@Test
	void noTagsSendNothing() {
		assertThat(this.node.invalidate(List.of(), Mode.HARD).join()).isEmpty();
		assertThat(this.store.calls()).isEmpty();
	}

	@Test
	void manyKeyEventsGoInSlices() {
		this.node.keyEvents(IntStream.range(0, 101).mapToObj((i) -> EntryKey.of("articles", "" + i)).toList()).join();
		assertThat(this.store.appends()).extracting((append) -> append.keys().size()).containsExactly(100, 1);
	}

	@Test
	void nothingIsKnownBeforeTheFirstAnswer() {
		assertThat(this.node.known()).isZero();
	}

	@Test
	void versionOfAnInvalidationIsKnown() {
		long version = this.node.invalidate(List.of("a"), Mode.HARD).join().get(0).version();
		assertThat(this.node.known()).isEqualTo(version);
	}

	@Test
	void clockOfAnObservationIsKnown() {
		long clock = this.node.observe(List.of("a"), List.of(), false).join().clock();
		assertThat(this.node.known()).isEqualTo(clock);
	}

	@Test
	void clockIsKnownThatForbadeAKeyEvent() {
		long version = this.memory.append(keyEvent()).join().version();
		assertThat(this.node.keyEventUnlessAfter(KEY, version - 1).join().isDone()).isFalse();
		assertThat(this.node.known()).isEqualTo(version);
	}

	@Test
	void whatIsKnownIsSent() {
		long known = this.node.observe(List.of("a"), List.of(), false).join().clock();
		this.node.invalidate(List.of("a"), Mode.HARD).join();
		assertThat(this.store.appends().get(0).known()).isEqualTo(known);
	}

	@Test
	void whatIsKnownIsSentWithKeyEvents() {
		long known = this.node.observe(List.of("a"), List.of(), false).join().clock();
		this.node.keyEvents(List.of(KEY)).join();
		this.node.keyEventUnlessAfter(KEY, known).join();
		assertThat(this.store.appends()).extracting((append) -> append.known()).containsExactly(known, known + 1);
	}

	@Test
	void versionsRiseWhereTheStoreForgotAll() {
		long version = this.node.invalidate(tags(250), Mode.HARD).join().get(2).version();
		this.memory.forgetAll();
		assertThat(this.node.invalidate(List.of("a"), Mode.HARD).join().get(0).version()).isGreaterThan(version);
	}

	@Test
	void whatIsKnownDoesNotFallWithTheClock() {
		long version = this.node.invalidate(tags(250), Mode.HARD).join().get(2).version();
		this.memory.forgetAll();
		assertThat(this.node.observe(List.of("a"), List.of(), false).join().clock()).isLessThan(version);
		assertThat(this.node.known()).isEqualTo(version);
	}

	@Test
	void keyEventUnlessAfterIsDoneWhereNothingCameAfter() {
		long version = this.memory.append(keyEvent()).join().version();
		assertThat(this.node.keyEventUnlessAfter(KEY, version).join().version()).isGreaterThan(version);
	}

	@Test
	void namesThatFitAreObservedAtOnce() {
		this.node.observe(tags(199), List.of(KEY), false).join();
		assertThat(this.store.calls()).containsExactly(Call.OBSERVE);
	}

	@Test
	void manyNamesAreObservedInSlices() {
		Observation seen = this.node.observe(tags(500), List.of(KEY), false).join();
		assertThat(this.store.calls()).containsExactly(Call.OBSERVE, Call.OBSERVE, Call.OBSERVE, Call.OBSERVE);
		assertThat(seen.tags()).hasSize(500);
		assertThat(seen.keyEvents()).containsOnlyKeys(KEY);
	}

	@Test
	void slicesAreObservedBeforeTheFirstAnswer() {
		Held first = this.store.hold(Call.OBSERVE);
		CompletableFuture<Observation> seen = this.node.observe(tags(500), List.of(), false);
		assertThat(this.store.calls()).hasSize(3);
		assertThat(seen).isNotDone();
		first.release();
		assertThat(seen).isCompleted();
	}

	@Test
	void observedSlicesHaveTheOldestClock() {
		this.store.pass(Call.OBSERVE);
		long before = this.node.observe(List.of("a"), List.of(), false).join().clock();
		this.store.pass(Call.OBSERVE);
		this.store.before(Call.OBSERVE, () -> this.memory.append(keyEvent()).join());
		assertThat(this.node.observe(tags(500), List.of(), false).join().clock()).isEqualTo(before);
	}

	@Test
	void failedSliceFailsTheObservation() {
		this.store.pass(Call.OBSERVE);
		this.store.fail(Call.OBSERVE);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> this.node.observe(tags(500), List.of(), false).join())
			.withCauseInstanceOf(StoreException.class);
	}

	@Test
	void retentionIsSentWithInvalidations() {
		this.node.retention().cover(1000);
		this.node.invalidate(List.of("a"), Mode.HARD).join();
		assertThat(this.store.appends().get(0).retention()).isEqualTo(2000);
	}

	@Test
	void retentionIsSentWithObservations() {
		this.node.retention().cover(1000);
		this.node.observe(List.of("a"), List.of(KEY), true).join();
		assertThat(this.store.observed()).containsExactly(new ObservedNames(List.of("a"), List.of(KEY), 2000, true));
	}

	@Test
	void implicitTagsComeFirst() {
		assertThat(Node.withImplicit("articles", List.of("a", "b"))).containsExactly("~", "~articles", "a", "b");
	}

	private static List<String> tags(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "tag:" + i).toList();
	}

	private static Append keyEvent() {
		return new Append(List.of(), List.of(KEY), Mode.HARD, 0, 0, Append.ALWAYS, "node-1");
	}

}
