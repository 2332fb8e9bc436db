package io.github.taggedcache.core.outage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.StepFollower;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.InvalidationLostException;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.WatchedStore;
import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvalidationQueueTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final SettableTime time = new SettableTime();

	private final WatchedStore store = new WatchedStore(new MemoryStore(this.time, 100));

	private final Node node = Node.following(this.store, new Retention(),
			new CatchUp(Duration.ofSeconds(1), () -> this.time.millis() * 1_000_000), 1000, 1_000_000);

	private final StepFollower follower = new StepFollower(this.node);

	private final InvalidationQueue queue = queue(settings(100, 100_000));

	private InvalidationQueue queue(OutageSettings settings) {
		InvalidationQueue made = new InvalidationQueue(this.node, Runnable::run, settings);
		this.node.onUnrecorded(made);
		return made;
	}

	private static OutageSettings settings(int names, long bytes) {
		return new OutageSettings(Duration.ZERO, true, names, bytes);
	}

	private void lose(Mode mode, String... tags) {
		this.store.fail(Call.APPEND);
		assertThat(this.node.invalidate(List.of(tags), mode)).isCompletedWithValue(List.of());
	}

	private void lose(EntryKey... keys) {
		this.store.fail(Call.APPEND);
		assertThat(this.node.invalidateKeys(List.of(keys))).isCompletedWithValue(List.of());
	}

	/**
	 * What is sent during an action.
	 */
	private List<Append> sent(Runnable action) {
		int before = this.store.appends().size();
		action.run();
		return List.copyOf(this.store.appends().subList(before, this.store.appends().size()));
	}

	private void follow() {
		this.time.advance(Duration.ofMillis(300));
		this.follower.turn();
	}

	@Test
	void failedInvalidationWaits() {
		lose(Mode.HARD, "a");
		assertThat(this.queue.size()).isOne();
		assertThat(this.node.holds(List.of("a"), KEY)).isTrue();
	}

	@Test
	void failedInvalidationOfAKeyWaits() {
		lose(KEY);
		assertThat(this.queue.size()).isOne();
		assertThat(this.node.holds(List.of(), KEY)).isTrue();
	}

	@Test
	void nothingWaitsUnlessThatWasAskedFor() {
		InvalidationQueue off = queue(new OutageSettings(Duration.ZERO, false, 100, 100_000));
		this.store.fail(Call.APPEND);
		assertThat(this.node.invalidate(List.of("a"), Mode.HARD)).failsWithin(0, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(InvalidationLostException.class);
		assertThat(off.size()).isZero();
		assertThat(this.node.held()).isZero();
	}

	@Test
	void whatWaitsIsRecordedInOrder() {
		lose(Mode.HARD, "a");
		lose(KEY);
		lose(Mode.SOFT, "b");
		List<Append> sent = sent(this.queue::replay);
		assertThat(sent).extracting(Append::tags).containsExactly(List.of("a"), List.of(), List.of("b"));
		assertThat(sent).extracting(Append::keys).containsExactly(List.of(), List.of(KEY), List.of());
		assertThat(sent).extracting(Append::mode).containsExactly(Mode.HARD, Mode.HARD, Mode.SOFT);
		assertThat(this.queue.size()).isZero();
		assertThat(this.node.held()).isZero();
	}

	@Test
	void neighboursOfOneKindAreRecordedTogether() {
		lose(Mode.HARD, "a");
		lose(Mode.HARD, "b");
		lose(Mode.SOFT, "c");
		assertThat(sent(this.queue::replay)).extracting(Append::tags).containsExactly(List.of("a", "b"), List.of("c"));
	}

	@Test
	void oneAppendTakesAtMostHundredNames() {
		IntStream.range(0, 60).forEach((i) -> lose(Mode.HARD, "a" + i));
		lose(Mode.HARD, IntStream.range(0, 40).mapToObj((i) -> "b" + i).toArray(String[]::new));
		InvalidationQueue larger = queue(settings(1000, 100_000));
		IntStream.range(0, 101).forEach((i) -> lose(Mode.HARD, "c" + i));
		assertThat(sent(this.queue::replay)).extracting((append) -> append.tags().size()).containsExactly(100);
		assertThat(sent(larger::replay)).extracting((append) -> append.tags().size()).containsExactly(100, 1);
	}

	@Test
	void answerToTheFollowerHasThemRecorded() {
		follow();
		lose(Mode.HARD, "a");
		assertThat(sent(this::follow)).extracting(Append::tags).containsExactly(List.of("a"));
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void nearCacheIsNotTrustedBeforeAllIsRecorded() {
		follow();
		follow();
		assertThat(this.node.trusted()).isNotNull();
		lose(Mode.HARD, "a");
		lose(KEY);
		this.store.pass(Call.APPEND);
		this.store.fail(Call.APPEND);
		this.queue.replay();
		assertThat(this.queue.size()).isOne();
		assertThat(this.node.trusted()).isNull();
		this.queue.replay();
		assertThat(this.node.trusted()).isNotNull();
	}

	@Test
	void namesAreHeldUntilTheirInvalidationIsRecorded() {
		lose(Mode.HARD, "a");
		Held answer = this.store.hold(Call.APPEND);
		this.queue.replay();
		assertThat(this.queue.size()).isOne();
		assertThat(this.node.holds(List.of("a"), KEY)).isTrue();
		answer.release();
		assertThat(this.queue.size()).isZero();
		assertThat(this.node.holds(List.of("a"), KEY)).isFalse();
	}

	@Test
	void whatFailsAgainKeepsItsPlace() {
		lose(Mode.HARD, "a");
		lose(Mode.SOFT, "b");
		this.store.fail(Call.APPEND);
		this.queue.replay();
		lose(Mode.HARD, "c");
		assertThat(sent(this.queue::replay)).extracting(Append::tags)
			.containsExactly(List.of("a"), List.of("b"), List.of("c"));
	}

	@Test
	void onlyOneReplayGoesOnAtATime() {
		lose(Mode.HARD, "a");
		Held answer = this.store.hold(Call.APPEND);
		this.queue.replay();
		assertThat(sent(this.queue::replay)).isEmpty();
		answer.release();
	}

	@Test
	void equalInvalidationsWaitAsOne() {
		lose(Mode.HARD, "a");
		lose(Mode.HARD, "a");
		lose(Mode.SOFT, "a");
		assertThat(this.queue.size()).isEqualTo(2);
	}

	@Test
	void invalidationIsSentAgainIfAnEqualOneWasUnderWay() {
		lose(Mode.HARD, "a");
		Held answer = this.store.hold(Call.APPEND);
		this.queue.replay();
		lose(Mode.HARD, "a");
		assertThat(this.queue.size()).isEqualTo(2);
		assertThat(sent(answer::release)).extracting(Append::tags).containsExactly(List.of("a"));
		assertThat(this.node.held()).isZero();
	}

	@Test
	void invalidationThatWasTakenOverIsCountedOnce() {
		lose(Mode.HARD, "a");
		this.queue.replay();
		assertThat(this.node.invalidations(Mode.HARD)).isOne();
	}

	@Test
	void whatDoesNotFitByNumberIsLeftToItsCaller() {
		queue(settings(2, 100_000));
		lose(Mode.HARD, "a");
		lose(KEY);
		assertThrows("b");
	}

	@Test
	void whatDoesNotFitByBytesIsLeftToItsCaller() {
		queue(settings(100, 1000));
		lose(Mode.HARD, "a");
		assertThrows("b".repeat(400));
		lose(Mode.HARD, "c");
	}

	@Test
	void thereIsRoomAgainWhenSomeAreRecorded() {
		InvalidationQueue small = queue(settings(1, 100_000));
		lose(Mode.HARD, "a");
		assertThrows("b");
		small.replay();
		lose(Mode.HARD, "b");
	}

	private void assertThrows(String tag) {
		this.store.fail(Call.APPEND);
		assertThat(this.node.invalidate(List.of(tag), Mode.HARD)).failsWithin(0, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(InvalidationLostException.class);
	}

	@Test
	void whatIsGivenUpIsReleasedAndNotSent() {
		lose(Mode.HARD, "a");
		this.queue.giveUp();
		assertThat(this.node.held()).isZero();
		assertThat(sent(this.queue::replay)).isEmpty();
	}

	@Test
	void whatIsGivenUpWhileItIsUnderWayDoesNotComeBack() {
		lose(Mode.HARD, "a");
		Held answer = this.store.hold(Call.APPEND);
		this.queue.replay();
		this.queue.giveUp();
		answer.fail();
		assertThat(this.queue.size()).isZero();
		assertThat(this.node.held()).isZero();
	}

	@Test
	void closedQueueTakesAndSendsNothing() {
		lose(Mode.HARD, "a");
		this.queue.close();
		assertThat(this.node.held()).isZero();
		assertThat(sent(this.queue::replay)).isEmpty();
		assertThrows("b");
	}

	@Test
	void boundsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(0, 1))
			.withMessageContaining("outage.queue.max-names");
		assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 0))
			.withMessageContaining("outage.queue.max-size");
	}

}
