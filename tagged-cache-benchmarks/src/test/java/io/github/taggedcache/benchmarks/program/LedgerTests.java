package io.github.taggedcache.benchmarks.program;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTests {

	private final Ledger ledger = new Ledger(1);

	@Test
	void readOfTheNewestVersionIsNotStale() {
		this.ledger.invalidated(0, 1, 1000);
		this.ledger.read(0, 1, 2000);
		assertThat(this.ledger.staleReads()).isZero();
	}

	@Test
	void readThatBeganBeforeTheInvalidationReturnedIsNotStale() {
		this.ledger.invalidated(0, 1, 1000);
		this.ledger.read(0, 0, 999);
		assertThat(this.ledger.staleReads()).isZero();
	}

	@Test
	void stalenessCountsFromTheFirstInvalidationThatWasMissed() {
		this.ledger.invalidated(0, 1, 1000);
		this.ledger.invalidated(0, 2, 1500);
		this.ledger.invalidated(0, 3, 1900);
		this.ledger.read(0, 1, 2000);
		assertThat(this.ledger.staleReads()).isOne();
		assertThat(this.ledger.worstStaleness()).isEqualTo(500);
	}

	@Test
	void invalidationThatReturnsAfterALaterOneHidesNothing() {
		this.ledger.invalidated(0, 2, 1000);
		this.ledger.invalidated(0, 1, 1500);
		this.ledger.read(0, 1, 2000);
		assertThat(this.ledger.worstStaleness()).isEqualTo(1000);
	}

	@Test
	void changeMakesVersionBeforeItInvalidates() {
		this.ledger.change(0, () -> assertThat(this.ledger.version(0)).isOne());
		assertThat(this.ledger.version(0)).isOne();
	}

	@Test
	void forgottenReadsDoNotCount() {
		this.ledger.invalidated(0, 1, 1000);
		this.ledger.read(0, 0, 2000);
		this.ledger.forgetReads();
		assertThat(this.ledger.staleReads()).isZero();
		assertThat(this.ledger.worstStaleness()).isZero();
	}

}
