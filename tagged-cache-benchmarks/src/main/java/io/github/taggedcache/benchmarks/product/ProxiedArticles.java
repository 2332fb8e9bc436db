package io.github.taggedcache.benchmarks.product;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A cached method of a bean, called through its proxy. The method fills the cache by
 * itself, so a put is a call.
 */
final class ProxiedArticles implements ArticleCache {

	private final ArticleService service;

	private final Runnable onClose;

	private ProxiedArticles(ArticleService service, Runnable onClose) {
		this.service = service;
		this.onClose = onClose;
	}

	static ArticleCache caffeine(int nearEntries) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Setup.class);
		return new ProxiedArticles(context.getBean(ArticleService.class), context::close);
	}

	static ArticleCache tagged(int nearEntries, String... properties) {
		TaggedApplication application = new TaggedApplication(nearEntries, properties);
		return new ProxiedArticles(application.service(), application::close);
	}

	@Override
	public Article get(Long key, String... tags) {
		return this.service.article(key);
	}

	@Override
	@SuppressWarnings("ReferenceEquality") // each load makes an article of its own
	public void put(Long key, Article article, String... tags) {
		this.service.article(key);
		Article cached = this.service.article(key);
		if (this.service.article(key) != cached) {
			throw new IllegalStateException("The method of key " + key + " is not cached");
		}
	}

	@Override
	public void invalidate(Long key, String tag) {
		this.service.evict(key);
	}

	@Override
	public void close() {
		this.onClose.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(ArticleService.class)
	static class Setup {

		@Bean
		CacheManager cacheManager() {
			return CaffeineArticles.manager(Product.NEAR_ENTRIES);
		}

	}

}
