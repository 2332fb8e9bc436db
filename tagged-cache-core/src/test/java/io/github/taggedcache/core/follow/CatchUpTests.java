package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CatchUpTests {

	private static final Duration MAX_STALENESS = Duration.ofNanos(100);

	/** Not far from where the numbers begin again. */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 120);

	private final CatchUp catchUp = new CatchUp(MAX_STALENESS, this.now::get);

	@Test
	void maxStalenessMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CatchUp(Duration.ZERO, this.now::get))
			.withMessageContaining("max-staleness");
		assertThatIllegalArgumentException().isThrownBy(() -> new CatchUp(Duration.ofNanos(-1), this.now::get));
	}

	@Test
	void nothingIsProvenAtFirst() {
		assertThat(isProven()).isFalse();
		assertThat(this.catchUp.lagNanos()).isEqualTo(100);
	}

	@Test
	void proofLastsForMaxStaleness() {
		this.catchUp.prove(this.now.get());
		pass(99);
		assertThat(isProven()).isTrue();
		pass(1);
		assertThat(isProven()).isFalse();
	}

	@Test
	void proofIsAsOldAsItsQuestion() {
		long sent = this.now.get();
		pass(60);
		this.catchUp.prove(sent);
		assertThat(this.catchUp.lagNanos()).isEqualTo(60);
		pass(40);
		assertThat(isProven()).isFalse();
	}

	@Test
	void proofThatComesTooLateProvesNothing() {
		long sent = this.now.get();
		pass(100);
		this.catchUp.prove(sent);
		assertThat(isProven()).isFalse();
	}

	@Test
	void olderProofDoesNotReplaceANewerOne() {
		long older = this.now.get();
		pass(50);
		this.catchUp.prove(this.now.get());
		this.catchUp.prove(older);
		assertThat(this.catchUp.lagNanos()).isZero();
	}

	@Test
	void proofWorksAcrossTheEndOfTheNumbers() {
		pass(110);
		this.catchUp.prove(this.now.get());
		pass(50);
		assertThat(this.now).hasNegativeValue();
		assertThat(isProven()).isTrue();
		pass(50);
		assertThat(isProven()).isFalse();
	}

	@Test
	void timeWithoutProofIsCounted() {
		pass(30);
		assertThat(this.catchUp.quarantineNanos()).isEqualTo(30);
		this.catchUp.prove(this.now.get());
		pass(100);
		assertThat(this.catchUp.quarantineNanos()).isEqualTo(30);
		pass(7);
		assertThat(this.catchUp.quarantineNanos()).isEqualTo(37);
	}

	@Test
	void timeWithoutProofIsCountedOnceWhereAProofComesTooLate() {
		long sent = this.now.get();
		pass(130);
		this.catchUp.prove(sent);
		assertThat(this.catchUp.quarantineNanos()).isEqualTo(130);
		this.catchUp.prove(sent);
		pass(10);
		assertThat(this.catchUp.quarantineNanos()).isEqualTo(140);
	}

	private boolean isProven() {
		return this.catchUp.isProven(this.catchUp.now());
	}

	private void pass(long nanos) {
		this.now.addAndGet(nanos);
	}

}
