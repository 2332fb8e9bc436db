package io.github.taggedcache.core.history;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlicesTests {

	@Test
	void stackDoesNotGrowByTheNumberOfSlicesThatAreAnsweredAtOnce() {
		List<String> names = Collections.nCopies(10_000_000, "name");
		List<Integer> sizes = Slices.send(names, 1000, (slice) -> CompletableFuture.completedFuture(slice.size()))
			.join();
		assertThat(sizes).hasSize(10_000).containsOnly(1000);
	}

	@Test
	void answersAreInTheOrderOfTheNames() {
		List<CompletableFuture<String>> answers = List.of(new CompletableFuture<>(), new CompletableFuture<>());
		CompletableFuture<List<String>> all = Slices.send(Collections.nCopies(1001, "name"), 1000,
				(slice) -> answers.get((slice.size() == 1000) ? 0 : 1));
		answers.get(1).complete("second");
		answers.get(0).complete("first");
		assertThat(all.join()).containsExactly("first", "second");
	}

	@Test
	void stackDoesNotGrowByTheNumberOfSlicesThatFailAtOnce() {
		AtomicInteger sent = new AtomicInteger();
		CompletableFuture<List<Void>> all = Slices.send(Collections.nCopies(10_000_000, "name"), 1000, (slice) -> {
			sent.incrementAndGet();
			return CompletableFuture.failedFuture(new IllegalStateException("closed"));
		});
		assertThat(all).isCompletedExceptionally();
		assertThat(sent).hasValue(10_000);
	}

	@Test
	void sliceThatCannotBeSentFailsTheSending() {
		assertThat(Slices.send(List.of("name"), 1000, (slice) -> {
			throw new IllegalStateException("closed");
		})).isCompletedExceptionally();
	}

}
