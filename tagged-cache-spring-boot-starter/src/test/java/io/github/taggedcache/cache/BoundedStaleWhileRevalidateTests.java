package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class BoundedStaleWhileRevalidateTests extends StaleWhileRevalidateContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class, Shelves.class)
		.with(PROPERTY, "tagged-cache.consistency=bounded");

	@Override
	CacheApplication application() {
		return application;
	}

}
