package io.github.taggedcache.coherence;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The annotated methods of an instance, with tags of the arguments and of the result.
 */
@EnableCaching
class Library {

	private final Database database;

	Library(Database database) {
		this.database = database;
	}

	@Cacheable("plain")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article plain(long id) {
		return this.database.read(id);
	}

	@Cacheable(cacheNames = "synced", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article synced(long id) {
		return this.database.read(id);
	}

	@Cacheable("future")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public CompletableFuture<Article> future(long id) {
		return CompletableFuture.supplyAsync(() -> this.database.read(id));
	}

	@CachePut("plain")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article put(long id) {
		return this.database.read(id);
	}

	@CacheEvict("plain")
	public void evict(long id) {
	}

	@CacheEvict(cacheNames = "plain", allEntries = true)
	public void clear(long id) {
	}

	@InvalidateTags("article:#{#id}")
	public void change(long id) {
	}

}
