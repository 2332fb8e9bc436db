package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The verbs of operators with the store in memory.
 */
class MemoryOperationsTests extends OperationsContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Application.class)
		.with("tagged-cache.command-timeout=20s");

	@Override
	CacheApplication application() {
		return application;
	}

}
