package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.redis.Breaker.Passage;
import io.github.taggedcache.redis.Command.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

	private final AtomicInteger outages = new AtomicInteger();

	@BeforeEach
	void listen() {
		this.breaker.onRecovery(this.recoveries::incrementAndGet);
		this.breaker.onOutage(this.outages::incrementAndGet);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private void answered() {
		this.breaker.answered(new Passage(this.now.get(), false, Kind.CONTROL));
	}

	private Passage enter() {
		Passage passage = this.breaker.enter(Kind.CONTROL);
		assertThat(passage).isNotNull();
		pass(Duration.ofNanos(1));
		return passage;
	}

	private void open() {
		this.breaker.unanswered(enter(), TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	private Passage trial() {
		Passage passage = this.breaker.tryAgain();
		assertThat(passage).isNotNull();
		assertThat(passage.isTrial()).isTrue();
		pass(Duration.ofNanos(1));
		return passage;
	}

	@Test
	void isClosedAtFirst() {
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(enter().isTrial()).isFalse();
	}

	@Test
	void oneUnansweredCommandOpensIt() {
		open();
		assertThat(this.breaker.enter(Kind.CONTROL)).isNull();
	}

	@Test
	void slowCommandAmongAnsweredOnesDoesNotOpenIt() {
		Passage slow = enter();
		answered();
		this.breaker.unanswered(slow, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	/**
	 * A server that takes no writes answers reads, and other masters of a cluster answer
	 * as well, but none of them tells which entries are valid.
	 */
	@Test
	void answersAboutEntriesDoNotExcuseACommandThatAsksForVersions() {
		Passage slow = enter();
		this.breaker.answered(this.breaker.enter(Kind.ENTRY));
		this.breaker.unanswered(slow, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	@ParameterizedTest
	@EnumSource
	void eachAnswerExcusesACommandForAnEntry(Kind other) {
		Passage slow = this.breaker.enter(Kind.ENTRY);
		pass(Duration.ofNanos(1));
		this.breaker.answered(this.breaker.enter(other));
		this.breaker.unanswered(slow, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void commandForAnEntryOpensItWhereNobodyAnswers() {
		Passage passage = this.breaker.enter(Kind.ENTRY);
		pass(Duration.ofNanos(1));
		this.breaker.unanswered(passage, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	@Test
	void lateAnswerAboutAnEntryClosesNothing() {
		Passage late = this.breaker.enter(Kind.ENTRY);
		open();
		this.breaker.answered(late);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	@Test
	void answerFromBeforeTheCommandDoesNotCount() {
		answered();
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
					+ " it is asked again in (699|700) ms");
	}

	@Test
	void refusalSaysThatRedisIsBeingAsked() {
		open();
		pass(PERIOD.plusNanos(1));
		trial();
		assertThat(this.breaker.refusal("GET")).message().endsWith("it is being asked again now");
	}

	@Test
	void oneCommandTriesAtATime() {
		open();
		pass(PERIOD);
		trial();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
		assertThat(this.breaker.tryAgain()).isNull();
	}

	@Test
	void callersNeverTry() {
		open();
		pass(PERIOD.multipliedBy(10));
		assertThat(this.breaker.enter(Kind.CONTROL)).isNull();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
		trial();
		assertThat(this.breaker.enter(Kind.CONTROL)).isNull();
	}

	@Test
	void thereIsNothingToTryWhileItIsClosed() {
		assertThat(this.breaker.tryAgain()).isNull();
	}

	@Test
	void answeredTrialClosesIt() {
		open();
		pass(PERIOD.plusNanos(1));
		trial();
		answered();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(this.recoveries).hasValue(1);
	}

	@Test
	void unansweredTrialOpensItForAnotherPeriod() {
		open();
		pass(PERIOD.plusNanos(1));
		this.breaker.unanswered(trial(), TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.OPEN);
		assertThat(this.breaker.enter(Kind.CONTROL)).isNull();
		pass(PERIOD.plusNanos(1));
		trial();
	}

	@Test
	void trialThatWasNotSentLeavesItsPlaceToAnotherCommand() {
		open();
		pass(PERIOD.plusNanos(1));
		this.breaker.unsent(trial());
		trial();
	}

	@Test
	void commandFromBeforeTheOutageDoesNotEndTheTrial() {
		Passage before = enter();
		open();
		pass(PERIOD.plusNanos(1));
		trial();
		this.breaker.unanswered(before, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
	}

	@Test
	void lateAnswerClosesIt() {
		open();
		answered();
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void commandBesideTheTrialOpensNothing() {
		open();
		pass(PERIOD);
		trial();
		Passage beside = this.breaker.enterBeside();
		pass(Duration.ofNanos(1));
		this.breaker.unanswered(beside, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
	}

	@Test
	void trialFromBeforeAnAnswerDoesNotOpenItAgain() {
		open();
		pass(PERIOD);
		Passage trial = trial();
		answered();
		this.breaker.unanswered(trial, TIMEOUT);
		assertThat(this.breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void outageIsToldOnce() {
		open();
		pass(PERIOD);
		this.breaker.unanswered(trial(), TIMEOUT);
		assertThat(this.outages).hasValue(1);
		assertThat(this.recoveries).hasValue(0);
	}

	@Test
	void outageIsLoggedOnce(CapturedOutput output) {
		open();
		for (int i = 0; i < 3; i++) {
			pass(PERIOD.plusNanos(1));
			this.breaker.unanswered(trial(), TIMEOUT);
		}
		assertThat(output.getOut()).containsOnlyOnce("Redis does not answer")
			.contains("it is asked again every 1000 ms")
			.contains(TIMEOUT.getMessage())
			.doesNotContain("Redis answers again");
	}

	@Test
	void endOfAnOutageIsLogged(CapturedOutput output) {
		open();
		pass(Duration.ofSeconds(5));
		trial();
		answered();
		assertThat(output.getOut()).containsOnlyOnce("Redis answers again, after 5000 ms");
	}

	@Test
	void breakerThatIsOffLetsAllThrough() {
		Breaker off = Breaker.off();
		for (int i = 0; i < 3; i++) {
			Passage passage = off.enter(Kind.CONTROL);
			assertThat(passage).isNotNull();
			off.unanswered(passage, TIMEOUT);
		}
		assertThat(off.enter(Kind.CONTROL)).isNotNull();
		assertThat(off.state()).isNull();
	}

	@Test
	void wallClockDoesNotMatter() {
		open();
		pass(Duration.ofSeconds(2));
		assertThat(this.now).hasNegativeValue();
		trial();
	}

}
