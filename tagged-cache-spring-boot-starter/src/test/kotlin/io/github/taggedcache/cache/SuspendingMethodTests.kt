package io.github.taggedcache.cache

import io.github.taggedcache.annotation.CacheTags
import io.github.taggedcache.annotation.InvalidateTags
import io.github.taggedcache.template.TagTemplateException
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import org.springframework.cache.annotation.CacheEvict
import org.springframework.cache.annotation.CachePut
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.EnableCaching

/**
 * Suspending functions, and flows where tags are invalidated: Spring does not cache flows.
 */
internal class SuspendingMethodTests {

	private val shelf = application.bean(Shelf::class.java)

	private val reads get() = application.database().reads()

	private val isCached get() = application.cache("suspending").get(1L) != null

	@Test
	suspend fun secondCallDoesNotLoad() {
		val loaded = shelf.read(1)
		assertThat(shelf.read(1)).isEqualTo(loaded).isEqualTo(Article(1, Database.AUTHOR, "old"))
		assertThat(reads).isEqualTo(1)
	}

	@Test
	suspend fun secondCallOfASynchronizedFunctionDoesNotLoad() {
		val loaded = shelf.syncRead(1)
		assertThat(shelf.syncRead(1)).isEqualTo(loaded)
		assertThat(reads).isEqualTo(1)
	}

	@Test
	suspend fun nullIsCached() {
		assertThat(shelf.read(0)).isNull()
		assertThat(shelf.read(0)).isNull()
		assertThat(reads).isEqualTo(1)
	}

	@Test
	suspend fun tagOfTheCallInvalidates() {
		shelf.read(1)
		application.manager().invalidateTags("article:1")
		shelf.read(1)
		assertThat(reads).isEqualTo(2)
	}

	@Test
	suspend fun tagOfTheResultInvalidates() {
		shelf.read(1)
		application.manager().invalidateTags("author:7")
		shelf.read(1)
		assertThat(reads).isEqualTo(2)
	}

	@Test
	suspend fun loadIsNotStoredAfterInvalidationDuringIt() {
		application.database().afterNextRead { application.otherNode().invalidateTags("author:7") }
		shelf.read(1)
		shelf.read(1)
		assertThat(reads).isEqualTo(2)
	}

	@Test
	suspend fun putIsReadByTheNextCall() {
		shelf.put(1)
		shelf.read(1)
		assertThat(reads).isEqualTo(1)
	}

	@Test
	suspend fun evictIsThereWhenTheFunctionReturned() {
		shelf.read(1)
		shelf.evict(1)
		assertThat(isCached).isFalse()
	}

	@Test
	suspend fun functionInvalidatesWhenItReturned() {
		shelf.read(1)
		shelf.rename(1)
		assertThat(isCached).isFalse()
	}

	@Test
	suspend fun functionThatThrowsInvalidates() {
		shelf.read(1)
		val failure = runCatching { shelf.renameAndFail(1) }.exceptionOrNull()
		assertThat(failure).isInstanceOf(IllegalStateException::class.java)
		assertThat(isCached).isFalse()
	}

	@Test
	suspend fun functionThatReturnsAFlowInvalidatesWhenItWasCollected() {
		shelf.read(1)
		assertThat(shelf.renameToFlow(1).toList()).containsExactly(1L)
		assertThat(isCached).isFalse()
	}

	@Test
	suspend fun suspendingFunctionThatReturnsAFlowInvalidatesWhenItWasCollected() {
		shelf.read(1)
		assertThat(shelf.renameToFlowLater(1).toList()).containsExactly(1L)
		assertThat(isCached).isFalse()
	}

	@Test
	suspend fun valueThatCannotBeStoredReachesTheCaller() {
		assertThat(shelf.any(1)).isEqualTo(Article(1, Database.AUTHOR, "old"))
		assertThat(shelf.syncAny(1)).isEqualTo(Article(1, Database.AUTHOR, "old"))
		assertThat(reads).isEqualTo(2)
		assertThat(application.cache("any").get(1L)).isNull()
	}

	@Test
	suspend fun failureOfATemplateIsThrown() {
		val failure = runCatching { shelf.syncUntaggable(1) }.exceptionOrNull()
		assertThat(failure).isInstanceOf(TagTemplateException::class.java)
		assertThat(reads).isEqualTo(1)
	}

	@EnableCaching
	internal open class Shelf(private val database: Database) {

		@Cacheable("suspending")
		@CacheTags("article:#{#id}", "author:#{#result.author}")
		open suspend fun read(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["suspending"], sync = true)
		@CacheTags("article:#{#id}", "author:#{#result.author}")
		open suspend fun syncRead(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@Cacheable("any")
		open suspend fun any(id: Long): Any? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["any"], sync = true)
		open suspend fun syncAny(id: Long): Any? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["untaggable"], sync = true)
		@CacheTags("name:#{#result == null ? 'none' : null}")
		open suspend fun syncUntaggable(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@CachePut("suspending")
		@CacheTags("article:#{#id}", "author:#{#result.author}")
		open suspend fun put(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@CacheEvict("suspending")
		open suspend fun evict(id: Long): Long {
			delay(1)
			return id
		}

		@InvalidateTags("article:#{#id}")
		open suspend fun rename(id: Long): Long {
			delay(1)
			return id
		}

		@InvalidateTags("article:#{#id}")
		open suspend fun renameAndFail(id: Long): Long {
			delay(1)
			error("no $id")
		}

		@InvalidateTags("article:#{#id}")
		open fun renameToFlow(id: Long): Flow<Long> = flowOf(id)

		@InvalidateTags("article:#{#id}")
		open suspend fun renameToFlowLater(id: Long): Flow<Long> {
			delay(1)
			return flowOf(id)
		}

	}

	companion object {

		@JvmField
		@RegisterExtension
		val application: CacheApplication = CacheApplication.onRedis(Shelf::class.java)

	}

}
