package io.github.taggedcache.core.store.memory;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.TagVersion;
import org.jspecify.annotations.Nullable;

/**
 * The versions of tags and buckets, by control key; buckets have a hard version only.
 */
final class MemoryVersions {

	private final Cache<String, Expiring<TagVersion>> versions;

	MemoryVersions(InstantSource time, long maximumSize) {
		this.versions = Expiring.cache(time, maximumSize);
	}

	@Nullable TagVersion get(String name) {
		Expiring<TagVersion> known = this.versions.getIfPresent(name);
		return (known != null) ? known.value() : null;
	}

	/**
	 * Notes an invalidation.
	 * @param lost what stands for a version that was lost
	 */
	void invalidate(String name, Mode mode, long version, long lost, long retention) {
		TagVersion old = get(name);
		TagVersion current = (old != null) ? old : new TagVersion(lost, 0);
		TagVersion next = (mode == Mode.HARD) ? new TagVersion(version, current.soft())
				: new TagVersion(current.hard(), version);
		remember(name, next, retention);
	}

	TagVersion register(String name, long clock, long retention, boolean prolong) {
		TagVersion known = get(name);
		if (known == null || prolong) {
			TagVersion version = (known != null) ? known : new TagVersion(clock, 0);
			remember(name, version, retention);
			return version;
		}
		return known;
	}

	private void remember(String name, TagVersion version, long retention) {
		Expiring<TagVersion> old = this.versions.getIfPresent(name);
		long longest = (old == null || retention == 0) ? retention
				: (old.millis() == 0) ? 0 : Math.max(old.millis(), retention);
		this.versions.put(name, new Expiring<>(version, longest));
	}

	/**
	 * Whether a version may still hold an invalidation: what is missing is as new as
	 * whatever comes, since it is registered at the clock.
	 */
	boolean mayHold(String name, Mode mode, long version) {
		TagVersion known = get(name);
		return known == null || ((mode == Mode.HARD) ? known.hard() : Math.max(known.hard(), known.soft())) >= version;
	}

	void forget(String name) {
		this.versions.invalidate(name);
	}

	void forgetAll() {
		this.versions.invalidateAll();
	}

}
