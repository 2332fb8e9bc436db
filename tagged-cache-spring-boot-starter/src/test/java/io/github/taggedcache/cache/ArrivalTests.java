package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.load.LoadCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An invalidation after a call arrived and before its lookup: what a key expression or a
 * template read may be older. The value is returned and not stored.
 */
class ArrivalTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.inMemory(Desk.class)
		.with("tagged-cache.consistency=bounded");

	private static Desk desk() {
		return application.bean(Desk.class);
	}

	@BeforeEach
	void waitUntilTheNodeFollows() {
		await().atMost(10, TimeUnit.SECONDS)
			.until(() -> ((RegionCache) application.cache("desk")).getNativeCache().token() != LoadCall.NO_TOKEN);
	}

	@Test
	void loadIsNotStored() {
		desk().plain(1);
		desk().otherKey(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void syncLoadIsNotStored() {
		desk().sync(1);
		desk().otherKey(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void loadOfAFutureIsNotStored() {
		desk().future(1).join();
		desk().otherKey(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void syncLoadOfAFutureIsNotStored() {
		desk().syncFuture(1).join();
		desk().otherKey(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@Test
	void loadOfALaterCallIsStored() {
		desk().plain(1);
		desk().otherKey(1);
		desk().otherKey(1);
		assertThat(application.database().reads()).isEqualTo(2);
	}

	/**
	 * The key of its methods is made by code that invalidates the tag of the call.
	 */
	@EnableCaching
	static class Desk {

		private final Database database;

		private final TaggedCacheManager manager;

		Desk(Database database, TaggedCacheManager manager) {
			this.database = database;
			this.manager = manager;
		}

		public long keyOf(long id) {
			this.manager.invalidateTags("desk:" + id);
			return id;
		}

		@Cacheable(cacheNames = "desk", key = "#root.target.keyOf(#id)")
		@CacheTags("desk:#{#id}")
		public @Nullable Article plain(long id) {
			return this.database.read(id);
		}

		@Cacheable(cacheNames = "desk", key = "#root.target.keyOf(#id)", sync = true)
		@CacheTags("desk:#{#id}")
		public @Nullable Article sync(long id) {
			return this.database.read(id);
		}

		@Cacheable(cacheNames = "desk", key = "#root.target.keyOf(#id)")
		@CacheTags("desk:#{#id}")
		public CompletableFuture<@Nullable Article> future(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable(cacheNames = "desk", key = "#root.target.keyOf(#id)", sync = true)
		@CacheTags("desk:#{#id}")
		public CompletableFuture<@Nullable Article> syncFuture(long id) {
			return CompletableFuture.completedFuture(this.database.read(id));
		}

		@Cacheable(cacheNames = "desk", key = "#id")
		@CacheTags("desk:#{#id}")
		public @Nullable Article otherKey(long id) {
			return this.database.read(id);
		}

	}

}
