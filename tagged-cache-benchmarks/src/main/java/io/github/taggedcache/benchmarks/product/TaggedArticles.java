package io.github.taggedcache.benchmarks.product;

import java.util.Objects;
import java.util.function.Supplier;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueWrapper;

/**
 * A tagged cache.
 */
final class TaggedArticles implements ArticleCache {

	private final TaggedApplication application;

	private final TaggedCacheManager manager;

	private final TaggedCache cache;

	private final boolean strict;

	TaggedArticles(int nearEntries, String... properties) {
		this.strict = String.join(" ", properties).contains("strict");
		this.application = new TaggedApplication(nearEntries, properties);
		this.manager = this.application.manager();
		this.cache = Objects.requireNonNull(this.manager.getCache(TaggedApplication.REGION));
	}

	/**
	 * A strict read must know the tags to take one round trip only, and gives them by the
	 * method that can load, as an annotated method does.
	 */
	@Override
	public @Nullable Article get(Long key, String... tags) {
		if (!this.strict) {
			ValueWrapper found = this.cache.get(key);
			return (found != null) ? (Article) found.get() : null;
		}
		return this.cache.<Article>get(key, () -> {
			throw new IllegalStateException("There is no entry for key " + key);
		}, tags);
	}

	@Override
	public void put(Long key, Article article, String... tags) {
		this.cache.put(key, article, tags);
	}

	@Override
	public Article load(Long key, Supplier<Article> loader, String... tags) {
		return Objects.requireNonNull(this.cache.get(key, loader::get, tags));
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.manager.invalidateTags(tag);
	}

	@Override
	public void evict(Long key) {
		this.cache.evict(key);
	}

	@Override
	public void invalidateAll(String... tags) {
		this.manager.invalidateTags(tags);
	}

	@Override
	public void close() {
		this.application.close();
	}

}
