package io.github.taggedcache.autoconfigure;

import java.util.Locale;

import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.PreparedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says once what is in use, and prepares the store. The application starts also while the
 * store is away.
 */
final class StartUp implements SmartInitializingSingleton, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(StartUp.class);

	private final TaggedCacheProperties properties;

	private final KeyLayout layout;

	private final RegionCacheManager manager;

	private final EntryStore store;

	private volatile boolean closed;

	StartUp(TaggedCacheProperties properties, KeyLayout layout, RegionCacheManager manager, EntryStore store) {
		this.properties = properties;
		this.layout = layout;
		this.manager = manager;
		this.store = store;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // its outcome is logged
	public void afterSingletonsInstantiated() {
		String kind = this.properties.getStore().name().toLowerCase(Locale.ROOT);
		logger.info("Tagged caches: store {}, namespace '{}', consistency {}, regions {}{}", kind,
				this.layout.namespace(), this.properties.getConsistency().name().toLowerCase(Locale.ROOT),
				this.manager.getCacheNames(), this.properties.isDynamicCaches() ? " and others on demand" : "");
		if (this.store instanceof PreparedStore prepared) {
			prepared.prepare().whenComplete((done, ex) -> {
				if (ex != null && !this.closed) {
					logger.warn("The store of the tagged caches is out of reach: until it is back, nothing is cached,"
							+ " and invalidations fail", Futures.cause(ex));
				}
				if (ex == null) {
					warn(prepared);
				}
			});
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a store that tells nothing is no
													// problem
	private static void warn(PreparedStore store) {
		store.warnings().thenAccept((warnings) -> warnings.forEach(logger::warn));
	}

	@Override
	public void destroy() {
		this.closed = true;
	}

}
