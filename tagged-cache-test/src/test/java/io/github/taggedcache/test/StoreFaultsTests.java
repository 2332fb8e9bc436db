package io.github.taggedcache.test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StoreFaultsTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private static final byte[] BYTES = { 1 };

	private final MemoryStore memory = new MemoryStore(InstantSource.system(), 100);

	private final StoreFaults faults = new StoreFaults();

	private final DisturbedStore store = new DisturbedStore(this.memory, this.memory, this.faults);

	@Test
	void undisturbedStoreStores() {
		this.store.set(KEY, BYTES, 0).join();
		assertThat(this.memory.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void failingStoreDoesNothing() {
		this.faults.fail();
		assertThat(this.store.set(KEY, BYTES, 0)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class)
			.withMessageContaining("StoreFaults.fail()");
		assertThat(this.memory.get(KEY).join()).isNull();
	}

	@Test
	void connectionOfAFollowerFailsAsWell() {
		LogConnection connection = this.store.connect().join();
		this.faults.fail();
		assertThat(connection.read(0, 1, 0)).isCompletedExceptionally();
		this.faults.recover();
		List<LogRecord> records = connection.read(0, 1, 0).join();
		assertThat(records).isEmpty();
	}

	@Test
	void commandIsHeldUntilTheStoreRecovers() {
		this.faults.hold();
		CompletableFuture<Void> held = this.store.set(KEY, BYTES, 0);
		assertThat(held).isNotDone();
		assertThat(this.memory.get(KEY).join()).isNull();
		this.faults.recover();
		assertThat(held).isCompleted();
		assertThat(this.memory.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void commandIsSentLate() throws Exception {
		this.faults.delay(Duration.ofMillis(20));
		long begin = System.nanoTime();
		this.store.set(KEY, BYTES, 0).get(10, TimeUnit.SECONDS);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
		assertThat(this.memory.get(KEY).join()).isEqualTo(BYTES);
	}

	@Test
	void delayIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.delay(Duration.ofMillis(-1)));
	}

}
