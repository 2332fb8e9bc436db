package io.github.taggedcache.cache

import io.github.taggedcache.annotation.CacheTags
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import org.springframework.beans.factory.ObjectProvider
import org.springframework.cache.annotation.Cacheable
import org.springframework.cache.annotation.EnableCaching

/**
 * A value of a suspending function depends on the cached values that the function obtains
 * while it runs, on whatever threads.
 */
internal class NestedSuspendingTests {

	private val leaves = application.bean(Leaves::class.java)

	private val branches = application.bean(Branches::class.java)

	@BeforeEach
	fun reset() = branches.reset()

	private suspend fun assertDepends(read: suspend (Long) -> Article?) {
		read(1)
		read(1)
		assertThat(branches.loads()).isEqualTo(1)
		application.manager().invalidateTags("leaf:1")
		read(1)
		assertThat(branches.loads()).isEqualTo(2)
		application.cache("leaves").evict(1L)
		read(1)
		assertThat(branches.loads()).isEqualTo(3)
	}

	@Test
	suspend fun functionTakesOverTheTagsOfAnother() = assertDepends { branches.ofPlain(it) }

	@Test
	suspend fun functionTakesOverTheTagsOfASynchronizedOne() = assertDepends { branches.ofSync(it) }

	@Test
	suspend fun synchronizedFunctionTakesOverTheTagsOfAnother() = assertDepends { branches.syncOfPlain(it) }

	@Test
	suspend fun functionTakesOverTheTagsOfAHit() {
		leaves.plain(1)
		assertDepends { branches.ofPlain(it) }
	}

	@Test
	suspend fun functionTakesOverTheTagsOfOneThatTakesThemOver() {
		branches.ofBranch(1)
		branches.ofBranch(1)
		assertThat(branches.loads()).isEqualTo(2)
		application.manager().invalidateTags("leaf:1")
		branches.ofBranch(1)
		assertThat(branches.loads()).isEqualTo(4)
	}

	@EnableCaching
	internal open class Leaves(private val database: Database) {

		@Cacheable("leaves")
		@CacheTags("leaf:#{#id}")
		open suspend fun plain(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

		@Cacheable(cacheNames = ["leaves"], sync = true)
		@CacheTags("leaf:#{#id}")
		open suspend fun sync(id: Long): Article? {
			delay(1)
			return database.read(id)
		}

	}

	internal open class Branches(private val leaves: Leaves, private val others: ObjectProvider<Branches>) {

		private val loads = AtomicInteger()

		open fun loads() = loads.get()

		open fun reset() = loads.set(0)

		@Cacheable("plainBranches")
		open suspend fun ofPlain(id: Long): Article? {
			loads.incrementAndGet()
			delay(1)
			return leaves.plain(id)
		}

		@Cacheable("branchesOfSync")
		open suspend fun ofSync(id: Long): Article? {
			loads.incrementAndGet()
			delay(1)
			return leaves.sync(id)
		}

		@Cacheable(cacheNames = ["syncBranches"], sync = true)
		open suspend fun syncOfPlain(id: Long): Article? {
			loads.incrementAndGet()
			delay(1)
			return leaves.plain(id)
		}

		@Cacheable("trees")
		open suspend fun ofBranch(id: Long): Article? {
			loads.incrementAndGet()
			delay(1)
			return others.getObject().ofPlain(id)
		}

	}

	companion object {

		@JvmField
		@RegisterExtension
		val application: CacheApplication = CacheApplication.onRedis(Leaves::class.java, Branches::class.java)

	}

}
