package io.github.taggedcache.sample.stage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LedgerTests {

	private static final Duration BOUND = Duration.ofSeconds(1);

	private static final Map<String, String> OLD = Map.of("author 1", "Ada");

	private static final Map<String, String> NEW = Map.of("author 1", "Ada Renamed");

	private final Ledger ledger = new Ledger();

	@Test
	void oldValueOnTheInstanceThatWroteIsStaleAtOnce() {
		long written = rename();
		this.ledger.check(Node.A, written + 1, OLD, BOUND);
		assertThat(this.ledger.counts().stale()).isEqualTo(1);
		assertThat(this.ledger.counts().newest()).contains("Instance A", "author 1");
	}

	@Test
	void oldValueOnTheOtherInstanceIsLateWithinTheBoundAndStaleAfterIt() {
		long written = rename();
		this.ledger.check(Node.B, written + TimeUnit.MILLISECONDS.toNanos(900), OLD, BOUND);
		assertThat(this.ledger.counts()).isEqualTo(new Ledger.Counts(1, 1, 0, null));
		this.ledger.check(Node.B, written + TimeUnit.MILLISECONDS.toNanos(1_100), OLD, BOUND);
		assertThat(this.ledger.counts().stale()).isEqualTo(1);
	}

	@Test
	void strictBoundAllowsNothing() {
		long written = rename();
		this.ledger.check(Node.B, written + 1, OLD, Duration.ZERO);
		assertThat(this.ledger.counts().stale()).isEqualTo(1);
	}

	@Test
	void newValueIsNeverStale() {
		long written = rename();
		this.ledger.check(Node.A, written + TimeUnit.MINUTES.toNanos(1), NEW, BOUND);
		this.ledger.check(Node.B, written + TimeUnit.MINUTES.toNanos(1), NEW, BOUND);
		assertThat(this.ledger.counts()).isEqualTo(new Ledger.Counts(2, 0, 0, null));
	}

	@Test
	void readThatBeganBeforeTheWriteReturnedMayGiveEither() {
		long before = System.nanoTime();
		rename();
		this.ledger.check(Node.A, before, OLD, BOUND);
		this.ledger.check(Node.A, before, NEW, BOUND);
		assertThat(this.ledger.counts()).isEqualTo(new Ledger.Counts(2, 0, 0, null));
	}

	@Test
	void writeThatFailsCountsForNothing() {
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.write(Node.A, "author 1", "Ada Renamed", () -> {
			throw new IllegalStateException("Redis is away");
		}));
		this.ledger.check(Node.A, System.nanoTime() + TimeUnit.MINUTES.toNanos(1), OLD, BOUND);
		assertThat(this.ledger.counts().stale()).isZero();
	}

	private long rename() {
		this.ledger.write(Node.A, "author 1", "Ada Renamed", () -> "done");
		return System.nanoTime();
	}

}
