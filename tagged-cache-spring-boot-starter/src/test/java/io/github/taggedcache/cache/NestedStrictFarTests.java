package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class NestedStrictFarTests extends NestedContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Forest.class)
		.with("tagged-cache.defaults.near-cache.enabled=false");

	@Override
	CacheApplication application() {
		return application;
	}

}
