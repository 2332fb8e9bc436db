package io.github.taggedcache.core.region;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes one call.
 */
final class Caller {

	private final FutureTask<Object> call;

	private final Thread thread;

	private Caller(Callable<Object> call) {
		this.call = new FutureTask<>(call);
		this.thread = new Thread(this.call, "caller");
		this.thread.setDaemon(true);
	}

	static Caller start(Callable<Object> call) {
		Caller caller = new Caller(call);
		caller.thread.start();
		return caller;
	}

	/**
	 * Comes back when the thread is parked. The store answers at once, so what it waits
	 * for is a loader, a load that it joined, or an answer that the test holds; no call
	 * tells from outside that it has begun to wait, so this looks until it has.
	 */
	Caller awaitParked() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.thread.getState() == Thread.State.WAITING);
		return this;
	}

	void interrupt() {
		this.thread.interrupt();
	}

	@Nullable Object result() throws Exception {
		try {
			return this.call.get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
