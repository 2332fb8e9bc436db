package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class NestedStrictTests extends NestedContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Forest.class)
		.with("tagged-cache.consistency=strict");

	@Override
	CacheApplication application() {
		return application;
	}

}
