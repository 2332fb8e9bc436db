package io.github.taggedcache.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

/**
 * Methods of each kind that share a region, some of which declare tags.
 */
@EnableCaching
class Shelf {

	private final Database database;

	Shelf(Database database) {
		this.database = database;
	}

	@Cacheable("shelf")
	public @Nullable Article untagged(long id) {
		return this.database.read(id);
	}

	@Cacheable("shelf")
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public @Nullable Article plain(long id) {
		return this.database.read(id);
	}

	@Cacheable("shelf")
	@CacheTags({ "author:#{#result.author}", "shelf:#{#number}" })
	public @Nullable Article renamed(long number) {
		return this.database.read(number);
	}

	@Cacheable(cacheNames = "shelf", sync = true)
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public @Nullable Article sync(long id) {
		return this.database.read(id);
	}

	@Cacheable("shelf")
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public Optional<Article> optional(long id) {
		return Optional.ofNullable(this.database.read(id));
	}

	@Cacheable("shelf")
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<@Nullable Article> future(long id) {
		return CompletableFuture.completedFuture(this.database.read(id));
	}

	@Cacheable(cacheNames = "shelf", sync = true)
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<@Nullable Article> syncFuture(long id) {
		return CompletableFuture.completedFuture(this.database.read(id));
	}

	@Cacheable("shelf")
	@CacheTags({ "shelf:#{#id}", "author:#{#result.author}" })
	public Mono<Article> mono(long id) {
		return Mono.fromCallable(() -> this.database.read(id));
	}

	@Cacheable(cacheNames = "shelf", key = "#article.id")
	@CacheTags("author:#{#article.author}")
	public @Nullable Article likeThis(Article article) {
		return this.database.read(article.id());
	}

	@Cacheable(cacheNames = "shelf", key = "#id")
	@CacheTags("author:#{#author}")
	public @Nullable Article by(long author, long id) {
		return this.database.read(id);
	}

	/**
	 * Its type adds a tag to the method.
	 */
	@CacheTags("author:7")
	static class Author {

		private final Database database;

		Author(Database database) {
			this.database = database;
		}

		@Cacheable("shelf")
		public @Nullable Article plain(long id) {
			return this.database.read(id);
		}

	}

}
