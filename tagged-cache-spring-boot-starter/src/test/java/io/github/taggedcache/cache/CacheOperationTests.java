package io.github.taggedcache.cache;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.Tag;
import io.github.taggedcache.annotation.CacheTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The attributes of Spring's cache annotations.
 */
class CacheOperationTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Shelf.class);

	private final Shelf shelf = application.bean(Shelf.class);

	private static int reads() {
		return application.database().reads();
	}

	@Test
	void conditionThatIsNotMetNeitherReadsNorStores() {
		this.shelf.ifPositive(-1);
		this.shelf.ifPositive(-1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void conditionThatIsMetCaches() {
		this.shelf.ifPositive(1);
		this.shelf.ifPositive(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void unlessKeepsAValueFromBeingStored() {
		this.shelf.unlessMissing(0);
		this.shelf.unlessMissing(0);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void unlessThatIsNotMetCaches() {
		this.shelf.unlessMissing(1);
		this.shelf.unlessMissing(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void putWhoseConditionIsNotMetIsNone() {
		this.shelf.putIfPositive(-1);
		assertThat(application.cache("shelf").get(-1L)).isNull();
	}

	@Test
	void evictTakesAwayItsKey() {
		this.shelf.read(1);
		this.shelf.evict(1);
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictLeavesOtherKeys() {
		this.shelf.read(1);
		this.shelf.evict(2);
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void evictOfAllEntriesTakesAwayEachKey() {
		this.shelf.read(1);
		this.shelf.evictAll();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAllEntriesLeavesOtherRegions() {
		this.shelf.unlessMissing(1);
		this.shelf.evictAll();
		this.shelf.unlessMissing(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void evictOfAMethodThatThrowsIsNone() {
		this.shelf.read(1);
		assertThatIllegalStateException().isThrownBy(() -> this.shelf.evictAndThrow(1));
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void evictBeforeInvocationHappensThoughTheMethodThrows() {
		this.shelf.read(1);
		assertThatIllegalStateException().isThrownBy(() -> this.shelf.evictBeforeAndThrow(1));
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAllEntriesBeforeInvocationHappensThoughTheMethodThrows() {
		this.shelf.read(1);
		assertThatIllegalStateException().isThrownBy(this.shelf::evictAllBeforeAndThrow);
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAFutureIsThereWhenTheFutureCompletes() {
		this.shelf.read(1);
		this.shelf.evictFuture(1).join();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAFutureWaitsForTheFuture() {
		this.shelf.read(1);
		CompletableFuture<Void> end = new CompletableFuture<>();
		CompletableFuture<Void> evicted = this.shelf.evictWhenDone(1, end);
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(1);
		end.complete(null);
		evicted.join();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAFutureThatFailsIsNone() {
		this.shelf.read(1);
		CompletableFuture<Void> failed = this.shelf.evictWhenDone(1,
				CompletableFuture.failedFuture(new IllegalStateException("no")));
		assertThat(failed).isCompletedExceptionally();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void evictBeforeInvocationOfAFutureIsThereWhenTheFutureCompletes() {
		this.shelf.read(1);
		this.shelf.evictBeforeFuture(1).join();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAMonoIsThereWhenTheMonoCompletes() {
		this.shelf.read(1);
		this.shelf.evictMono(1).block();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAllEntriesOfAMonoIsThereWhenTheMonoCompletes() {
		this.shelf.read(1);
		this.shelf.evictAllMono().block();
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void evictOfAMonoThatFailsIsNone() {
		this.shelf.read(1);
		assertThatIllegalStateException().isThrownBy(() -> this.shelf.evictFailingMono(1).block());
		this.shelf.read(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void cachingDoesEachOfItsOperations() {
		this.shelf.read(1);
		this.shelf.unlessMissing(2);
		this.shelf.move(1, 2);
		this.shelf.unlessMissing(2);
		assertThat(application.cache("shelf").get(1L)).isNotNull();
		assertThat(reads()).isEqualTo(4);
	}

	@Test
	void cacheablePutsIntoEachOfItsRegions() {
		this.shelf.inTwo(1);
		assertThat(application.cache("two").get(1L)).isNotNull();
		assertThat(application.cache("one").get(1L)).isNotNull();
	}

	@Test
	void cacheableReadsTheSecondRegionWhereTheFirstHasNothing() {
		this.shelf.inTwo(1);
		application.cache("one").evict(1L);
		this.shelf.inTwo(1);
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void typedTagInATemplateIsWhatTagOfGives() {
		this.shelf.typed("a:b");
		application.manager().invalidateTags(Tag.of("name", "a:b"));
		this.shelf.typed("a:b");
		assertThat(reads()).isEqualTo(2);
	}

	@Test
	void keyExpressionIsTheKey() {
		this.shelf.keyed(1, "ignored");
		this.shelf.keyed(1, "as well");
		assertThat(reads()).isEqualTo(1);
	}

	@Test
	void keyOfAnUnknownTypeIsAnErrorThatNamesIt() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.shelf.byObject(new Object()))
			.withMessageContaining("java.lang.Object");
	}

	@EnableCaching
	@CacheConfig(cacheNames = "shelf")
	static class Shelf {

		private final Database database;

		Shelf(Database database) {
			this.database = database;
		}

		@Cacheable
		@CacheTags("article:#{#id}")
		public @Nullable Article read(long id) {
			return this.database.read(id);
		}

		@Cacheable(cacheNames = "conditional", condition = "#id > 0")
		public String ifPositive(long id) {
			return String.valueOf(this.database.read(id));
		}

		@Cacheable(cacheNames = "unless", unless = "#result == null")
		public @Nullable Article unlessMissing(long id) {
			return this.database.read(id);
		}

		@CachePut(condition = "#id > 0")
		public @Nullable Article putIfPositive(long id) {
			return this.database.read(id);
		}

		@CacheEvict
		public void evict(long id) {
		}

		@CacheEvict(allEntries = true)
		public void evictAll() {
		}

		@CacheEvict
		public void evictAndThrow(long id) {
			throw new IllegalStateException("no");
		}

		@CacheEvict(beforeInvocation = true)
		public void evictBeforeAndThrow(long id) {
			throw new IllegalStateException("no");
		}

		@CacheEvict(beforeInvocation = true, allEntries = true)
		public void evictAllBeforeAndThrow() {
			throw new IllegalStateException("no");
		}

		@CacheEvict
		public CompletableFuture<@Nullable Void> evictFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@CacheEvict(key = "#id")
		public CompletableFuture<Void> evictWhenDone(long id, CompletableFuture<Void> end) {
			return end;
		}

		@CacheEvict(beforeInvocation = true)
		public CompletableFuture<@Nullable Void> evictBeforeFuture(long id) {
			return CompletableFuture.completedFuture(null);
		}

		@CacheEvict
		public Mono<Void> evictMono(long id) {
			return Mono.empty();
		}

		@CacheEvict(allEntries = true)
		public Mono<Void> evictAllMono() {
			return Mono.empty();
		}

		@CacheEvict
		public Mono<Void> evictFailingMono(long id) {
			return Mono.error(new IllegalStateException("no"));
		}

		@Caching(put = @CachePut(key = "#from"), evict = @CacheEvict(cacheNames = "unless", key = "#to"))
		public @Nullable Article move(long from, long to) {
			return this.database.read(from);
		}

		@Cacheable({ "one", "two" })
		@CacheTags("article:#{#id}")
		public @Nullable Article inTwo(long id) {
			return this.database.read(id);
		}

		@Cacheable("typed")
		@CacheTags("#{T(io.github.taggedcache.Tag).of('name', #name)}")
		public String typed(String name) {
			return String.valueOf(this.database.read(1));
		}

		@Cacheable(cacheNames = "keyed", key = "#id")
		public @Nullable Article keyed(long id, String ignored) {
			return this.database.read(id);
		}

		@Cacheable("objects")
		public String byObject(Object key) {
			return key.toString();
		}

	}

}
