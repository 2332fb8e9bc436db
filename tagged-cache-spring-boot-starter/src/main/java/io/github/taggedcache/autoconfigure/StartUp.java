package io.github.taggedcache.autoconfigure;

import java.time.Duration;
import java.util.Locale;

import io.github.taggedcache.cache.RegionCacheManager;
import io.github.taggedcache.check.AnnotatedRegions;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.PreparedStore;
import io.github.taggedcache.redis.KeyLayout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Makes the regions that annotated methods name, says once what is in use, and prepares
 * the store. The application starts also while the store is away.
 */
final class StartUp implements SmartInitializingSingleton, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(StartUp.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final TaggedCacheProperties properties;

	private final KeyLayout layout;

	private final RegionCacheManager manager;

	private final AnnotatedRegions annotated;

	private final @Nullable StorePreparation preparation;

	StartUp(TaggedCacheProperties properties, KeyLayout layout, RegionCacheManager manager, AnnotatedRegions annotated,
			EntryStore store) {
		this.properties = properties;
		this.layout = layout;
		this.manager = manager;
		this.annotated = annotated;
		this.preparation = (store instanceof PreparedStore prepared)
				? new StorePreparation(prepared, PAUSE, System::nanoTime) : null;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.annotated.make();
		String kind = this.properties.getStore().name().toLowerCase(Locale.ROOT);
		logger.info("Tagged caches: store {}, namespace '{}', consistency {}, regions {}{}", kind,
				this.layout.namespace(), this.properties.getConsistency().name().toLowerCase(Locale.ROOT),
				this.manager.getCacheNames(), this.properties.isDynamicCaches() ? " and others on demand" : "");
		if (this.preparation != null) {
			this.preparation.start();
		}
	}

	@Override
	public void destroy() {
		if (this.preparation != null) {
			this.preparation.close();
		}
	}

}
