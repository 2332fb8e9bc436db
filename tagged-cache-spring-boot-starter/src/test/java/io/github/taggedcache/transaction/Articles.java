package io.github.taggedcache.transaction;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cached reads and tagged writes of one table.
 */
class Articles {

	private final JdbcTemplate database;

	private final AtomicInteger loads = new AtomicInteger();

	private final AtomicReference<Runnable> duringLoad = new AtomicReference<>(() -> {
	});

	Articles(JdbcTemplate database) {
		this.database = database;
	}

	int loads() {
		return this.loads.get();
	}

	/**
	 * Runs an action in each load, after its query.
	 */
	void duringLoad(Runnable action) {
		this.duringLoad.set(action);
	}

	Article read(long id) {
		return this.database.queryForObject("select id, author, title from article where id = ?",
				(row, number) -> new Article(row.getLong(1), row.getLong(2), row.getString(3)), id);
	}

	private Article load(long id) {
		this.loads.incrementAndGet();
		Article article = read(id);
		this.duringLoad.get().run();
		return article;
	}

	void write(long id, String title) {
		this.database.update("update article set title = ? where id = ?", title, id);
	}

	@Cacheable("articles")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article find(long id) {
		return load(id);
	}

	@Cacheable(cacheNames = "articles", sync = true)
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article findInOneLoad(long id) {
		return load(id);
	}

	@CachePut(cacheNames = "articles", key = "#id")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article put(long id, String title) {
		write(id, title);
		return read(id);
	}

	@CacheEvict(cacheNames = "articles", key = "#id")
	public void evict(long id, String title) {
		write(id, title);
	}

	@CacheEvict(cacheNames = "articles", allEntries = true)
	public void clear(long id, String title) {
		write(id, title);
	}

	@InvalidateTags("article:#{#id}")
	public void rename(long id, String title) {
		write(id, title);
	}

	@Transactional
	@InvalidateTags("article:#{#id}")
	public void renameInTransaction(long id, String title) {
		write(id, title);
	}

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	@InvalidateTags("article:#{#id}")
	public void renameInNewTransaction(long id, String title) {
		write(id, title);
	}

	@Transactional(propagation = Propagation.NESTED)
	@InvalidateTags("article:#{#id}")
	public void renameInSavepoint(long id, String title) {
		write(id, title);
	}

	@Transactional
	@InvalidateTags("article:#{#id}")
	public void renameAndThrow(long id, String title, @Nullable Exception thrown) throws Exception {
		write(id, title);
		if (thrown != null) {
			throw thrown;
		}
	}

	@Transactional
	@CachePut(cacheNames = "articles", key = "#id")
	@InvalidateTags("author:1")
	@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
	public Article putAndInvalidate(long id, String title) throws IOException {
		write(id, title);
		return read(id);
	}

}
