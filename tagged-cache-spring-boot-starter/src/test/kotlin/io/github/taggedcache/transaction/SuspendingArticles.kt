package io.github.taggedcache.transaction

import io.github.taggedcache.annotation.CacheTags
import io.github.taggedcache.annotation.InvalidateTags
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.awaitSingleOrNull
import org.springframework.cache.annotation.CacheEvict
import org.springframework.cache.annotation.CachePut
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.Caching

/**
 * Cached reads and tagged writes of one table by suspending functions.
 */
internal open class SuspendingArticles(private val table: ReactiveArticles) {

	private val loads = AtomicInteger()

	open fun loads() = loads.get()

	private suspend fun load(id: Long): Article? {
		loads.incrementAndGet()
		return table.read(id).awaitSingleOrNull()
	}

	@Cacheable("articles")
	@CacheTags("article:#{#id}")
	open suspend fun find(id: Long): Article? = load(id)

	@Cacheable(cacheNames = ["articles"], sync = true)
	@CacheTags("article:#{#id}")
	open suspend fun findInOneLoad(id: Long): Article? = load(id)

	@Cacheable("drafts", "articles")
	@CacheTags("article:#{#id}")
	open suspend fun findInEither(id: Long): Article? = load(id)

	@Cacheable("articles")
	@CacheTags("article:#{#id}")
	@InvalidateTags("looked:#{#id}")
	open suspend fun findAndInvalidate(id: Long): Article? = load(id)

	@Caching(cacheable = [Cacheable("articles")], evict = [CacheEvict("articles", key = "9L")])
	@CacheTags("article:#{#id}")
	open suspend fun findAndDiscard(id: Long): Article? = load(id)

	@InvalidateTags("article:#{#id}")
	open suspend fun rename(id: Long, title: String): Long = table.write(id, title).awaitSingle()

	@CacheEvict(cacheNames = ["articles"], key = "#id")
	open suspend fun evict(id: Long, title: String): Long = table.write(id, title).awaitSingle()

	@CacheEvict(cacheNames = ["articles"], key = "#id", beforeInvocation = true)
	open suspend fun evictBefore(id: Long, title: String): Long = table.write(id, title).awaitSingle()

	@CachePut(cacheNames = ["articles"], key = "#id")
	@CacheTags("article:#{#id}")
	open suspend fun put(id: Long, title: String): Article? {
		table.write(id, title).awaitSingle()
		return table.read(id).awaitSingleOrNull()
	}

}
