package io.github.taggedcache.core.store.memory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only this store does for those who follow its log.
 */
class MemoryLogConnectionTests {

	private static final long A_MINUTE = 60_000;

	private static final Duration SOON = Duration.ofSeconds(10);

	private final MemoryStore store = new MemoryStore(new SettableTime(), 3);

	private final LogConnection connection = this.store.connect().join();

	@Test
	void logKeepsItsNewestRecords() {
		invalidate("a");
		long second = invalidate("b");
		long third = invalidate("c");
		long fourth = invalidate("d");
		assertThat(this.connection.read(0, 10, 0).join()).extracting(LogRecord::version)
			.containsExactly(second, third, fourth);
	}

	@Test
	void waitingReadGoesOnOutsideTheLock() {
		CompletableFuture<Boolean> underLock = this.connection.read(0, 10, A_MINUTE)
			.thenApply((records) -> Thread.holdsLock(this.store));
		invalidate("a");
		assertThat(underLock).isCompletedWithValue(false);
	}

	@Test
	void waitingReadEndsWhereEverythingIsForgotten() {
		CompletableFuture<List<LogRecord>> read = this.connection.read(0, 10, A_MINUTE);
		this.store.forgetAll();
		assertThat(read).isCompletedWithValue(List.of());
	}

	@Test
	void waitingReadIgnoresRecordsThatItsCallerHas() {
		CompletableFuture<List<LogRecord>> read = this.connection.read(Long.MAX_VALUE, 10, A_MINUTE);
		invalidate("a");
		assertThat(read).isNotDone();
	}

	@Test
	void connectionWokenOnceIsWokenAgain() {
		CompletableFuture<List<LogRecord>> first = this.connection.read(0, 10, A_MINUTE);
		long version = invalidate("a");
		CompletableFuture<List<LogRecord>> second = this.connection.read(version, 10, A_MINUTE);
		long next = invalidate("b");
		assertThat(first).isDone();
		assertThat(second).succeedsWithin(SOON)
			.satisfies((records) -> assertThat(records).extracting(LogRecord::version).containsExactly(next));
	}

	@Test
	void closedConnectionReadsNothing() {
		this.connection.close();
		assertThat(this.connection.read(0, 10, 0)).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class);
	}

	private long invalidate(String tag) {
		return this.store.append(new Append(List.of(tag), List.of(), Mode.HARD, 0, 0, Append.ALWAYS, "node-1"))
			.join()
			.version();
	}

}
