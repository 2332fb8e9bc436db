package io.github.taggedcache.core.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FuturesTests {

	private final IOException failure = new IOException("no");

	@Test
	void causeIsWithoutWrappings() {
		assertThat(Futures.cause(new CompletionException(new ExecutionException(this.failure)))).isSameAs(this.failure);
	}

	@Test
	void causeOfTheApplicationsOwnExceptionStaysInside() {
		IllegalStateException ex = new IllegalStateException(this.failure);
		assertThat(Futures.cause(ex)).isSameAs(ex);
	}

	@Test
	void noExceptionHasNoCause() {
		assertThat(Futures.cause(null)).isNull();
	}

	@Test
	void answerIsAwaited() {
		assertThat(Futures.await(CompletableFuture.completedFuture("text"))).isEqualTo("text");
	}

	@Test
	void failureOfTheStoreIsThrownItself() {
		StoreException ex = new StoreException("no", null);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> Futures.await(CompletableFuture.failedFuture(new CompletionException(ex))))
			.isSameAs(ex);
	}

	@Test
	void errorIsThrownItself() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> Futures.await(CompletableFuture.failedFuture(new AssertionError("no"))));
	}

	@Test
	void checkedExceptionBecomesAFailureOfTheStore() {
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> Futures.await(CompletableFuture.failedFuture(this.failure)))
			.withCause(this.failure);
	}

	@Test
	void interruptedThreadStaysInterrupted() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Futures.await(new CompletableFuture<>()))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void unwrappedFutureFailsWithTheCause() {
		CompletableFuture<Object> wrapped = CompletableFuture.failedFuture(new CompletionException(this.failure));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Futures.unwrapped(wrapped).get())
			.withCause(this.failure);
	}

	@Test
	void unwrappedFutureHasTheValue() {
		assertThat(Futures.unwrapped(CompletableFuture.completedFuture("text"))).isCompletedWithValue("text");
	}

	@Test
	void allHasTheValuesInTheOrderOfTheFutures() {
		CompletableFuture<String> slow = new CompletableFuture<>();
		CompletableFuture<List<String>> all = Futures.all(List.of(slow, CompletableFuture.completedFuture("second")));
		assertThat(all).isNotDone();
		slow.complete("first");
		assertThat(all).isCompletedWithValue(List.of("first", "second"));
	}

	@Test
	void allFailsAfterEachFutureHasEnded() {
		CompletableFuture<String> slow = new CompletableFuture<>();
		CompletableFuture<List<String>> all = Futures.all(List.of(CompletableFuture.failedFuture(this.failure), slow));
		assertThat(all).isNotDone();
		slow.complete("second");
		assertThat(all).isCompletedExceptionally();
	}

}
