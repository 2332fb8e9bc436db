package io.github.taggedcache.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCacheListener;
import io.github.taggedcache.TaggedCacheListener.Delivery;
import io.github.taggedcache.core.store.AnswerThread;

/**
 * Brings events to listeners: on the thread on which they happen, or on one thread behind
 * a bounded queue. No listener is called on a thread that brings answers of the store.
 * Nothing is told before {@link #begin}. Thread safe.
 */
public final class EventDelivery implements AutoCloseable {

	private static final long IDLE_SECONDS = 30;

	@SuppressWarnings("ThreadLocalUsage") // one object an application context, gone with
											// it
	private final ThreadLocal<Boolean> telling = ThreadLocal.withInitial(() -> false);

	private final ListenerFailures failures = new ListenerFailures();

	private final LongAdder dropped = new LongAdder();

	private final ThreadPoolExecutor executor;

	private volatile List<Recipient> recipients = List.of();

	/**
	 * Creates it without listeners.
	 * @param queueCapacity how many calls of listeners may wait for the thread
	 */
	public EventDelivery(int queueCapacity) {
		this.executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(queueCapacity), (task) -> {
					Thread thread = new Thread(task, "tagged-cache-events");
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Begins to tell listeners.
	 * @param listeners the listeners, in their order
	 */
	public void begin(List<? extends TaggedCacheListener> listeners) {
		List<Recipient> all = new ArrayList<>();
		listeners.forEach((listener) -> all.add(new Recipient(listener, listener.delivery())));
		this.recipients = List.copyOf(all);
	}

	/**
	 * Whether somebody would be told of an event that happens now on this thread.
	 */
	boolean isListening() {
		return !this.recipients.isEmpty() && !this.telling.get();
	}

	/**
	 * Tells all listeners of an event.
	 */
	void deliver(CacheEvent event) {
		boolean mayCall = !AnswerThread.isCurrent();
		for (Recipient recipient : this.recipients) {
			if (mayCall && recipient.delivery() == Delivery.CALLER) {
				tell(recipient.listener(), event);
			}
			else {
				enqueue(recipient.listener(), event);
			}
		}
	}

	private void enqueue(TaggedCacheListener listener, CacheEvent event) {
		try {
			this.executor.execute(() -> tell(listener, event));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			this.dropped.increment();
		}
	}

	private void tell(TaggedCacheListener listener, CacheEvent event) {
		this.telling.set(true);
		try {
			listener.onEvent(event);
		}
		catch (Throwable ex) {
			this.failures.met(listener, ex);
		}
		finally {
			this.telling.set(false);
		}
	}

	/**
	 * Calls of listeners that did not fit into the queue.
	 * @return how many, since this was created
	 */
	public long dropped() {
		return this.dropped.sum();
	}

	/**
	 * Calls of listeners that wait for the thread.
	 * @return how many
	 */
	public int waiting() {
		return this.executor.getQueue().size();
	}

	/**
	 * Ends. Events that are still in the queue are told; what happens from now on is not.
	 */
	@Override
	public void close() {
		this.recipients = List.of();
		this.executor.shutdown();
	}

	/**
	 * A listener, and where it is called.
	 *
	 * @param listener the listener
	 * @param delivery where it is called
	 */
	private record Recipient(TaggedCacheListener listener, Delivery delivery) {

	}

}
