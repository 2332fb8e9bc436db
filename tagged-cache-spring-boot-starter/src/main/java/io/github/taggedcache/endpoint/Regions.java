package io.github.taggedcache.endpoint;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.region.Region;
import org.jspecify.annotations.Nullable;

/**
 * Finds the regions of a node by name, and makes none.
 */
final class Regions {

	private Regions() {
	}

	static @Nullable Region find(TaggedCacheManager manager, String name) {
		TaggedCache cache = manager.getCacheNames().contains(name) ? manager.getCache(name) : null;
		return (cache != null && cache.getNativeCache() instanceof Region region) ? region : null;
	}

	static Region require(TaggedCacheManager manager, String name) {
		Region region = find(manager, name);
		if (region == null) {
			throw new UnknownRegionException(name, manager.getCacheNames());
		}
		return region;
	}

}
