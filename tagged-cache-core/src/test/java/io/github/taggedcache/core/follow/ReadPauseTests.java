package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReadPauseTests {

	private static final long PAUSE = 1000;

	/** Records come so fast that a pause brings four. */
	private static final long FAST = PAUSE / 4;

	private final AtomicLong now = new AtomicLong(-5);

	private final ReadPause pause = new ReadPause(Duration.ofNanos(PAUSE), this.now::get);

	@Test
	void thereIsNoPauseAtFirst() {
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void loneRecordIsNotFollowedByAPause() {
		answers(1, 1, 0);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void recordsThatComeSlowlyAreNeverFollowedByAPause() {
		for (int i = 0; i < 1000; i++) {
			answers(1, 1, PAUSE / 2);
			assertThat(this.pause.nanos()).isZero();
		}
	}

	@Test
	void emptyAnswersAreNotFollowedByAPause() {
		answers(100, 0, 1);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void severalAnswersThatComeFastAreFollowedByAPause() {
		answers(8, 1, 1);
		assertThat(this.pause.nanos()).isZero();
		answers(1, 1, 1);
		assertThat(this.pause.nanos()).isEqualTo(PAUSE);
	}

	@Test
	void oneAnswerWithManyRecordsIsNotFollowedByAPause() {
		answers(1, 150, 0);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void pausesGoOnWhileEachBringsRecords() {
		answers(20, 1, FAST);
		for (int i = 0; i < 1000; i++) {
			answers(1, (int) (PAUSE / FAST), PAUSE);
			assertThat(this.pause.nanos()).isEqualTo(PAUSE);
		}
	}

	@Test
	void pausesEndWhenTheyBringNoRecords() {
		answers(20, 1, FAST);
		answers(4, 1, PAUSE);
		answers(1, 1, PAUSE);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void loneRecordAfterABurstIsNotFollowedByAPause() {
		answers(20, 100, 1);
		answers(1, 1, 3 * PAUSE);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void fullAnswerIsNotFollowedByAPause() {
		answers(20, 1, FAST);
		this.pause.answered(200, true);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void fullAnswersSayNothingOfTheRate() {
		for (int i = 0; i < 20; i++) {
			this.pause.answered(200, true);
		}
		answers(1, 1, 0);
		assertThat(this.pause.nanos()).isZero();
	}

	@Test
	void pauseOfZeroIsNone() {
		ReadPause none = new ReadPause(Duration.ZERO, this.now::get);
		for (int i = 0; i < 20; i++) {
			none.answered(4, false);
			assertThat(none.nanos()).isZero();
		}
	}

	@Test
	void usualPauseIsASmallPartOfMaxStaleness() {
		assertThat(ReadPause.usual(Duration.ofMillis(100))).isEqualTo(Duration.ofNanos(500_000));
		assertThat(ReadPause.usual(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(5));
		assertThat(ReadPause.usual(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(5));
	}

	@Test
	void negativePauseIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadPause(Duration.ofNanos(-1), this.now::get))
			.withMessageContaining("must not be negative, but is PT-0.000000001S");
	}

	private void answers(int count, int records, long nanosBeforeEach) {
		for (int i = 0; i < count; i++) {
			this.now.addAndGet(nanosBeforeEach);
			this.pause.answered(records, false);
		}
	}

}
