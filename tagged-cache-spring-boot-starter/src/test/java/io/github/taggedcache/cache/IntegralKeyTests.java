package io.github.taggedcache.cache;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.node.Node;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key of one width reads, replaces and evicts what was stored under a key of another
 * width, also where the memory of the node holds both.
 */
class IntegralKeyTests {

	/**
	 * What is the same for all nodes.
	 */
	abstract static class Contract {

		abstract CacheApplication application();

		/** Brings the node into the state in which entries are judged. */
		void judge() {
		}

		private TaggedCache cache() {
			return application().cache("numbers");
		}

		private void storeUnderAllWidths() {
			cache().put(7L, "old");
			sevens().forEach((seven) -> assertThat(cache().get(seven, String.class)).isEqualTo("old"));
			assertThat(cache().get("7")).isNull();
		}

		static List<Object> sevens() {
			return List.of((byte) 7, (short) 7, 7, 7L, BigInteger.valueOf(7));
		}

		@ParameterizedTest
		@MethodSource("sevens")
		void evictByOneWidthIsAMissForAll(Object seven) {
			storeUnderAllWidths();
			judge();
			cache().evict(seven);
			sevens().forEach((other) -> assertThat(cache().get(other)).isNull());
		}

		@ParameterizedTest
		@MethodSource("sevens")
		void putByOneWidthReplacesTheValueOfAll(Object seven) {
			storeUnderAllWidths();
			judge();
			cache().put(seven, "new");
			sevens().forEach((other) -> assertThat(cache().get(other, String.class)).isEqualTo("new"));
		}

		@Test
		void methodsWithIntAndLongShareAnEntry() {
			Numbers numbers = application().bean(Numbers.class);
			judge();
			assertThat(numbers.byLong(8)).isEqualTo(numbers.byInt(8));
			assertThat(application().database().reads()).isOne();
			numbers.evict(8);
			numbers.byLong(8);
			assertThat(application().database().reads()).isEqualTo(2);
			application().database().rename("new");
			numbers.put((short) 8);
			assertThat(numbers.byLong(8)).isEqualTo(numbers.byInt(8)).isEqualTo(new Article(8, Database.AUTHOR, "new"));
		}

		@Test
		void allOfTwoWidthsGiveBoth() {
			cache().put(7L, "old");
			judge();
			assertThat(cache().getAll(List.of(7, 7L, 8))).isEqualTo(Map.of(7, "old", 7L, "old"));
		}

	}

	@Nested
	class Strict extends Contract {

		@RegisterExtension
		static final CacheApplication application = CacheApplication.onRedis(Numbers.class);

		@Override
		CacheApplication application() {
			return application;
		}

	}

	@Nested
	class Bounded extends Contract {

		@RegisterExtension
		static final CacheApplication application = CacheApplication.onRedis(Numbers.class)
			.with("tagged-cache.consistency=bounded");

		@Override
		CacheApplication application() {
			return application;
		}

		@Override
		void judge() {
			Awaitility.await("the node is caught up")
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.bean(Node.class).trusted() != null);
		}

	}

	@Nested
	class NotCaughtUp extends Contract {

		@RegisterExtension
		static final CacheApplication application = CacheApplication.onRedis(Numbers.class)
			.with("tagged-cache.consistency=bounded");

		@Override
		CacheApplication application() {
			return application;
		}

		@Override
		void judge() {
			application.bean(Node.class).hold(Set.of("unrelated"), Set.of());
			assertThat(application.bean(Node.class).trusted()).isNull();
		}

	}

	@EnableCaching
	static class Numbers {

		private final Database database;

		Numbers(Database database) {
			this.database = database;
		}

		@Cacheable("articles")
		public @Nullable Article byInt(int id) {
			return this.database.read(id);
		}

		@Cacheable("articles")
		public @Nullable Article byLong(long id) {
			return this.database.read(id);
		}

		@CachePut("articles")
		public @Nullable Article put(short id) {
			return this.database.read(id);
		}

		@CacheEvict("articles")
		public void evict(int id) {
		}

	}

}
