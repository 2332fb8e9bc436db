package io.github.taggedcache.test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

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

	private static final byte[] OTHER_BYTES = { 2 };

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
	void heldCommandsAreSentInOrder() {
		this.faults.hold();
		CompletableFuture<Void> first = this.store.set(KEY, BYTES, 0);
		CompletableFuture<Void> second = this.store.set(KEY, OTHER_BYTES, 0);
		this.faults.recover();
		assertThat(first).isCompleted();
		assertThat(second).isCompleted();
		assertThat(this.memory.get(KEY).join()).isEqualTo(OTHER_BYTES);
	}

	@Test
	void commandThatIsHeldForTooLongFailsAndIsNotSent() {
		StoreFaults impatient = new StoreFaults(Duration.ofMillis(20));
		DisturbedStore held = new DisturbedStore(this.memory, this.memory, impatient);
		impatient.hold();
		assertThat(held.set(KEY, BYTES, 0)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreException.class)
			.withMessageContaining("StoreFaults.hold(): set was held for PT0.02S")
			.withMessageContaining("on another thread");
		impatient.recover();
		assertThat(this.memory.get(KEY).join()).isNull();
	}

	@Test
	void failureOfACommandThatWasHeldIsPassedOn() {
		this.faults.hold();
		StoreException failure = new StoreException("broken", null);
		CompletableFuture<Object> held = this.faults.disturb("get", () -> CompletableFuture.failedFuture(failure));
		CompletableFuture<Object> thrown = this.faults.disturb("get", () -> {
			throw failure;
		});
		CompletableFuture<Void> last = this.store.set(KEY, BYTES, 0);
		this.faults.recover();
		assertThat(held.handle((value, ex) -> ex)).isCompletedWithValue(failure);
		assertThat(thrown.handle((value, ex) -> ex)).isCompletedWithValue(failure);
		assertThat(last).isCompleted();
	}

	@Test
	void delayedCommandsAreSentInOrder() {
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		this.faults.delay(Duration.ofMillis(1));
		List<Integer> commands = IntStream.range(0, 1000).boxed().toList();
		CompletableFuture
			.allOf(commands.stream()
				.map((command) -> this.faults.disturb("set",
						() -> CompletableFuture.completedFuture(order.add(command))))
				.toArray(CompletableFuture[]::new))
			.orTimeout(10, TimeUnit.SECONDS)
			.join();
		assertThat(order).isEqualTo(commands);
	}

	@Test
	void delayEndsWhenTheStoreRecovers() {
		this.faults.delay(Duration.ofDays(1));
		CompletableFuture<Void> delayed = this.store.set(KEY, BYTES, 0);
		CompletableFuture<Void> second = this.store.set(KEY, OTHER_BYTES, 0);
		assertThat(delayed).isNotDone();
		this.faults.recover();
		assertThat(delayed).isCompleted();
		assertThat(second).isCompleted();
		assertThat(this.memory.get(KEY).join()).isEqualTo(OTHER_BYTES);
		assertThat(this.store.get(KEY)).isCompleted();
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
