package io.github.taggedcache.core.refresh;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.event.RegionEvents;
import io.github.taggedcache.core.name.EntryKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshesTests {

	private static final EntryKey KEY = EntryKey.of("articles", "1");

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final List<RefreshOutcome> outcomes = new ArrayList<>();

	private final Refreshes refreshes = refreshes(this.tasks::add);

	private Refreshes refreshes(Executor executor) {
		return new Refreshes(executor, null, System::nanoTime, new RegionEvents() {

			@Override
			public void refreshed(EntryKey key, RefreshOutcome outcome) {
				RefreshesTests.this.outcomes.add(outcome);
			}

		});
	}

	@Test
	void oneRefreshOfAKeyRunsAtATime() {
		CompletableFuture<RefreshOutcome> first = new CompletableFuture<>();
		this.refreshes.begin(KEY, () -> first);
		this.refreshes.begin(KEY, () -> first);
		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();
		this.refreshes.begin(KEY, () -> first);
		assertThat(this.tasks).isEmpty();
		first.complete(RefreshOutcome.FOUND);
		this.refreshes.begin(KEY, () -> first);
		assertThat(this.tasks).hasSize(1);
		assertThat(this.outcomes).containsExactly(RefreshOutcome.FOUND);
	}

	@Test
	void refreshThatThrowsHasFailed() {
		this.refreshes.begin(KEY, () -> {
			throw new IllegalStateException("Thrown for this test");
		});
		this.tasks.remove().run();
		assertThat(this.outcomes).containsExactly(RefreshOutcome.FAILED);
		assertThat(this.refreshes.size()).isZero();
	}

	@Test
	void refreshOverTheBoundIsRejectedAndTriedAgainLater() {
		CompletableFuture<RefreshOutcome> held = new CompletableFuture<>();
		for (int i = 0; i < Refreshes.MOST_AT_ONCE; i++) {
			this.refreshes.begin(EntryKey.of("articles", "held " + i), () -> held);
		}
		this.refreshes.begin(KEY, () -> held);
		assertThat(this.outcomes).containsExactly(RefreshOutcome.REJECTED);
		this.tasks.forEach(Runnable::run);
		this.tasks.clear();
		held.complete(RefreshOutcome.LOADED);
		this.refreshes.begin(KEY, () -> held);
		assertThat(this.tasks).hasSize(1);
	}

	@Test
	void executorThatTakesNothingRejects() {
		Refreshes closed = refreshes((task) -> {
			throw new RejectedExecutionException();
		});
		closed.begin(KEY, () -> CompletableFuture.completedFuture(RefreshOutcome.LOADED));
		assertThat(this.outcomes).containsExactly(RefreshOutcome.REJECTED);
		assertThat(closed.size()).isZero();
	}

}
