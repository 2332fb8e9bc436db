package io.github.taggedcache.core.near;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one region in the memory of the node, by what stands for their keys
 * there.
 * <p>
 * Whether an entry has expired its reader decides, by the time that it takes for the
 * judgement anyway. Here those that are older than entries of the region become as a rule
 * only make room, as of the newest time that somebody put one. A bound of its own for
 * each would cost every hit a step of a timer wheel. What was invalidated goes when a
 * reader finds it so: an invalidation never looks for entries.
 */
public final class NearCache {

	private final Cache<Object, NearEntry> entries;

	private final LongAdder evictions = new LongAdder();

	private final ExpiredKeys expired = new ExpiredKeys();

	private volatile long newestTime;

	/**
	 * Creates an empty cache.
	 * @param settings its bounds
	 * @param longest how long entries live as a rule; zero means for ever
	 * @param now the node's monotonic time in ns
	 */
	public NearCache(NearSettings settings, Duration longest, long now) {
		this.newestTime = now;
		// To wake another thread takes longer than the bookkeeping of some puts and reads
		Caffeine<Object, NearEntry> builder = Caffeine.newBuilder()
			.executor(Runnable::run)
			.<Object, NearEntry>evictionListener((key, entry, cause) -> evicted(entry));
		if (!longest.isZero()) {
			builder.expireAfterWrite(longest).ticker(() -> this.newestTime);
		}
		if (settings.maximumWeight() > 0) {
			// So that no more entries fit than are wanted
			int least = Math.toIntExact(Math.min(Integer.MAX_VALUE, settings.maximumWeight() / settings.maximumSize()));
			this.entries = builder.maximumWeight(settings.maximumWeight())
				.weigher((Object key, NearEntry entry) -> Math.max(least, entry.weight()))
				.build();
		}
		else {
			this.entries = builder.maximumSize(settings.maximumSize()).build();
		}
	}

	private void evicted(@Nullable NearEntry entry) {
		this.evictions.increment();
		if (entry != null && entry.isExpired(this.newestTime)) {
			this.expired.add(entry.key().local());
		}
	}

	public @Nullable NearEntry get(Object key) {
		return this.entries.getIfPresent(key);
	}

	/**
	 * An entry, for operators: the look counts neither for its age nor for its use.
	 * @param key what stands for the key
	 * @return the entry, which may have expired; null if there is none
	 */
	public @Nullable NearEntry peek(Object key) {
		return this.entries.policy().getIfPresentQuietly(key);
	}

	/**
	 * Puts an entry.
	 * @param entry the entry
	 * @param now the node's monotonic time in ns
	 */
	public void put(NearEntry entry, long now) {
		this.newestTime = now;
		Object key = entry.key().local();
		this.entries.put(key, entry);
		// After the put, which evicts an expired entry of the key
		this.expired.remove(key);
	}

	/**
	 * Removes an entry that has expired here.
	 * @param entry the entry
	 * @param now the node's monotonic time in ns
	 */
	public void expire(NearEntry entry, long now) {
		if (entry.isExpired(now)) {
			this.expired.add(entry.key().local());
		}
		remove(entry);
	}

	/**
	 * Whether the newest entry of a key that this node knew has expired, also in the
	 * store.
	 * @param key what stands for the key
	 * @return whether it is remembered as such; false says nothing
	 */
	public boolean hasExpired(Object key) {
		return this.expired.contains(key);
	}

	/**
	 * Removes the entry of a key, and forgets whether one has expired: a call changed the
	 * key.
	 * @param key what stands for the key
	 */
	public void remove(Object key) {
		this.entries.invalidate(key);
		this.expired.remove(key);
	}

	/**
	 * Removes an entry, unless another one has taken its place.
	 * @param entry the entry
	 */
	public void remove(NearEntry entry) {
		this.entries.asMap().remove(entry.key().local(), entry);
	}

	/**
	 * Puts an entry in the place of another one, if that is still there.
	 * @param entry the entry that was there
	 * @param successor what takes its place
	 */
	public void replace(NearEntry entry, NearEntry successor) {
		this.entries.asMap().replace(entry.key().local(), entry, successor);
	}

	public void clear() {
		this.entries.invalidateAll();
	}

	/**
	 * Number of entries, usable or not.
	 * @return about how many
	 */
	public long size() {
		return this.entries.estimatedSize();
	}

	/**
	 * Entries that made room for others, or that had expired.
	 * @return how many, since the node was created
	 */
	public long evictions() {
		return this.evictions.sum();
	}

}
