package io.github.taggedcache.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a store on its way.
 *
 * @param <T> the type of the answer
 */
final class StoreCall<T extends @Nullable Object> {

	private final ModelNode owner;

	private final String what;

	private final Object detail;

	private final Supplier<CompletableFuture<T>> command;

	private final Consumer<T> onExecution;

	private final CompletableFuture<T> answer = new CompletableFuture<>();

	private @Nullable T result;

	private @Nullable Throwable failure;

	private boolean lost;

	/**
	 * Creates a call.
	 * @param owner the node that waits for the answer
	 * @param what it does, for the trace
	 * @param detail with what, for the trace
	 * @param command does it
	 * @param onExecution is told what the store did
	 */
	StoreCall(ModelNode owner, String what, Object detail, Supplier<CompletableFuture<T>> command,
			Consumer<T> onExecution) {
		this.owner = owner;
		this.what = what;
		this.detail = detail;
		this.command = command;
		this.onExecution = onExecution;
	}

	ModelNode owner() {
		return this.owner;
	}

	CompletableFuture<T> future() {
		return this.answer;
	}

	/**
	 * Lets the caller get a failure instead of the answer.
	 */
	void loseAnswer() {
		this.lost = true;
	}

	/**
	 * Fails the call before anything was done.
	 */
	void fail() {
		this.answer.completeExceptionally(new StoreException("lost by the test: " + this.what, null));
	}

	void execute() {
		try {
			this.failure = null;
			this.result = this.command.get().join();
			this.onExecution.accept(this.result);
		}
		catch (CompletionException ex) {
			this.failure = ex.getCause();
		}
	}

	@SuppressWarnings("NullAway")
	void answer() {
		if (this.lost) {
			fail();
		}
		else if (this.failure != null) {
			this.answer.completeExceptionally(this.failure);
		}
		else {
			this.answer.complete(this.result);
		}
	}

	@Override
	public String toString() {
		return this.owner + " " + this.what + " " + this.detail + " -> "
				+ ((this.failure != null) ? this.failure : (this.result instanceof byte[]) ? "bytes" : this.result)
				+ (this.lost ? " (lost)" : "");
	}

}
