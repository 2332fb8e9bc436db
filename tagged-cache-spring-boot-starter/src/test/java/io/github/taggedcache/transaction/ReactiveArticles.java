package io.github.taggedcache.transaction;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Cached reads and tagged writes of one table, without blocking.
 */
class ReactiveArticles {

	private final DatabaseClient database;

	private final AtomicInteger loads = new AtomicInteger();

	private final AtomicBoolean isClosed = new AtomicBoolean();

	ReactiveArticles(DatabaseClient database) {
		this.database = database;
	}

	int loads() {
		return this.loads.get();
	}

	Mono<Article> read(long id) {
		return this.database.sql("select id, author, title from article where id = :id")
			.bind("id", id)
			.map((row) -> new Article(row.get("id", Long.class), row.get("author", Long.class),
					row.get("title", String.class)))
			.one();
	}

	Mono<Long> write(long id, String title) {
		return this.database.sql("update article set title = :title where id = :id")
			.bind("title", title)
			.bind("id", id)
			.fetch()
			.rowsUpdated();
	}

	@Cacheable("articles")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> find(long id) {
		return read(id).doOnSubscribe((subscription) -> this.loads.incrementAndGet());
	}

	@Cacheable(cacheNames = "articles", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> findInOneLoad(long id) {
		return read(id).doOnSubscribe((subscription) -> this.loads.incrementAndGet());
	}

	@Cacheable(cacheNames = "articles", sync = true)
	@CacheTags("article:#{#id}")
	@InvalidateTags("looked:#{#id}")
	public Mono<Article> findAndInvalidate(long id) {
		return read(id);
	}

	@Cacheable("articles")
	@CacheTags("article:#{#id}")
	public Mono<Article> findOrThrow(long id) {
		if (this.isClosed.get()) {
			throw new IllegalStateException("closed");
		}
		return read(id);
	}

	void close(boolean closed) {
		this.isClosed.set(closed);
	}

	@InvalidateTags("article:#{#id}")
	public Mono<Long> rename(long id, String title) {
		return write(id, title);
	}

	@InvalidateTags(value = "article:#{#id}", beforeInvocation = true)
	public Mono<Long> invalidateAndRename(long id, String title) {
		return write(id, title);
	}

	@CacheEvict(cacheNames = "articles", key = "#id")
	public Mono<Long> evict(long id, String title) {
		return write(id, title);
	}

	@CacheEvict(cacheNames = "articles", key = "#id", beforeInvocation = true)
	public Mono<Long> evictBefore(long id, String title) {
		return write(id, title);
	}

	@CacheEvict(cacheNames = "articles", allEntries = true, beforeInvocation = true)
	public Mono<Long> clearBefore(long id, String title) {
		return write(id, title);
	}

	@CachePut(cacheNames = "articles", key = "#id")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Mono<Article> put(long id, String title) {
		return write(id, title).then(read(id));
	}

}
