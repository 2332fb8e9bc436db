package io.github.taggedcache.test;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.TaggedCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Entry point of the assertions on caches. They look by {@link TaggedCache#explain}, and
 * change nothing.
 */
public final class TaggedCacheAssertions {

	private TaggedCacheAssertions() {
	}

	/**
	 * Begins assertions on a cache.
	 * @param cache the cache, which must be a {@link TaggedCache}
	 * @return the assertions
	 */
	public static TaggedCacheAssert assertThat(@Nullable Cache cache) {
		return new TaggedCacheAssert(cache);
	}

	/**
	 * Begins assertions on an explanation.
	 * @param explanation the explanation
	 * @return the assertions
	 */
	public static EntryAssert assertThat(@Nullable Explanation explanation) {
		return new EntryAssert(explanation);
	}

}
