package io.github.taggedcache.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LoadGateTests {

	private final LoadGate gate = new LoadGate();

	@Test
	void loadIsHeldWhileSomethingHappens() throws ExecutionException {
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		String value = this.gate.race(() -> {
			order.add("begins");
			this.gate.pass();
			order.add("ends");
			return "value";
		}, () -> order.add("meanwhile"));
		assertThat(value).isEqualTo("value");
		assertThat(order).containsExactly("begins", "meanwhile", "ends");
	}

	@Test
	void callThatDoesNotLoadIsNoRace() {
		assertThatIllegalStateException().isThrownBy(() -> this.gate.race(() -> "cached", () -> {
		})).withMessageContaining("its value was cached").withMessageContaining("callThatDoesNotLoadIsNoRace");
	}

	@Test
	void failureBeforeTheGateIsTheCause() {
		IllegalArgumentException failure = new IllegalArgumentException("broken");
		assertThatIllegalStateException().isThrownBy(() -> this.gate.race(() -> {
			throw failure;
		}, () -> {
		})).withMessageContaining("it failed").withCause(failure);
	}

	@Test
	void failureOfTheCallIsThrown() {
		IllegalArgumentException failure = new IllegalArgumentException("broken");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.gate.race(() -> {
			this.gate.pass();
			throw failure;
		}, () -> {
		})).withCause(failure);
	}

	@Test
	void gateOpensWhenWhatHappensMeanwhileFails() {
		AtomicBoolean ended = new AtomicBoolean();
		Thread race = Thread.currentThread();
		assertThatIllegalStateException().isThrownBy(() -> this.gate.race(() -> {
			this.gate.pass();
			Awaitility.await().until(() -> race.getState() == Thread.State.TIMED_WAITING);
			return ended.getAndSet(true);
		}, () -> {
			throw new IllegalStateException("meanwhile");
		})).withMessage("meanwhile");
		assertThat(ended).isTrue();
		this.gate.pass();
	}

	@Test
	void failureOfTheCallIsSuppressedWhenWhatHappensMeanwhileFails() {
		IllegalArgumentException failure = new IllegalArgumentException("broken");
		assertThatIllegalStateException().isThrownBy(() -> this.gate.race(() -> {
			this.gate.pass();
			throw failure;
		}, () -> {
			throw new IllegalStateException("meanwhile");
		}))
			.withMessage("meanwhile")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.satisfies((suppressed) -> assertThat(suppressed).isInstanceOf(ExecutionException.class)
					.hasCause(failure)));
	}

	@Test
	void gateServesOneRace() throws ExecutionException {
		AtomicBoolean called = new AtomicBoolean();
		this.gate.race(() -> {
			this.gate.pass();
			return "value";
		}, () -> {
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> this.gate.race(() -> called.getAndSet(true), () -> called.set(true)))
			.withMessage("This gate has served its race: make a new LoadGate");
		assertThat(called).isFalse();
	}

	@Test
	void closedGateDoesNotHoldForever() {
		LoadGate impatient = new LoadGate(Duration.ofMillis(1));
		assertThatIllegalStateException().isThrownBy(() -> impatient.pass())
			.withMessageContaining("LoadGateTests.closedGateDoesNotHoldForever(LoadGateTests.java:")
			.withMessageContaining("call open()");
	}

	@Test
	void gateThatNobodyReachesNamesTheRaceAndWhereTheCallIs() {
		LoadGate impatient = new LoadGate(Duration.ofMillis(50));
		CountDownLatch end = new CountDownLatch(1);
		assertThatIllegalStateException().isThrownBy(() -> impatient.race(() -> loadWithoutGate(end), () -> {
		}))
			.withMessageContaining("gateThatNobodyReachesNamesTheRaceAndWhereTheCallIs")
			.withMessageContaining("did not come to the gate within PT0.05S")
			.withMessageContaining("It is in io.github.taggedcache.test.LoadGateTests.loadWithoutGate(");
		end.countDown();
	}

	@Test
	void callThatDoesNotEndNamesTheRaceAndWhereTheCallIs() {
		LoadGate impatient = new LoadGate(Duration.ofMillis(50));
		CountDownLatch end = new CountDownLatch(1);
		assertThatIllegalStateException().isThrownBy(() -> impatient.race(() -> loadThatStays(impatient, end), () -> {
		}))
			.withMessageContaining("callThatDoesNotEndNamesTheRaceAndWhereTheCallIs")
			.withMessageContaining("did not end within PT0.05S")
			.withMessageContaining("LoadGateTests.loadThatStays(");
		end.countDown();
	}

	private static String loadThatStays(LoadGate gate, CountDownLatch end) throws InterruptedException {
		gate.pass();
		end.await();
		return "value";
	}

	private static String loadWithoutGate(CountDownLatch end) throws InterruptedException {
		end.await();
		return "value";
	}

	@Test
	void openGateHoldsNobody() {
		this.gate.open();
		this.gate.pass();
	}

}
