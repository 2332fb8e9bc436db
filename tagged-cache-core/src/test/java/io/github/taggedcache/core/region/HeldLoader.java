package io.github.taggedcache.core.region;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A loader that ends when the test says so, blocking or not.
 */
final class HeldLoader implements Callable<Object>, Supplier<CompletableFuture<Object>> {

	private final CountDownLatch started = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	private final CompletableFuture<Object> value = new CompletableFuture<>();

	@Override
	public Object call() throws Exception {
		try {
			return get().get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	@Override
	public CompletableFuture<Object> get() {
		this.runs.incrementAndGet();
		this.started.countDown();
		return this.value;
	}

	void awaitStarted() throws InterruptedException {
		if (!this.started.await(10, TimeUnit.SECONDS)) {
			throw new AssertionError("The loader does not run");
		}
	}

	void finish(Object result) {
		this.value.complete(result);
	}

	void fail(Throwable ex) {
		this.value.completeExceptionally(ex);
	}

	CompletableFuture<Object> value() {
		return this.value;
	}

	int runs() {
		return this.runs.get();
	}

}
