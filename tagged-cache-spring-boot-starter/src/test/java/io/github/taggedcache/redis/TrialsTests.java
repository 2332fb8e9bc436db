package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Breaker.Passage;
import io.github.taggedcache.redis.Command.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrialsTests {

	private static final StoreException TIMEOUT = new StoreException("Redis: GET failed: no answer", null);

	private static final Duration SHORT = Duration.ofMillis(10);

	private static final Duration NEVER = Duration.ofHours(1);

	private final AtomicLong now = new AtomicLong();

	private final Breaker breaker = Breaker.of(SHORT, this.now::incrementAndGet);

	private final List<Passage> sent = new CopyOnWriteArrayList<>();

	private final AtomicInteger reconnects = new AtomicInteger();

	private volatile boolean silent = true;

	/** The end of each command; completed unless a test sets another one. */
	private volatile CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

	private Trials trials = trials(SHORT);

	@AfterEach
	void close() {
		this.trials.close();
	}

	private Trials trials(Duration period) {
		return new Trials(this.breaker, period, this.now::get, this::send);
	}

	private CompletableFuture<?> send(Passage passage) {
		this.sent.add(passage);
		return this.end.thenRun(() -> {
			if (this.silent) {
				this.breaker.unanswered(passage, TIMEOUT);
			}
			else {
				this.breaker.answered(passage);
			}
		});
	}

	private void onlyForTheFollower() {
		this.trials.close();
		this.trials = trials(NEVER);
	}

	/**
	 * The shortest time that the breaker stays open.
	 */
	private void open() {
		this.breaker.unanswered(this.breaker.enter(Kind.CONTROL), TIMEOUT);
		pass(Duration.ofMillis(2));
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private void followerAnswers() {
		this.trials.followerAnswered(this.reconnects::incrementAndGet);
	}

	@Test
	void redisIsAskedUntilItAnswers() {
		open();
		Awaitility.await("several trials").until(() -> {
			pass(Duration.ofMillis(2));
			return this.sent.size() > 3;
		});
		assertThat(this.sent).allMatch(Passage::isTrial);
		assertThat(this.breaker.enter(Kind.CONTROL)).isNull();
		this.silent = false;
		Awaitility.await("an answer").until(() -> {
			pass(Duration.ofMillis(2));
			return this.breaker.state() == BreakerState.CLOSED;
		});
		int trials = this.sent.size();
		assertThat(this.breaker.enter(Kind.CONTROL)).isNotNull();
		Awaitility.await("no trial more").during(SHORT.multipliedBy(5)).until(() -> this.sent.size() == trials);
	}

	@Test
	void nextOutageIsAskedAboutAsWell() {
		this.silent = false;
		for (int outage = 1; outage <= 3; outage++) {
			int answered = outage;
			open();
			Awaitility.await("an answer").until(() -> this.sent.size() == answered);
			Awaitility.await("closed").until(() -> this.breaker.state() == BreakerState.CLOSED);
		}
	}

	@Test
	void nothingIsAskedAfterTheEnd() {
		this.trials.close();
		open();
		followerAnswers();
		Awaitility.await("no trial").during(SHORT.multipliedBy(5)).until(this.sent::isEmpty);
	}

	@Test
	void nothingIsAskedForAFollowerWhileTheBreakerIsClosed() {
		followerAnswers();
		assertThat(this.sent).isEmpty();
		assertThat(this.reconnects).hasValue(0);
	}

	@Test
	void answerToTheFollowerHasRedisAskedAtOnce() {
		onlyForTheFollower();
		open();
		this.silent = false;
		followerAnswers();
		assertThat(this.sent).hasSize(1);
		assertThat(this.reconnects).hasValue(1);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void answersToTheFollowerDoNotCloseIt() {
		onlyForTheFollower();
		open();
		for (int i = 0; i < 3; i++) {
			followerAnswers();
			assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
			pass(Duration.ofSeconds(1));
		}
		assertThat(this.sent).hasSize(3).noneMatch(Passage::isTrial);
	}

	@Test
	void commandsForTheFollowerKeepADistance() {
		onlyForTheFollower();
		open();
		for (int i = 0; i < 10; i++) {
			followerAnswers();
			pass(Duration.ofMillis(9));
		}
		assertThat(this.sent).hasSize(1);
		pass(Duration.ofMillis(20));
		followerAnswers();
		assertThat(this.sent).hasSize(2);
	}

	/**
	 * The attempts of the command that is under way take the new connection.
	 */
	@Test
	void eachAnswerToTheFollowerLooksAtTheConnection() {
		onlyForTheFollower();
		this.end = new CompletableFuture<>();
		open();
		followerAnswers();
		followerAnswers();
		assertThat(this.sent).hasSize(1);
		assertThat(this.reconnects).hasValue(2);
	}

	@Test
	void oneCommandForTheFollowerIsUnderWayAtATime() {
		onlyForTheFollower();
		CompletableFuture<Void> later = new CompletableFuture<>();
		this.end = later;
		open();
		followerAnswers();
		pass(Duration.ofSeconds(1));
		followerAnswers();
		assertThat(this.sent).hasSize(1);
		later.complete(null);
		followerAnswers();
		assertThat(this.sent).hasSize(2);
	}

}
