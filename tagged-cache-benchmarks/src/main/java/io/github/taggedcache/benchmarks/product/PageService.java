package io.github.taggedcache.benchmarks.product;

import io.github.taggedcache.annotation.CacheTags;

import org.springframework.cache.annotation.Cacheable;

/**
 * A bean whose cached methods call a cached method.
 */
public class PageService {

	private static final long ARTICLES = 1000;

	private final ArticleService articles;

	PageService(ArticleService articles) {
		this.articles = articles;
	}

	/**
	 * Makes a page of an article, if it is not cached. It depends on the article.
	 * @param id the id of the page
	 * @return the article
	 */
	@Cacheable("RECORD")
	@CacheTags("page:#{#id}")
	public Article page(Long id) {
		return this.articles.article(id % ARTICLES);
	}

	/**
	 * The same page, which depends on nothing.
	 * @param id the id of the page
	 * @return the article
	 */
	@Cacheable("RECORD")
	@CacheTags(value = "page:#{#id}", inherit = false)
	public Article loosePage(Long id) {
		return this.articles.article(id % ARTICLES);
	}

}
