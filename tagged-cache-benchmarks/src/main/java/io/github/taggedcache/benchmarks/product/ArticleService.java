package io.github.taggedcache.benchmarks.product;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * A bean with a cached method, as applications have them.
 */
public class ArticleService {

	/**
	 * Makes an article, if it is not cached.
	 * @param id its id
	 * @return the article
	 */
	@Cacheable(TaggedApplication.REGION)
	@CacheTags({ "article:#{#id}", "author:#{#id % 1000}", "category:#{#id % 100}" })
	public Article article(Long id) {
		return Article.of(id);
	}

	/**
	 * Evicts an article.
	 * @param id its id
	 */
	@CacheEvict(TaggedApplication.REGION)
	public void evict(Long id) {
		// The annotation does it
	}

}
