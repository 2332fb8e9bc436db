package io.github.taggedcache.core.store;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that notes what is asked of it, and does with the next calls of a kind what a
 * test wants: something else right before, a late answer, no answer. Everything else goes
 * to the store behind it.
 */
public final class WatchedStore implements EntryStore, InvalidationLog, LeaseStore {

	private final MemoryStore memory;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final List<Append> appends = new CopyOnWriteArrayList<>();

	private final List<ObservedNames> observed = new CopyOnWriteArrayList<>();

	private final List<Long> timesToLive = new CopyOnWriteArrayList<>();

	private final Map<Call, Queue<Step>> steps = new ConcurrentHashMap<>();

	public WatchedStore(MemoryStore memory) {
		this.memory = memory;
	}

	@Override
	public CompletableFuture<byte @Nullable []> get(EntryKey key) {
		return take(Call.GET, () -> this.memory.get(key));
	}

	@Override
	public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		this.timesToLive.add(timeToLiveMillis);
		return take(Call.SET, () -> this.memory.set(key, envelope, timeToLiveMillis));
	}

	@Override
	public CompletableFuture<Boolean> remove(EntryKey key) {
		return take(Call.REMOVE, () -> this.memory.remove(key));
	}

	@Override
	public CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		return take(Call.ACQUIRE, () -> this.memory.acquire(key, owner, leaseMillis));
	}

	@Override
	public CompletableFuture<Boolean> release(EntryKey key, String owner) {
		return take(Call.RELEASE, () -> this.memory.release(key, owner));
	}

	@Override
	public CompletableFuture<Boolean> free(EntryKey key) {
		return take(Call.FREE, () -> this.memory.free(key));
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		this.appends.add(append);
		return take(Call.APPEND, () -> this.memory.append(append));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		this.observed.add(names);
		return take(Call.OBSERVE, () -> this.memory.observe(names));
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.memory.peek(tags, keys);
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.memory.newest(max);
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.memory.connect();
	}

	private <T> CompletableFuture<T> take(Call call, Supplier<CompletableFuture<T>> answer) {
		this.calls.add(call);
		Step step = steps(call).poll();
		return (step != null) ? step.take(answer) : answer.get();
	}

	private Queue<Step> steps(Call call) {
		return this.steps.computeIfAbsent(call, (any) -> new ConcurrentLinkedQueue<>());
	}

	/**
	 * What was asked since the last time that this method was called.
	 */
	public List<Call> calls() {
		List<Call> calls = List.copyOf(this.calls);
		this.calls.clear();
		return calls;
	}

	public List<Append> appends() {
		return this.appends;
	}

	public List<ObservedNames> observed() {
		return this.observed;
	}

	public List<Long> timesToLive() {
		return this.timesToLive;
	}

	/**
	 * Leaves the next call of this kind alone.
	 */
	public void pass(Call call) {
		steps(call).add(new Step() {

			@Override
			public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> answer) {
				return answer.get();
			}

		});
	}

	/**
	 * Does something right before the next call of this kind.
	 */
	public void before(Call call, Runnable action) {
		steps(call).add(new Step() {

			@Override
			public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> answer) {
				action.run();
				return answer.get();
			}

		});
	}

	/**
	 * Does the next call of this kind, and keeps its answer.
	 */
	public Held hold(Call call) {
		Held held = new Held();
		steps(call).add(held);
		return held;
	}

	/**
	 * Fails the next call of this kind.
	 */
	public StoreException fail(Call call) {
		StoreException failure = new StoreException("Out of reach", null);
		fail(call, failure);
		return failure;
	}

	/**
	 * Fails the next call of this kind.
	 */
	public void fail(Call call, Throwable failure) {
		steps(call).add(new Step() {

			@Override
			public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> answer) {
				return CompletableFuture.failedFuture(failure);
			}

		});
	}

	/**
	 * What may be asked of a store.
	 */
	public enum Call {

		/** Reading an entry. */
		GET,

		/** Writing an entry. */
		SET,

		/** Removing an entry. */
		REMOVE,

		/** An invalidation. */
		APPEND,

		/** Reading versions. */
		OBSERVE,

		/** Asking for a lease. */
		ACQUIRE,

		/** Releasing a lease that may be over. */
		RELEASE,

		/** Releasing a lease that cannot be over. */
		FREE

	}

	/**
	 * An answer that is there and has not arrived.
	 */
	public static final class Held implements Step {

		private final CountDownLatch sent = new CountDownLatch(1);

		private final CompletableFuture<Void> arrived = new CompletableFuture<>();

		@Override
		public <T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> answer) {
			CompletableFuture<T> kept = answer.get();
			this.sent.countDown();
			return this.arrived.thenCompose((done) -> kept);
		}

		public void awaitSent() throws InterruptedException {
			if (!this.sent.await(10, TimeUnit.SECONDS)) {
				throw new AssertionError("The call was not made");
			}
		}

		/**
		 * Lets the answer arrive, on this thread.
		 */
		public void release() {
			this.arrived.complete(null);
		}

		/**
		 * Lets a failure arrive instead, on this thread.
		 */
		public StoreException fail() {
			StoreException failure = new StoreException("Connection lost", null);
			this.arrived.completeExceptionally(failure);
			return failure;
		}

	}

	private interface Step {

		<T> CompletableFuture<T> take(Supplier<CompletableFuture<T>> answer);

	}

}
