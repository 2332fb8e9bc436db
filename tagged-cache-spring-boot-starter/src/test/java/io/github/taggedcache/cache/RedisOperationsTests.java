package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The verbs of operators with Redis.
 */
class RedisOperationsTests extends OperationsContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class)
		.with("tagged-cache.command-timeout=20s");

	@Override
	CacheApplication application() {
		return application;
	}

}
