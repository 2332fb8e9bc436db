package io.github.taggedcache.core.region;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the store remembers because this node registered them for its
 * entries. Each is registered once while that lasts. To register one too often costs a
 * command; too seldom, a miss where the store has to judge.
 * <p>
 * A registration leaves a version at least three quarters of the retention, which is
 * twice the longest time to live; so for a quarter of it, an entry that is stored now
 * does not outlive its versions.
 */
final class Registrations {

	private static final int MAX_NAMES = 20_000;

	private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

	private final Node node;

	private final LongSupplier nanoTime;

	private final Cache<Object, Registration> known = Caffeine.newBuilder().maximumSize(MAX_NAMES).build();

	Registrations(Node node, LongSupplier nanoTime) {
		this.node = node;
		this.nanoTime = nanoTime;
	}

	/**
	 * Registers what is not registered yet. No round trip if everything is, else one.
	 * @return completes when it is registered
	 */
	CompletableFuture<@Nullable Observation> register(List<String> tags, EntryKey key) {
		long retention = this.node.retention().millis();
		long now = this.nanoTime.getAsLong();
		List<String> missing = new ArrayList<>();
		for (String tag : tags) {
			if (isMissing(tag, retention, now)) {
				missing.add(tag);
			}
		}
		Bucket bucket = new Bucket(key.bucket());
		boolean bucketMissing = isMissing(bucket, retention, now);
		if (missing.isEmpty() && !bucketMissing) {
			return CompletableFuture.completedFuture(null);
		}
		return this.node.observe(missing, bucketMissing ? List.of(key) : List.of(), true).thenApply((seen) -> {
			Registration registration = new Registration(retention, now + duration(retention));
			missing.forEach((tag) -> this.known.put(tag, registration));
			if (bucketMissing) {
				this.known.put(bucket, registration);
			}
			return seen;
		});
	}

	private boolean isMissing(Object name, long retention, long now) {
		Registration registration = this.known.getIfPresent(name);
		return registration == null || registration.retention != retention || registration.endsAt - now <= 0;
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
	 * That something is registered.
	 *
	 * @param retention for how long the store was told to remember it, in ms
	 * @param endsAt until when that is relied on
	 */
	private record Registration(long retention, long endsAt) {

	}

}
