package io.github.taggedcache.test;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.near.NearCache;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.outage.InvalidationQueue;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.invalidation.Invalidations;
import io.github.taggedcache.invalidation.PendingInvalidations;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * {@link TestExecutionListener} that ends all faults of the store and empties the caches
 * before each method of a test with {@link AutoConfigureTaggedCache}.
 */
final class EmptyCachesTestExecutionListener extends AbstractTestExecutionListener {

	/** After the injection of dependencies, which has 2000. */
	private static final int ORDER = 2050;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureTaggedCache.class)) {
			ApplicationContext context = testContext.getApplicationContext();
			context.getBean(StoreFaults.class).recover();
			empty(manager(context, testContext.getTestClass()), context);
		}
	}

	private static TaggedCacheManager manager(ApplicationContext context, Class<?> test) {
		TaggedCacheManager manager = context.getBeanProvider(TaggedCacheManager.class).getIfAvailable();
		if (manager == null) {
			throw new IllegalStateException("The context of " + test.getName()
					+ " has @AutoConfigureTaggedCache, but no TaggedCacheManager. Put @EnableCaching on a configuration"
					+ " that the test loads; if the application has a CacheManager of its own, set"
					+ " tagged-cache.secondary=true");
		}
		return manager;
	}

	private static void empty(TaggedCacheManager manager, ApplicationContext context) {
		RecordedCacheEvents events = context.getBean(RecordedCacheEvents.class);
		events.clear();
		if (!context.getBeanProvider(Invalidations.class).stream().allMatch(Invalidations::areOn)) {
			// A mock is in the place of the manager, and nothing is to have happened to
			// it
			return;
		}
		manager.invalidateAll();
		// Switched off, caches tell of nothing
		if (context.getBeanProvider(Node.class).getIfAvailable() != null) {
			events.await(CacheEvent.Invalidated.class, (event) -> event.isOwn() && event.isOfEverything());
			// What an earlier test left behind is covered by the invalidation of
			// everything
			context.getBean(PendingInvalidations.class).giveUp();
			context.getBean(InvalidationQueue.class).giveUp();
		}
		if (context.getBeanProvider(EntryStore.class).getIfAvailable() instanceof DisturbedStore store) {
			store.loseEntries();
		}
		for (String name : manager.getCacheNames()) {
			NearCache near = near(manager.getCache(name));
			if (near != null) {
				near.clear();
			}
		}
		events.clear();
	}

	private static @Nullable NearCache near(@Nullable TaggedCache cache) {
		return (cache != null && cache.getNativeCache() instanceof Region region) ? region.near() : null;
	}

}
