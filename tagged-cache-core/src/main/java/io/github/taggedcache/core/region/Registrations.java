package io.github.taggedcache.core.region;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;

/**
 * The versions that the store remembers because this node registered them for its
 * entries. Each is registered once while that lasts. To register one too often costs a
 * command; too seldom, a miss where the store has to judge.
 * <p>
 * Nobody waits for a registration. So a name is marked when it is sent, not when the
 * answer is there, and others that store meanwhile do not send it again; if it fails, the
 * mark goes, and the next one sends it.
 * <p>
 * A registration leaves a version at least three quarters of the retention, which is
 * twice the longest time to live; so for a quarter of it, an entry that is stored now
 * does not outlive its versions.
 */
final class Registrations {

	private static final int MAX_NAMES = 20_000;

	/**
	 * Most registrations of a region under way. As nobody waits for them, nothing else
	 * holds back what stores while the store does not answer.
	 */
	static final int MAX_UNDER_WAY = 100;

	private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

	private final Node node;

	private final LongSupplier nanoTime;

	/** Of tags and buckets; those under way too. */
	private final ConcurrentMap<Object, Registration> marks = Caffeine.newBuilder()
		.maximumSize(MAX_NAMES)
		.<Object, Registration>build()
		.asMap();

	private final Semaphore free = new Semaphore(MAX_UNDER_WAY);

	Registrations(Node node, LongSupplier nanoTime) {
		this.node = node;
		this.nanoTime = nanoTime;
	}

	/**
	 * Registers what is neither registered nor being registered. No round trip if
	 * everything is, else one.
	 * @return completes when what was sent is answered; at once if nothing was
	 */
	CompletableFuture<Void> register(List<String> tags, EntryKey key) {
		long now = this.nanoTime.getAsLong();
		long retention = this.node.retention().millis();
		Registration registration = new Registration(retention, now + duration(retention));
		Bucket bucket = new Bucket(key.bucket());
		List<String> newTags = tags.stream().filter((tag) -> mark(tag, registration, now)).toList();
		List<EntryKey> newKeys = mark(bucket, registration, now) ? List.of(key) : List.of();
		if (newTags.isEmpty() && newKeys.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		Runnable unmark = () -> {
			newTags.forEach((tag) -> this.marks.remove(tag, registration));
			newKeys.forEach((any) -> this.marks.remove(bucket, registration));
		};
		if (!this.free.tryAcquire()) {
			unmark.run();
			return CompletableFuture.completedFuture(null);
		}
		return this.node.observe(newTags, newKeys, true).thenAccept((seen) -> {
		}).whenComplete((done, ex) -> {
			this.free.release();
			if (ex != null) {
				unmark.run();
			}
		});
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
		boolean lasts = old.retention == registration.retention && old.endsAt - now > 0;
		return !lasts && this.marks.replace(name, old, registration);
	}

	private static long duration(long retention) {
		return (retention > 0) ? Math.min(LONGEST_NANOS, TimeUnit.MILLISECONDS.toNanos(retention / 4)) : LONGEST_NANOS;
	}

	/**
	 * A bucket of this region.
	 *
	 * @param number its number
	 */
	private record Bucket(int number) {

	}

	/**
	 * That something is registered, or is being registered.
	 *
	 * @param retention for how long the store was told to remember it, in ms
	 * @param endsAt until when that is relied on
	 */
	private record Registration(long retention, long endsAt) {

	}

}
