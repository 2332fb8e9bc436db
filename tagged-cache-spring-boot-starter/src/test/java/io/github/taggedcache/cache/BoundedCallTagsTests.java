package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class BoundedCallTagsTests extends CallTagsContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Shelf.class, Shelf.Author.class)
		.with("tagged-cache.consistency=bounded");

	@Override
	CacheApplication application() {
		return application;
	}

}
