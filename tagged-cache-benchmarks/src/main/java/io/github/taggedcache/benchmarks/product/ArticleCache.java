package io.github.taggedcache.benchmarks.product;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What each product has to do. Products without tags ignore them, and evict the key where
 * others invalidate a tag.
 */
public interface ArticleCache extends AutoCloseable {

	/**
	 * Reads an article.
	 * @param key its id
	 * @param tags its tags, for products that have to know them to read
	 * @return the article, or null if there is none
	 */
	@Nullable Article get(Long key, String... tags);

	/**
	 * Puts an article.
	 * @param key its id
	 * @param article the article
	 * @param tags its tags
	 */
	void put(Long key, Article article, String... tags);

	/**
	 * Reads an article, or loads and puts it.
	 * @param key its id
	 * @param loader makes the article
	 * @param tags its tags
	 * @return the article
	 */
	default Article load(Long key, Supplier<Article> loader, String... tags) {
		Article found = get(key, tags);
		if (found != null) {
			return found;
		}
		Article loaded = loader.get();
		put(key, loaded, tags);
		return loaded;
	}

	/**
	 * Makes an article unusable.
	 * @param key its id
	 * @param tag the tag that belongs to it alone
	 */
	void invalidate(Long key, String tag);

	/**
	 * Makes an article unusable, by its key.
	 * @param key its id
	 */
	default void evict(Long key) {
		throw new UnsupportedOperationException(getClass() + " is not measured for this");
	}

	/**
	 * Makes all articles with one of the tags unusable.
	 * @param tags the tags
	 */
	default void invalidateAll(String... tags) {
		throw new UnsupportedOperationException(getClass() + " is not measured for this");
	}

	@Override
	void close();

}
