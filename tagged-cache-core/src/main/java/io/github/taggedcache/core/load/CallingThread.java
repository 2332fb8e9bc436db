package io.github.taggedcache.core.load;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a blocking call on the thread that makes the call, so that code of
 * the application finds its thread-locals, its class loader and its interrupts there. The
 * thread runs the steps while it waits for the outcome.
 */
public final class CallingThread implements Executor {

	private final Thread thread = Thread.currentThread();

	private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();

	@Override
	public void execute(Runnable step) {
		this.steps.add(step);
		wake();
	}

	private void wake() {
		if (Thread.currentThread() != this.thread) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Waits for an answer of the store, and runs the steps that lead to it.
	 * @param <T> the type of the answer
	 * @param answer the answer
	 * @return what it is
	 * @throws StoreException if there is none
	 */
	public <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
		if (answer.isDone()) {
			return Futures.await(answer);
		}
		CompletableFuture<T> own = answer.copy();
		await(own, (ex) -> own.completeExceptionally(interrupted(ex)));
		return Futures.await(own);
	}

	static StoreException interrupted(InterruptedException ex) {
		return new StoreException("Interrupted while waiting for the store", ex);
	}

	/**
	 * Runs steps until an outcome is there.
	 * @param outcome the outcome
	 * @param onInterrupt is told that the thread was interrupted while it waited, and
	 * ends what it waits for; the thread stays interrupted
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // it is the same outcome
	void await(CompletableFuture<?> outcome, Consumer<InterruptedException> onInterrupt) {
		outcome.whenComplete((value, ex) -> wake());
		Pause pause = new Pause(outcome);
		while (true) {
			for (Runnable step = this.steps.poll(); step != null; step = this.steps.poll()) {
				step.run();
			}
			if (outcome.isDone()) {
				return;
			}
			try {
				pause(pause);
			}
			catch (InterruptedException ex) {
				onInterrupt.accept(ex);
				// So that the steps that follow, and what they wait for, see it as well
				this.thread.interrupt();
			}
		}
	}

	/**
	 * Waits also if the pool of this thread must not run another one meanwhile: its limit
	 * is no reason to fail the call.
	 */
	private static void pause(Pause pause) throws InterruptedException {
		try {
			ForkJoinPool.managedBlock(pause);
		}
		catch (RejectedExecutionException ex) {
			pause.block();
		}
	}

	/**
	 * Lasts until there is a step to run, or an outcome. A pool whose thread pauses may
	 * run another one meanwhile.
	 */
	private final class Pause implements ForkJoinPool.ManagedBlocker {

		private final CompletableFuture<?> outcome;

		private Pause(CompletableFuture<?> outcome) {
			this.outcome = outcome;
		}

		@Override
		public boolean block() throws InterruptedException {
			if (isReleasable()) {
				return true;
			}
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			LockSupport.park(this);
			return isReleasable();
		}

		@Override
		public boolean isReleasable() {
			return !CallingThread.this.steps.isEmpty() || this.outcome.isDone();
		}

	}

}
