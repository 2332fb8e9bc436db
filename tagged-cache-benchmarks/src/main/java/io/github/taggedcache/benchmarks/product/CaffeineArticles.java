package io.github.taggedcache.benchmarks.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.caffeine.CaffeineCacheManager;

/**
 * Caffeine, bare or behind Spring's cache.
 */
final class CaffeineArticles implements ArticleCache {

	private final Cache<Long, Article> cache;

	private CaffeineArticles(int nearEntries) {
		this.cache = builder(nearEntries).build();
	}

	static ArticleCache bare(int nearEntries) {
		return new CaffeineArticles(nearEntries);
	}

	static ArticleCache spring(int nearEntries) {
		return new SpringArticles(manager(nearEntries), () -> {
			// There is nothing to close
		});
	}

	static CaffeineCacheManager manager(int nearEntries) {
		CaffeineCacheManager manager = new CaffeineCacheManager(TaggedApplication.REGION);
		manager.setCaffeine(builder(nearEntries));
		return manager;
	}

	private static Caffeine<Object, Object> builder(int nearEntries) {
		return Caffeine.newBuilder().maximumSize(nearEntries).expireAfterWrite(Limits.TIME_TO_LIVE);
	}

	@Override
	public @Nullable Article get(Long key, String... tags) {
		return this.cache.getIfPresent(key);
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		this.cache.put(key, article);
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.cache.invalidate(key);
	}

	@Override
	public void close() {
		this.cache.invalidateAll();
	}

}
