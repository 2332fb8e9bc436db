package io.github.taggedcache.transaction

import java.time.Duration
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.awaitSingleOrNull
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration
import org.springframework.r2dbc.core.DatabaseClient
import org.springframework.transaction.ReactiveTransactionManager
import org.springframework.transaction.reactive.TransactionalOperator
import org.springframework.transaction.reactive.executeAndAwait

/**
 * What reactive transactions do to the caches of suspending functions, seen from two
 * instances.
 */
internal class SuspendingTransactionTests {

	private val articles = instances.one().bean(SuspendingArticles::class.java)

	private val elsewhere = instances.other().bean(SuspendingArticles::class.java)

	private val transaction =
		TransactionalOperator.create(instances.one().bean(ReactiveTransactionManager::class.java))

	@BeforeEach
	fun fill(): Unit = runBlocking {
		val database = instances.one().bean(DatabaseClient::class.java)
		listOf(
			"create table if not exists article (id bigint primary key, author bigint, title varchar(100))",
			"delete from article",
			"insert into article values (1, 1, 'old'), (2, 2, 'old')",
		).forEach { database.sql(it).then().awaitSingleOrNull() }
	}

	/**
	 * Runs outside of the transaction of the caller.
	 */
	private fun <T> apart(action: suspend () -> T): T = runBlocking(Dispatchers.Default) { action() }

	/**
	 * Caches what the other instance sees. It may have to hear of an invalidation before.
	 */
	private fun cacheElsewhere(id: Long) {
		await("the value is cached").atMost(Duration.ofSeconds(60)).until {
			apart { elsewhere.find(id) }
			isCachedElsewhere(id)
		}
	}

	private fun isCachedElsewhere(id: Long) = instances.other().isCached(id)

	private suspend fun <T> commit(action: suspend () -> T) = transaction.executeAndAwait { action() }

	private suspend fun <T> rollBack(action: suspend () -> T) = transaction.executeAndAwait {
		it.setRollbackOnly()
		action()
	}

	/**
	 * The other instance caches the value again that everybody but the transaction sees.
	 */
	private suspend fun assertReadsItsOwnChange(change: suspend (Long) -> Any?, read: suspend (Long) -> Article?) {
		articles.find(1)
		rollBack {
			change(1)
			cacheElsewhere(1)
			assertThat(read(1)?.title()).isEqualTo("new")
		}
		assertThat(read(1)?.title()).isEqualTo("old")
	}

	@Test
	suspend fun hitIsBypassedWhereTheTransactionHasMadeItsTagOld() =
		assertReadsItsOwnChange({ articles.rename(it, "new") }, { articles.find(it) })

	@Test
	suspend fun hitIsBypassedWhereTheTransactionHasMadeItsKeyOld() =
		assertReadsItsOwnChange({ articles.evict(it, "new") }, { articles.find(it) })

	@Test
	suspend fun hitOfASynchronizedFunctionIsBypassed() =
		assertReadsItsOwnChange({ articles.rename(it, "new") }, { articles.findInOneLoad(it) })

	@Test
	suspend fun hitInTheSecondOfTwoCachesIsBypassed() =
		assertReadsItsOwnChange({ articles.rename(it, "new") }, { articles.findInEither(it) })

	@Test
	suspend fun hitOfAFunctionThatEvictsElsewhereIsBypassed() =
		assertReadsItsOwnChange({ articles.rename(it, "new") }, { articles.findAndDiscard(it) })

	@Test
	suspend fun cachedNullIsBypassed() {
		assertThat(articles.find(3)).isNull()
		rollBack {
			instances.one().bean(DatabaseClient::class.java)
				.sql("insert into article values (3, 3, 'new')").then().awaitSingleOrNull()
			articles.rename(3, "new")
			cacheElsewhere(3)
			assertThat(articles.find(3)?.title()).isEqualTo("new")
		}
		assertThat(articles.find(3)).isNull()
	}

	@Test
	suspend fun hitIsServedInATransactionThatHasMadeNothingOld() {
		articles.find(1)
		val loads = articles.loads()
		commit { assertThat(articles.find(1)?.title()).isEqualTo("old") }
		assertThat(articles.loads()).isEqualTo(loads)
	}

	@Test
	suspend fun missInATransactionThatHasMadeSomethingOldCallsTheFunctionOnce() {
		commit {
			articles.rename(2, "new")
			val loads = articles.loads()
			articles.find(1)
			assertThat(articles.loads()).isEqualTo(loads + 1)
		}
		assertThat(isCachedElsewhere(1)).isFalse()
	}

	@Test
	suspend fun whatLiesBehindTheCacheIsDoneForABypassedHit() {
		articles.find(1)
		commit {
			articles.rename(1, "new")
			cacheElsewhere(1)
			articles.findAndInvalidate(1)
			instances.other().cacheAgain(9, "looked:1")
		}
		assertThat(isCachedElsewhere(9)).isFalse()
	}

	@Test
	suspend fun invalidationIsMadeAtOnceAndAgainAfterTheCommit() {
		cacheElsewhere(1)
		commit {
			articles.rename(1, "new")
			assertThat(isCachedElsewhere(1)).isFalse()
			cacheElsewhere(1)
		}
		assertThat(elsewhere.find(1)?.title()).isEqualTo("new")
	}

	private suspend fun assertWaitsForTheCommit(change: suspend (Long) -> Any?) {
		cacheElsewhere(1)
		rollBack { change(1) }
		assertThat(isCachedElsewhere(1)).isTrue()
		commit {
			change(1)
			assertThat(isCachedElsewhere(1)).isTrue()
		}
		assertThat(elsewhere.find(1)?.title()).isEqualTo("new")
	}

	@Test
	suspend fun evictWaitsForTheCommit() = assertWaitsForTheCommit { articles.evict(it, "new") }

	@Test
	suspend fun putWaitsForTheCommit() = assertWaitsForTheCommit { articles.put(it, "new") }

	@Test
	suspend fun evictBeforeTheFunctionIsMadeAtOnceAndAgainAfterTheCommit() {
		cacheElsewhere(1)
		commit {
			articles.evictBefore(1, "new")
			assertThat(isCachedElsewhere(1)).isFalse()
			cacheElsewhere(1)
		}
		assertThat(elsewhere.find(1)?.title()).isEqualTo("new")
	}

	@Test
	suspend fun evictOfAHitIsMadeAgainAfterTheCommit() {
		articles.find(1)
		commit {
			articles.findAndDiscard(1)
			instances.other().cacheAgain(9, "unused")
		}
		assertThat(isCachedElsewhere(9)).isFalse()
	}

	@Test
	suspend fun evictingCallIsMadeAtOnceAndAgainAfterTheCommit() {
		cacheElsewhere(1)
		commit {
			instances.one().manager().evicting(articles).find(1)
			assertThat(isCachedElsewhere(1)).isFalse()
			cacheElsewhere(1)
			instances.one().bean(ReactiveArticles::class.java).write(1, "new").awaitSingle()
		}
		assertThat(elsewhere.find(1)?.title()).isEqualTo("new")
	}

	@Configuration(proxyBeanMethods = false)
	internal open class Suspending {

		@Bean
		open fun suspendingArticles(table: ReactiveArticles) = SuspendingArticles(table)

	}

	companion object {

		@JvmField
		@RegisterExtension
		val instances = TwoInstances(R2dbcTransactionTests.Reactive::class.java, Suspending::class.java)

	}

}
