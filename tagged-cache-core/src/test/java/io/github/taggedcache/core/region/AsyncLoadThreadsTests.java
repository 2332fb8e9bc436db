package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.WatchedStore.Call;
import io.github.taggedcache.core.store.WatchedStore.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread that brings an answer of the store runs nothing of the application: while it
 * does, no other answer arrives, and the one that the application waits for may be among
 * them.
 */
@Timeout(30)
class AsyncLoadThreadsTests {

	private final Workbench bench = new Workbench();

	private final ExecutorService executor = Executors.newSingleThreadExecutor((task) -> daemon(task, "cache"));

	private final ExecutorService driver = Executors.newSingleThreadExecutor((task) -> daemon(task, "driver"));

	private final Region region = this.bench.region(Workbench.SETTINGS, this.bench.codec(), this.executor);

	private final List<String> loaders = new CopyOnWriteArrayList<>();

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	@BeforeEach
	void register() {
		this.bench.register("a");
	}

	@AfterEach
	void stop() {
		this.driver.shutdownNow();
		this.executor.shutdownNow();
	}

	@Test
	void loaderDoesNotRunOnTheThreadThatBringsTheLookup() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> value = retrieve("text");
		arrive(lookup);
		assertThat(value.get()).isEqualTo("text");
		assertThat(this.loaders).containsExactly("cache");
	}

	@Test
	void codecDoesNotDecodeOnTheThreadThatBringsTheLookup() throws Exception {
		retrieve("text").get();
		this.bench.codec().threads().clear();
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> value = retrieve("other");
		arrive(lookup);
		assertThat(value.get()).isEqualTo("text");
		assertThat(this.bench.codec().threads()).containsExactly("cache");
	}

	@Test
	void codecDoesNotEncodeOnTheThreadThatBringsTheLookup() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> value = retrieve("text");
		arrive(lookup);
		value.get();
		assertThat(this.bench.codec().threads()).containsExactly("cache");
	}

	@Test
	void codecDoesNotDecodeOnTheThreadThatBringsTheSecondLookup() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> late = retrieve("late");
		retrieve("text").get();
		this.bench.codec().threads().clear();
		Held again = this.bench.store().hold(Call.GET);
		arrive(lookup);
		awaitSent(again);
		arrive(again);
		assertThat(late.get()).isEqualTo("text");
		assertThat(this.bench.codec().threads()).containsExactly("cache");
	}

	@Test
	void loaderDoesNotRunOnTheThreadThatBringsTheSecondLookup() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> late = retrieve("late");
		retrieve("text").get();
		this.bench.memory().forgetEntry(Workbench.KEY);
		Held again = this.bench.store().hold(Call.GET);
		arrive(lookup);
		awaitSent(again);
		arrive(again);
		assertThat(late.get()).isEqualTo("late");
		assertThat(this.loaders).containsExactly("cache", "cache");
	}

	@Test
	void loaderDoesNotRunOnTheThreadThatBringsTheVerdictOnAJoinedValue() throws Exception {
		HeldLoader old = new HeldLoader();
		CompletableFuture<Object> leader = this.region.retrieve(TextCall.tagged("a"), old);
		old.awaitStarted();
		this.bench.invalidate("a");
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<Object> joiner = retrieve("new");
		lookup.release();
		Held verdict = this.bench.store().hold(Call.OBSERVE);
		Held stored = this.bench.store().hold(Call.OBSERVE);
		awaitExecutor();
		old.finish("old");
		awaitSent(verdict);
		awaitSent(stored);
		arrive(verdict);
		arrive(stored);
		assertThat(List.of(leader.get(), joiner.get())).containsExactly("old", "new");
		assertThat(this.loaders).containsExactly("cache");
	}

	@Test
	void callerIsNotContinuedOnTheThreadThatBringsTheAnswerToTheWrite() throws Exception {
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<String> continued = retrieve("text").thenApply((value) -> Thread.currentThread().getName());
		awaitSent(written);
		arrive(written);
		assertThat(continued.get()).isEqualTo("cache");
	}

	@Test
	void failedWriteIsNotToldOnTheThreadThatBringsIt() throws Exception {
		Held written = this.bench.store().hold(Call.SET);
		CompletableFuture<String> continued = retrieve("text").thenApply((value) -> Thread.currentThread().getName());
		awaitSent(written);
		this.driver.submit(written::fail).get();
		assertThat(continued.get()).isEqualTo("cache");
	}

	@Test
	void failedLookupIsNotToldOnTheThreadThatBringsIt() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<String> continued = retrieve("text").handle((value, ex) -> Thread.currentThread().getName());
		this.driver.submit(lookup::fail).get();
		assertThat(continued.get()).isEqualTo("cache");
	}

	@Test
	void failedSecondLookupIsNotToldOnTheThreadThatBringsIt() throws Exception {
		Held lookup = this.bench.store().hold(Call.GET);
		CompletableFuture<String> continued = retrieve("late").handle((value, ex) -> Thread.currentThread().getName());
		retrieve("text").get();
		Held again = this.bench.store().hold(Call.GET);
		arrive(lookup);
		awaitSent(again);
		this.driver.submit(again::fail).get();
		assertThat(continued.get()).isEqualTo("cache");
	}

	@Test
	void failedVerdictOnAJoinedValueIsNotToldOnTheThreadThatBringsIt() throws Exception {
		HeldLoader loader = new HeldLoader();
		CompletableFuture<Object> leader = this.region.retrieve(TextCall.tagged("a"), loader);
		loader.awaitStarted();
		CompletableFuture<String> continued = retrieve("new").handle((value, ex) -> Thread.currentThread().getName());
		awaitExecutor();
		Held verdict = this.bench.store().hold(Call.OBSERVE);
		Held stored = this.bench.store().hold(Call.OBSERVE);
		loader.finish("text");
		awaitSent(verdict);
		awaitSent(stored);
		this.driver.submit(verdict::fail).get();
		this.driver.submit(stored::fail).get();
		assertThat(continued.get()).isEqualTo("cache");
		assertThat(leader.get()).isEqualTo("text");
	}

	/**
	 * Comes back when the call was made and those who made it have gone on: what follows
	 * its answer then happens where that arrives.
	 */
	private void awaitSent(Held answer) throws Exception {
		answer.awaitSent();
		awaitExecutor();
	}

	/**
	 * Lets what was given to the executor so far run.
	 */
	private void awaitExecutor() throws Exception {
		this.executor.submit(() -> {
		}).get();
	}

	private void arrive(Held answer) throws Exception {
		this.driver.submit(answer::release).get();
	}

	private CompletableFuture<Object> retrieve(String value) {
		Supplier<CompletableFuture<Object>> loader = () -> {
			this.loaders.add(Thread.currentThread().getName());
			return CompletableFuture.completedFuture(value);
		};
		return this.region.retrieve(TextCall.tagged("a"), loader);
	}

}
