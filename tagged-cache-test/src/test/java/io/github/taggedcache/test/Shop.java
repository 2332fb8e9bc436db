package io.github.taggedcache.test;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A small application, without auto-configurations: a slice has few as well.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableCaching
@Import(Shop.Articles.class)
class Shop {

	@Bean
	Repository repository() {
		return new Repository();
	}

	record Article(long id, long authorId, String title) {

	}

	/**
	 * Where articles come from. A test may hold it at a gate.
	 */
	static class Repository {

		volatile LoadGate gate = openGate();

		Article find(long id) {
			this.gate.pass();
			return new Article(id, 7, "Tags");
		}

		private static LoadGate openGate() {
			LoadGate gate = new LoadGate();
			gate.open();
			return gate;
		}

	}

	static class Articles {

		private final Repository repository;

		Articles(Repository repository) {
			this.repository = repository;
		}

		@Cacheable("articles")
		@CacheTags({ "article:#{#id}", "author:#{#result.authorId}" })
		public Article article(long id) {
			return this.repository.find(id);
		}

		@InvalidateTags("author:#{#authorId}")
		public void renameAuthor(long authorId) {
		}

		@InvalidateTags("author:#{#authorId}")
		public void failToRenameAuthor(long authorId) {
			throw new IllegalStateException("There is no author " + authorId);
		}

		@Cacheable("locks")
		public Thread unstorable(long id) {
			return Thread.currentThread();
		}

	}

}
