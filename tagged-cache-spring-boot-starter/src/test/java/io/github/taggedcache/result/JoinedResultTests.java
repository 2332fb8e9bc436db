package io.github.taggedcache.result;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JoinedResultTests {

	private final CompletableFuture<String> future = new CompletableFuture<>();

	private final CompletableFuture<String> joined = JoinedResult.of(this.future, new EndThatThrows());

	@Test
	void callerGetsWhatTheEndThrows() {
		this.future.complete("value");
		assertThat(this.joined).failsWithin(0, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.withMessage("No end");
	}

	@Test
	void callerGetsWhatTheMethodThrewAndNotWhatTheEndThrows() {
		this.future.completeExceptionally(new IllegalArgumentException("No value"));
		assertThat(this.joined).failsWithin(0, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.withMessage("No value");
	}

	private static final class EndThatThrows implements EndOfCall {

		@Override
		public boolean needsResult() {
			return false;
		}

		@Override
		public CompletableFuture<Void> succeeded(@Nullable Object result) {
			throw new IllegalStateException("No end");
		}

		@Override
		public CompletableFuture<Void> failed(Throwable thrown) {
			throw new IllegalStateException("No end");
		}

		@Override
		public void cancelled() {
			throw new UnsupportedOperationException();
		}

	}

}
