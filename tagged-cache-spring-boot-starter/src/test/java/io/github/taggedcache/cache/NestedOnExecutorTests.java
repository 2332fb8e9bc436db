package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Where loaders run on the executor of the cache, and not on the thread of their caller.
 */
class NestedOnExecutorTests extends NestedContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Forest.class)
		.with("tagged-cache.defaults.load-timeout.hard=1m", "tagged-cache.defaults.load-timeout.on-executor=true");

	@Override
	CacheApplication application() {
		return application;
	}

}
