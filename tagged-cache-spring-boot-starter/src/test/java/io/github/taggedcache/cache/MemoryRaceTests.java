package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryRaceTests extends RaceContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Library.class);

	@Override
	CacheApplication application() {
		return application;
	}

}
