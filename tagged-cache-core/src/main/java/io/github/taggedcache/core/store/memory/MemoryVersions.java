package io.github.taggedcache.core.store.memory;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The versions of tags, or of buckets. Of a bucket the hard version counts; in the place
 * of the soft one is the id of the put that made its newest event, or zero.
 *
 * @param <N> the type of the names
 */
final class MemoryVersions<N> {

	private final Cache<N, Expiring<TagVersion>> versions;

	MemoryVersions(InstantSource time, long maximumSize) {
		this.versions = Expiring.cache(time, maximumSize);
	}

	@Nullable TagVersion get(N name) {
		Expiring<TagVersion> known = this.versions.getIfPresent(name);
		return (known != null) ? known.value() : null;
	}

	/**
	 * Notes an invalidation.
	 * @param lost the version that stands for a missing one
	 */
	void invalidate(N name, Mode mode, long version, long lost, long retention) {
		TagVersion old = get(name);
		TagVersion current = (old != null) ? old : new TagVersion(lost, 0);
		TagVersion next = (mode == Mode.HARD) ? new TagVersion(version, current.soft())
				: new TagVersion(current.hard(), version);
		remember(name, next, retention);
	}

	/**
	 * Notes a key event.
	 * @param put id of the put that made the event; zero if none did
	 */
	void event(N name, long version, long put, long retention) {
		remember(name, new TagVersion(version, put), retention);
	}

	TagVersion register(N name, long clock, long retention, boolean prolong) {
		TagVersion known = get(name);
		if (known == null || prolong) {
			TagVersion version = (known != null) ? known : new TagVersion(clock, 0);
			remember(name, version, retention);
			return version;
		}
		return known;
	}

	private void remember(N name, TagVersion version, long retention) {
		Expiring<TagVersion> old = this.versions.getIfPresent(name);
		long longest = (old == null || retention == 0) ? retention
				: (old.millis() == 0) ? 0 : Math.max(old.millis(), retention);
		this.versions.put(name, new Expiring<>(version, longest));
	}

	/**
	 * Whether the version of a name may still show an invalidation. A missing version
	 * may, because it will be registered at the clock.
	 */
	boolean mayHold(N name, Mode mode, long version) {
		TagVersion known = get(name);
		return known == null || ((mode == Mode.HARD) ? known.hard() : Math.max(known.hard(), known.soft())) >= version;
	}

	void forget(N name) {
		this.versions.invalidate(name);
	}

	void forgetAll() {
		this.versions.invalidateAll();
	}

}
