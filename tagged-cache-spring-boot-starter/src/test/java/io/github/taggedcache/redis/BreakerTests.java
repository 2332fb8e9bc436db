package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Breaker.Passage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BreakerTests {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private static final StoreException TIMEOUT = new StoreException("Redis: GET failed: no answer", null);

	/** Not far from where the numbers begin again. */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_500_000_000);

	private final Breaker breaker = Breaker.of(PERIOD, this.now::get);

	private final AtomicInteger recoveries = new AtomicInteger();

	private final AtomicInteger reconnects = new AtomicInteger();

	@BeforeEach
	void listen() {
		this.breaker.onRecovery(this.recoveries::incrementAndGet);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private Passage enter() {
		Passage passage = this.breaker.enter();
		assertThat(passage).isNotNull();
		pass(Duration.ofNanos(1));
		return passage;
	}

	private void open() {
		this.breaker.unanswered(enter(), TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	private void followerAnswers() {
		this.breaker.followerAnswered(this.reconnects::incrementAndGet);
	}

	@Test
	void isClosedAtFirst() {
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(enter().isTrial()).isFalse();
	}

	@Test
	void oneUnansweredCommandOpensIt() {
		open();
		assertThat(this.breaker.enter()).isNull();
	}

	@Test
	void slowCommandAmongAnsweredOnesDoesNotOpenIt() {
		Passage slow = enter();
		this.breaker.answered();
		this.breaker.unanswered(slow, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void answerFromBeforeTheCommandDoesNotCount() {
		this.breaker.answered();
		pass(Duration.ofNanos(1));
		open();
	}

	@Test
	void failureThatSaysNothingDoesNotOpenIt() {
		this.breaker.unsent(enter());
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void refusalSaysSinceWhenAndWhenTheNextCommandTries() {
		open();
		pass(Duration.ofMillis(300));
		assertThat(this.breaker.refusal("GET of a key")).hasCause(TIMEOUT)
			.message()
			.matches("Redis: GET of a key was not sent: Redis has not answered since \\S+Z, which is 300 ms;"
					+ " the next command tries in (699|700) ms");
	}

	@Test
	void refusalSaysThatAnotherCommandIsTrying() {
		open();
		pass(PERIOD.plusNanos(1));
		enter();
		assertThat(this.breaker.refusal("GET")).message().endsWith("another command is trying now");
	}

	@Test
	void oneCommandTriesAfterThePeriod() {
		open();
		pass(PERIOD);
		assertThat(this.breaker.enter()).isNull();
		pass(Duration.ofNanos(1));
		assertThat(enter().isTrial()).isTrue();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
		assertThat(this.breaker.enter()).isNull();
	}

	@Test
	void answeredTrialClosesIt() {
		open();
		pass(PERIOD.plusNanos(1));
		enter();
		this.breaker.answered();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(this.recoveries).hasValue(1);
	}

	@Test
	void unansweredTrialOpensItForAnotherPeriod() {
		open();
		pass(PERIOD.plusNanos(1));
		this.breaker.unanswered(enter(), TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
		assertThat(this.breaker.enter()).isNull();
		pass(PERIOD.plusNanos(1));
		assertThat(enter().isTrial()).isTrue();
	}

	@Test
	void trialThatWasNotSentLeavesItsPlaceToAnotherCommand() {
		open();
		pass(PERIOD.plusNanos(1));
		this.breaker.unsent(enter());
		assertThat(enter().isTrial()).isTrue();
	}

	@Test
	void commandFromBeforeTheOutageDoesNotEndTheTrial() {
		Passage before = enter();
		open();
		pass(PERIOD.plusNanos(1));
		enter();
		this.breaker.unanswered(before, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
	}

	@Test
	void lateAnswerClosesIt() {
		open();
		this.breaker.answered();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void answerToTheFollowerClosesIt() {
		open();
		followerAnswers();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(this.recoveries).hasValue(1);
		assertThat(this.reconnects).hasValue(1);
	}

	@Test
	void answersToTheFollowerDoNothingWhileItIsClosed() {
		followerAnswers();
		assertThat(this.reconnects).hasValue(0);
	}

	@Test
	void commandFromBeforeTheAnswerToTheFollowerDoesNotOpenItAgain() {
		Passage before = enter();
		open();
		followerAnswers();
		this.breaker.unanswered(before, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void followerClosesItOnceAnOutage() {
		open();
		followerAnswers();
		pass(Duration.ofNanos(1));
		open();
		followerAnswers();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	@Test
	void followerClosesItInTheNextOutage() {
		open();
		followerAnswers();
		this.breaker.answered();
		pass(Duration.ofNanos(1));
		open();
		followerAnswers();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void outageIsLoggedOnce(CapturedOutput output) {
		open();
		for (int i = 0; i < 3; i++) {
			pass(PERIOD.plusNanos(1));
			this.breaker.unanswered(enter(), TIMEOUT);
		}
		assertThat(output.getOut()).containsOnlyOnce("Redis does not answer")
			.contains("one command tries every 1000 ms")
			.contains(TIMEOUT.getMessage())
			.doesNotContain("Redis answers again");
	}

	@Test
	void endOfAnOutageIsLogged(CapturedOutput output) {
		open();
		pass(Duration.ofSeconds(5));
		enter();
		this.breaker.answered();
		assertThat(output.getOut()).containsOnlyOnce("Redis answers again, after 5000 ms");
	}

	@Test
	void breakerThatIsOffLetsAllThrough() {
		Breaker off = Breaker.off();
		for (int i = 0; i < 3; i++) {
			Passage passage = off.enter();
			assertThat(passage).isNotNull();
			off.unanswered(passage, TIMEOUT);
		}
		assertThat(off.enter()).isNotNull();
		assertThat(off.state()).isNull();
	}

	@Test
	void wallClockDoesNotMatter() {
		open();
		pass(Duration.ofSeconds(2));
		assertThat(this.now).hasNegativeValue();
		assertThat(this.breaker.enter()).isNotNull();
	}

}
