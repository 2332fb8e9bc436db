package io.github.taggedcache.benchmarks.product;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.CacheManager;

/**
 * Any cache manager of Spring's.
 */
class SpringArticles implements ArticleCache {

	private final Cache cache;

	private final Runnable onClose;

	SpringArticles(CacheManager manager, Runnable onClose) {
		this.cache = Objects.requireNonNull(manager.getCache(TaggedApplication.REGION));
		this.onClose = onClose;
	}

	@Override
	public @Nullable Article get(Long key, String... tags) {
		ValueWrapper found = this.cache.get(key);
		return (found != null) ? (Article) found.get() : null;
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		this.cache.put(key, article);
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.cache.evict(key);
	}

	@Override
	public void close() {
		this.onClose.run();
	}

}
