package io.github.taggedcache.cache;

import java.util.function.BiConsumer;

/**
 * What another node does to article 1 of a region while the method loads it.
 */
enum Change {

	TAG_OF_THE_CALL((application, region) -> application.otherNode().invalidateTags("article:1")),

	TAG_OF_THE_RESULT((application, region) -> application.otherNode().invalidateTags("author:" + Database.AUTHOR)),

	SOFT_TAG((application, region) -> application.otherNode().softInvalidateTags("author:" + Database.AUTHOR)),

	EVICT((application, region) -> application.otherCache(region).evict(1L)),

	CLEAR((application, region) -> application.otherCache(region).clear()),

	INVALIDATE_ALL((application, region) -> application.otherNode().invalidateAll());

	private final BiConsumer<CacheApplication, String> action;

	Change(BiConsumer<CacheApplication, String> action) {
		this.action = action;
	}

	void happen(CacheApplication application, String region) {
		application.database().rename("new");
		this.action.accept(application, region);
	}

}
