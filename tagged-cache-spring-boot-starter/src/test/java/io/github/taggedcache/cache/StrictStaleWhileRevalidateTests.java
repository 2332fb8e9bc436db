package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class StrictStaleWhileRevalidateTests extends StaleWhileRevalidateContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class, Shelves.class).with(PROPERTY);

	@Override
	CacheApplication application() {
		return application;
	}

}
