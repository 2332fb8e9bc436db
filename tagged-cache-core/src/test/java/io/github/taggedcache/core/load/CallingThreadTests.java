package io.github.taggedcache.core.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.store.StoreException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class CallingThreadTests {

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	@Test
	void stepsRunOnTheThreadThatWaits() throws Exception {
		List<Thread> threads = new ArrayList<>();
		FutureTask<String> waiting = new FutureTask<>(() -> {
			CallingThread steps = new CallingThread();
			return steps.await(this.answer.thenApplyAsync((text) -> {
				threads.add(Thread.currentThread());
				return text + "!";
			}, steps));
		});
		Thread caller = start(waiting);
		awaitParked(caller);
		this.answer.complete("text");
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("text!");
		assertThat(threads).containsExactly(caller);
	}

	@Test
	void stepThatFailsFailsTheWaiting() {
		CallingThread steps = new CallingThread();
		this.answer.complete("text");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> steps.await(this.answer.thenApplyAsync((text) -> {
				throw new IllegalStateException("a step");
			}, steps)))
			.withMessage("a step");
	}

	@Test
	void interruptEndsTheWaitingAndStays() throws Exception {
		CountDownLatch stayed = new CountDownLatch(1);
		FutureTask<String> waiting = new FutureTask<>(() -> {
			try {
				return new CallingThread().await(this.answer);
			}
			finally {
				if (Thread.currentThread().isInterrupted()) {
					stayed.countDown();
				}
			}
		});
		Thread caller = start(waiting);
		awaitParked(caller);
		caller.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(StoreException.class)
			.havingCause()
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(stayed.getCount()).isZero();
		assertThat(this.answer).isNotDone();
	}

	@Test
	void answerThatIsThereIsTakenByAnInterruptedThread() {
		this.answer.complete("text");
		Thread.currentThread().interrupt();
		assertThat(new CallingThread().await(this.answer)).isEqualTo("text");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void threadOfAPoolThatMayNotGrowWaitsAllTheSame() throws Exception {
		ForkJoinPool pool = new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, false, 1, 1, 1,
				null, 60, TimeUnit.SECONDS);
		try {
			CompletableFuture<Thread> caller = new CompletableFuture<>();
			ForkJoinTask<String> waiting = pool.submit(() -> {
				caller.complete(Thread.currentThread());
				return new CallingThread().await(this.answer);
			});
			awaitParked(caller.join());
			this.answer.complete("text");
			assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("text");
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static Thread start(FutureTask<String> waiting) {
		Thread caller = new Thread(waiting, "caller");
		caller.setDaemon(true);
		caller.start();
		return caller;
	}

	/**
	 * No call tells from outside that a thread has begun to wait, so this looks until it
	 * has.
	 */
	private static void awaitParked(Thread thread) {
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
	}

}
