package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class RedisRaceTests extends RaceContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class);

	@Override
	CacheApplication application() {
		return application;
	}

}
