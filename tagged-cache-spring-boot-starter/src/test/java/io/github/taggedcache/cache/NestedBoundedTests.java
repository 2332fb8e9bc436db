package io.github.taggedcache.cache;

import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

class NestedBoundedTests extends NestedContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Forest.class)
		.with("tagged-cache.consistency=bounded");

	@Override
	CacheApplication application() {
		return application;
	}

	@Override
	void awaitCaughtUp() {
		await().until(() -> application.cache("trees").explain("tree 1").caughtUp());
	}

}
