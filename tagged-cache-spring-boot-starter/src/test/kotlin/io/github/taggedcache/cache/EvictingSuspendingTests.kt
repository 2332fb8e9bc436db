package io.github.taggedcache.cache

import io.github.taggedcache.key.MethodKeyGenerator
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Tag
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.EnableCaching

/**
 * A typed call of a suspending function evicts the entry of that call.
 */
@Tag("row-11")
internal class EvictingSuspendingTests {

	private val shelf = application.bean(Shelf::class.java)

	private val evicting = application.manager().evicting(shelf)

	private val reads get() = application.database().reads()

	@Test
	suspend fun callEvictsItsEntryAndNoOther() {
		shelf.read(1)
		shelf.read(2)
		assertThat(evicting.read(1)).isNull()
		shelf.read(2)
		assertThat(reads).isEqualTo(2)
		shelf.read(1)
		assertThat(reads).isEqualTo(3)
	}

	@Test
	suspend fun synchronizedFunctionIsEvicted() {
		shelf.syncRead(1)
		evicting.syncRead(1)
		shelf.syncRead(1)
		assertThat(reads).isEqualTo(2)
	}

	@Test
	suspend fun continuationIsNoPartOfAKeyOfTheMethod() {
		shelf.byMethod(1)
		shelf.byMethod(1)
		assertThat(reads).isEqualTo(1)
		evicting.byMethod(1)
		shelf.byMethod(1)
		assertThat(reads).isEqualTo(2)
	}

	@EnableCaching
	internal open class Shelf(private val database: Database) {

		@Cacheable("suspending")
		open suspend fun read(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["suspending"], sync = true)
		open suspend fun syncRead(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["suspending"], keyGenerator = MethodKeyGenerator.BEAN_NAME)
		open suspend fun byMethod(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

	}

	companion object {

		@JvmField
		@RegisterExtension
		val application: CacheApplication = CacheApplication.onRedis(Shelf::class.java)

	}

}
