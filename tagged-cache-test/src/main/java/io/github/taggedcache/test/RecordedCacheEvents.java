package io.github.taggedcache.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCacheListener;

/**
 * Writes down what happens in the caches of a test, in its order:
 *
 * <pre class="code">
 * assertThat(this.events.of(CacheEvent.Missed.class)).extracting(CacheEvent.Missed::reason)
 *     .containsExactly(MissReason.ABSENT);
 * </pre>
 *
 * Empty before each test method. Keeps the newest 10,000 events. Safe for all threads.
 * <p>
 * With the store in memory an event is recorded when the call that causes the event
 * returns. With Redis some events come later, on another thread
 * ({@link io.github.taggedcache.TaggedCacheListener.Delivery#CALLER CALLER} names them),
 * and {@link #await} waits for them.
 */
public final class RecordedCacheEvents implements TaggedCacheListener {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int MAX_EVENTS = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition recorded = this.lock.newCondition();

	/** Guarded by the lock. */
	private final Deque<CacheEvent> events = new ArrayDeque<>();

	private final Duration patience;

	RecordedCacheEvents() {
		this(PATIENCE);
	}

	RecordedCacheEvents(Duration patience) {
		this.patience = patience;
	}

	@Override
	public void onEvent(CacheEvent event) {
		this.lock.lock();
		try {
			if (this.events.size() == MAX_EVENTS) {
				this.events.removeFirst();
			}
			this.events.addLast(event);
			this.recorded.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * All events.
	 * @return the events so far, oldest first
	 */
	public List<CacheEvent> all() {
		this.lock.lock();
		try {
			return List.copyOf(this.events);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The events of one kind.
	 * @param <E> the kind
	 * @param type the kind: one of the records, or an interface of several of them
	 * @return the events so far, oldest first
	 */
	public <E extends CacheEvent> List<E> of(Class<E> type) {
		return all().stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Waits until there is an event of one kind, at most 10 s.
	 * @param <E> the kind
	 * @param type the kind
	 * @return the oldest event of the kind
	 * @throws AssertionError if there is none in time; the message has all events
	 */
	public <E extends CacheEvent> E await(Class<E> type) {
		return await(type, (event) -> true);
	}

	/**
	 * Waits until there is an event of one kind that meets a condition, at most 10 s.
	 * @param <E> the kind
	 * @param type the kind
	 * @param condition the condition; must not use a cache
	 * @return the oldest such event
	 * @throws AssertionError if there is none in time; the message has all events
	 */
	public <E extends CacheEvent> E await(Class<E> type, Predicate<? super E> condition) {
		long left = this.patience.toNanos();
		this.lock.lock();
		try {
			Optional<E> found = find(type, condition);
			while (found.isEmpty() && left > 0) {
				left = this.recorded.awaitNanos(left);
				found = find(type, condition);
			}
			return found.orElseThrow(() -> new AssertionError("No such %s within %d ms; there are the events %s"
				.formatted(type.getSimpleName(), TimeUnit.NANOSECONDS.toMillis(this.patience.toNanos()), this.events)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a " + type.getSimpleName(), ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private <E extends CacheEvent> Optional<E> find(Class<E> type, Predicate<? super E> condition) {
		return this.events.stream().filter(type::isInstance).map(type::cast).filter(condition).findFirst();
	}

	/**
	 * Forgets all events so far.
	 */
	public void clear() {
		this.lock.lock();
		try {
			this.events.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
