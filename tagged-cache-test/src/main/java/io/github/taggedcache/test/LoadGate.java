package io.github.taggedcache.test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Drives a race between a load and what happens meanwhile, without sleeping. The load
 * calls {@link #pass()}, and is held there:
 *
 * <pre class="code">
 * given(this.repository.find(1)).willAnswer((call) -&gt; {
 *     this.gate.pass();
 *     return article;
 * });
 * this.gate.race(() -&gt; this.service.article(1), () -&gt; this.manager.invalidateTags("author:7"));
 * </pre>
 *
 * A gate serves one race. Nobody waits for ever: what does not happen in time is an error
 * that names the method. Safe for all threads.
 */
public final class LoadGate {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Duration patience;

	private final CompletableFuture<Void> arrived = new CompletableFuture<>();

	private final CompletableFuture<Void> opened = new CompletableFuture<>();

	private final AtomicBoolean served = new AtomicBoolean();

	/**
	 * Creates a closed gate that waits 10 s at most.
	 */
	public LoadGate() {
		this(PATIENCE);
	}

	/**
	 * Creates a closed gate.
	 * @param patience how long it waits at most, on each side
	 */
	public LoadGate(Duration patience) {
		this.patience = patience;
	}

	/**
	 * Called by the load: waits until the gate opens. Does nothing after that.
	 * @throws IllegalStateException if the gate did not open in time
	 */
	public void pass() {
		this.arrived.complete(null);
		if (!this.opened.isDone()) {
			String load = CallSite.of(LoadGate.class);
			await(this.opened, () -> "The load in " + load + " was held at its gate for " + this.patience
					+ ", and nobody opened the gate: make the call by race(...), or call open()");
		}
	}

	/**
	 * Opens the gate. It stays open.
	 */
	public void open() {
		this.opened.complete(null);
	}

	/**
	 * Makes a call on a thread of its own, waits until its load is held at the gate, does
	 * something meanwhile on this thread, and opens the gate.
	 * @param <T> the type of the value
	 * @param call a call of a cached method
	 * @param meanwhile what happens while the load is held; what it throws is thrown
	 * after the call has ended
	 * @return what the call returned
	 * @throws IllegalStateException if the gate has served a race before, or the call
	 * ended without coming to the gate, or did not come to the gate or to an end in time
	 * @throws ExecutionException if the call threw an exception, with that as the cause
	 */
	public <T> T race(Callable<? extends T> call, ThrowingCallable meanwhile) throws ExecutionException {
		if (this.served.getAndSet(true)) {
			throw new IllegalStateException("This gate has served its race: make a new LoadGate");
		}
		String race = CallSite.of(LoadGate.class);
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> complete(result, call), "load-gate");
		thread.setDaemon(true);
		thread.start();
		try {
			await(CompletableFuture.anyOf(this.arrived, result.handle((value, ex) -> null)),
					() -> "The call of the race in " + race + " did not come to the gate within " + this.patience
							+ ". It is in " + CallSite.ofApplication(thread) + ": does this load call pass()?");
			if (!this.arrived.isDone()) {
				throw endedEarly(race, result);
			}
			try {
				run(race, meanwhile);
			}
			catch (RuntimeException | Error ex) {
				endAfter(ex, race, thread, result);
				throw ex;
			}
		}
		finally {
			open();
		}
		return end(race, thread, result);
	}

	private void endAfter(Throwable failure, String race, Thread thread, CompletableFuture<?> result) {
		open();
		try {
			end(race, thread, result);
		}
		catch (ExecutionException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static <T> void complete(CompletableFuture<T> result, Callable<? extends T> call) {
		try {
			result.complete(call.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

	private static IllegalStateException endedEarly(String race, CompletableFuture<?> result) {
		Throwable failure = result.handle((value, ex) -> ex).join();
		return new IllegalStateException(
				"The call of the race in " + race + " ended without coming to the gate: "
						+ ((failure != null) ? "it failed" : "its value was cached, or the load does not call pass()"),
				failure);
	}

	private static void run(String race, ThrowingCallable meanwhile) {
		try {
			meanwhile.call();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("What happened meanwhile in the race in " + race + " failed", ex);
		}
	}

	private <T> T end(String race, Thread thread, CompletableFuture<T> result) throws ExecutionException {
		await(result.handle((value, ex) -> null), () -> "The call of the race in " + race + " did not end within "
				+ this.patience + " after the gate had opened. It is in " + CallSite.ofApplication(thread));
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private void await(CompletableFuture<?> event, Supplier<String> failure) {
		try {
			event.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new IllegalStateException(failure.get(), ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException("Interrupted while waiting for a load", ex);
	}

}
