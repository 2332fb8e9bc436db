package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyBucket;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the store remembers because this node registered them for its
 * entries. Each name is registered once while that lasts. A registration too many costs a
 * command, one too few a miss where the store has to judge.
 * <p>
 * Nobody waits for a registration. So names wait for each other, and many are registered
 * by one call. A name is marked when it begins to wait, and others that store meanwhile
 * do not send it again; if its registration fails, the mark goes, and the next one sends
 * it.
 * <p>
 * A registration leaves a version at least three quarters of the retention, which is
 * twice the longest time to live; so for a quarter of it, an entry that is stored now
 * does not outlive its versions.
 */
public final class Registrations {

	private static final int MAX_NAMES = 20_000;

	/** Most names of one call, which takes the store about a millisecond. */
	static final int MAX_BATCH = InvalidationLog.OBSERVED_AT_ONCE;

	/**
	 * Most calls under way. As nobody waits for them, nothing else holds back what stores
	 * while the store does not answer.
	 */
	static final int MAX_UNDER_WAY = 100;

	private static final long DELAY_MILLIS = 5;

	private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

	private final Node node;

	private final LongSupplier nanoTime;

	private final Executor later;

	/** Of tags and buckets; those that wait and those under way too. */
	private final ConcurrentMap<Object, Registration> marks = Caffeine.newBuilder()
		.maximumSize(MAX_NAMES)
		.executor(Runnable::run)
		.<Object, Registration>build()
		.asMap();

	private final Semaphore free = new Semaphore(MAX_UNDER_WAY);

	private final Object lock = new Object();

	/** Guarded by the lock. */
	private Batch waiting = new Batch();

	/**
	 * Creates the registrations of a node.
	 * @param node the node
	 * @param nanoTime the node's monotonic time in ns
	 * @param later runs what sends the names that have come together until then
	 */
	public Registrations(Node node, LongSupplier nanoTime, Executor later) {
		this.node = node;
		this.nanoTime = nanoTime;
		this.later = later;
		// A store that lost invalidations has lost registrations as well
		node.onRepair(this.marks::clear);
	}

