package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class StrictCallTagsTests extends CallTagsContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Shelf.class, Shelf.Author.class);

	@Override
	CacheApplication application() {
		return application;
	}

}
