package io.github.taggedcache.test;

import io.github.taggedcache.TaggedCache;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Assertions on a cache.
 */
public final class TaggedCacheAssert extends AbstractAssert<TaggedCacheAssert, Cache> {

	TaggedCacheAssert(@Nullable Cache actual) {
		super(actual, TaggedCacheAssert.class);
	}

	/**
	 * Looks at a key. Does not read it.
	 * @param key the key, as the cache has it: that of a method without parameters is
	 * {@link org.springframework.cache.interceptor.SimpleKey#EMPTY SimpleKey.EMPTY}, that
	 * of a method with several is a
	 * {@link org.springframework.cache.interceptor.SimpleKey SimpleKey} of them
	 * @return assertions on what the next read of the key would find, as of now
	 * @throws IllegalArgumentException if the key is of a type that keys cannot have; the
	 * message names the type and the remedy
	 */
	public EntryAssert entry(Object key) {
		TaggedCache cache = cache();
		return new EntryAssert(cache.explain(key)).as("%s of region '%s'", key, cache.getName());
	}

	private TaggedCache cache() {
		if (this.actual == null) {
			throw failure("There is no such cache: getCache(name) gave null. With tagged-cache.dynamic-caches=false"
					+ " there are only the caches below tagged-cache.caches");
		}
		if (this.actual instanceof TaggedCache cache) {
			return cache;
		}
		throw failure("The cache '%s' is no TaggedCache but a %s, which has no tags. Take it from the bean of type"
				+ " TaggedCacheManager; if the application has a CacheManager of its own, set"
				+ " tagged-cache.secondary=true", this.actual.getName(), this.actual.getClass().getName());
	}

}