	/**
	 * Registers names 5 ms after the first one of them came, or when they are many.
	 * @param node the node
	 * @param nanoTime the node's monotonic time in ns
	 * @param executor sends them
	 * @return the registrations of the node
	 */
	public static Registrations batched(Node node, LongSupplier nanoTime, Executor executor) {
		return new Registrations(node, nanoTime,
				CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS, executor));
	}

	/**
	 * Registers each name at once.
	 * @param node the node
	 * @param nanoTime the node's monotonic time in ns
	 * @return the registrations of the node
	 */
	public static Registrations immediate(Node node, LongSupplier nanoTime) {
		return new Registrations(node, nanoTime, Runnable::run);
	}

	/**
	 * Registers what is neither registered nor about to be.
	 * @param tags the tags of an entry
	 * @param key its key
	 * @param onFailure is told if the store fails; the same for all entries of a region
	 */
	void add(List<String> tags, EntryKey key, Consumer<StoreException> onFailure) {
		long now = this.nanoTime.getAsLong();
		Registration registration = registration(now);
		List<String> newTags = tags.stream().filter((tag) -> mark(tag, registration, now)).toList();
		boolean isNewBucket = mark(KeyBucket.of(key), registration, now);
		if (newTags.isEmpty() && !isNewBucket) {
			return;
		}
		Batch full;
		boolean isFirst;
		boolean isFull;
		synchronized (this.lock) {
			isFirst = this.waiting.names.isEmpty();
			newTags.forEach((tag) -> this.waiting.add(tag, registration));
			if (isNewBucket) {
				this.waiting.add(key, registration);
			}
			this.waiting.onFailure.add(onFailure);
			isFull = this.waiting.names.size() >= MAX_BATCH;
			full = isFull ? take() : null;
		}
		if (full != null) {
			send(full);
		}
		else if (isFirst && !isFull) {
			this.later.execute(this::sendWaiting);
		}
	}

	/**
	 * Registers names at once, for a load that is about to begin, unless all of them are
	 * registered. One round trip, for which nobody waits. If too many are under way, or
	 * the store fails, the load registers them at its end.
	 * @param tags the tags of the entry that are known
	 * @param key its key
	 * @param onFailure is told if the store fails
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	void begin(List<String> tags, EntryKey key, Consumer<StoreException> onFailure) {
		List<EntryKey> keys = List.of(key);
		if (contain(tags, keys) || !this.free.tryAcquire()) {
			return;
		}
		markAfter(attempted(() -> this.node.observe(tags, keys, true)), tags, keys).whenComplete((seen, ex) -> {
			this.free.release();
			if (Futures.cause(ex) instanceof StoreException failure) {
				onFailure.accept(failure);
			}
		});
	}

	/**
	 * Whether names are registered, or about to be.
	 * @param tags the tags
	 * @param keys the keys whose buckets are meant
	 * @return false if an entry that is stored now has to register one of them
	 */
	boolean contain(Collection<String> tags, Collection<EntryKey> keys) {
		long now = this.nanoTime.getAsLong();
		long retention = this.node.retention().millis();
		return tags.stream().allMatch((tag) -> isMarked(tag, retention, now))
				&& keys.stream().allMatch((key) -> isMarked(KeyBucket.of(key), retention, now));
	}

	private boolean isMarked(Object name, long retention, long now) {
		Registration registration = this.marks.get(name);
		return registration != null && registration.lasts(retention, now);
	}

	/**
	 * Marks names when an observation that registers them, and was sent just now, has
	 * come back.
	 * @param observation the observation
	 * @param tags the tags
	 * @param keys the keys whose buckets are meant
	 * @return the observation
	 */
	<T> CompletableFuture<T> markAfter(CompletableFuture<T> observation, Collection<String> tags,
			Collection<EntryKey> keys) {
		Registration registration = registration(this.nanoTime.getAsLong());
		return observation.thenApply((seen) -> {
			tags.forEach((tag) -> this.marks.put(tag, registration));
			keys.forEach((key) -> this.marks.put(KeyBucket.of(key), registration));
			return seen;
		});
	}

	/**
	 * Whether no name waits, and no call is under way.
	 * @return whether all names that came are registered, or failed
	 */
	public boolean isIdle() {
		synchronized (this.lock) {
			return this.waiting.names.isEmpty() && this.free.availablePermits() == MAX_UNDER_WAY;
		}
	}

	/**
	 * Marks a name as registered.
	 * @return false if it is marked already, or another thread is faster
	 */
	private boolean mark(Object name, Registration registration, long now) {
		Registration old = this.marks.get(name);
		if (old == null) {
			return this.marks.putIfAbsent(name, registration) == null;
		}
		return !old.lasts(registration.retention, now) && this.marks.replace(name, old, registration);
	}

	private Registration registration(long now) {
		long retention = this.node.retention().millis();
		return new Registration(retention, now + duration(retention));
	}

	private static long duration(long retention) {
		return (retention > 0) ? Math.min(LONGEST_NANOS, TimeUnit.MILLISECONDS.toNanos(retention / 4)) : LONGEST_NANOS;
	}

	/**
	 * What waits, if a call may be made of it. Else the names are sent with later
	 * entries.
	 */
	private @Nullable Batch take() {
		Batch taken = this.waiting;
		if (taken.names.isEmpty()) {
			return null;
		}
		this.waiting = new Batch();
		if (this.free.tryAcquire()) {
			return taken;
		}
		unmark(taken);
		return null;
	}

	private void sendWaiting() {
		Batch batch;
		synchronized (this.lock) {
			batch = take();
		}
		if (batch != null) {
			send(batch);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	private void send(Batch batch) {
		attempted(() -> this.node.register(batch.tags, batch.keys)).whenComplete((done, ex) -> {
			this.free.release();
			if (ex != null) {
				unmark(batch);
			}
			if (Futures.cause(ex) instanceof StoreException failure) {
				batch.onFailure.forEach((told) -> told.accept(failure));
			}
		});
	}

	private static <T> CompletableFuture<T> attempted(Supplier<CompletableFuture<T>> sending) {
		try {
			return sending.get();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void unmark(Batch batch) {
		batch.names.forEach((name) -> this.marks.remove(name.name, name.registration));
	}

	/**
	 * Names that are registered by one call.
	 */
	private static final class Batch {

		private final List<Marked> names = new ArrayList<>();

		private final List<String> tags = new ArrayList<>();

		private final List<EntryKey> keys = new ArrayList<>();

		private final Set<Consumer<StoreException>> onFailure = new LinkedHashSet<>();

		void add(String tag, Registration registration) {
			this.names.add(new Marked(tag, registration));
			this.tags.add(tag);
		}

		void add(EntryKey key, Registration registration) {
			this.names.add(new Marked(KeyBucket.of(key), registration));
			this.keys.add(key);
		}

	}

	/**
	 * A name that is marked.
	 *
	 * @param name a tag or a bucket
	 * @param registration what it is marked with
	 */
	private record Marked(Object name, Registration registration) {

	}

	/**
	 * That something is registered, or is about to be.
	 *
	 * @param retention for how long the store was told to remember it, in ms
	 * @param endsAt until when that is relied on
	 */
	private record Registration(long retention, long endsAt) {

		boolean lasts(long retentionNow, long now) {
			return this.retention == retentionNow && this.endsAt - now > 0;
		}

	}

}
