package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryCallTagsTests extends CallTagsContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Shelf.class, Shelf.Author.class);

	@Override
	CacheApplication application() {
		return application;
	}

}
