package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.core.envelope.Header;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods with more tags than an entry may have.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManyTagsTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Shelf.class);

	private final Shelf shelf = application.bean(Shelf.class);

	private static List<Long> ids(int count) {
		return LongStream.range(0, count).boxed().toList();
	}

	@ParameterizedTest
	@ValueSource(ints = { Header.MAX_TAGS + 1, 100_000 })
	void allTagsOfAMethodAreInvalidated(int count) {
		application.cache("texts").put("first", "old", "article:0");
		application.cache("texts").put("last", "old", "article:" + (count - 1));
		application.cache("texts").put("other", "old", "article:" + count);
		this.shelf.changeAll(ids(count));
		assertThat(application.otherCache("texts").getAll(List.of("first", "last", "other")).keySet())
			.containsExactly("other");
	}

	static Stream<Named<BiFunction<Shelf, List<Long>, Object>>> methods() {
		return Stream.of(Named.of("plain", Shelf::plain), Named.of("sync", Shelf::sync), Named.of("put", Shelf::put),
				Named.of("future", (shelf, ids) -> shelf.future(ids).join()),
				Named.of("mono", (shelf, ids) -> shelf.mono(ids).block()));
	}

	@ParameterizedTest
	@MethodSource("methods")
	void valueWithTooManyTagsIsReturnedAndNotStored(BiFunction<Shelf, List<Long>, Object> method) {
		List<Long> ids = ids(Header.MAX_TAGS + 1);
		assertThat(method.apply(this.shelf, ids)).isEqualTo(ids.size());
		assertThat(method.apply(this.shelf, ids)).isEqualTo(ids.size());
		assertThat(application.database().reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("methods")
	void valueWithTheMostTagsIsStored(BiFunction<Shelf, List<Long>, Object> method) {
		List<Long> ids = ids(Header.MAX_TAGS);
		assertThat(method.apply(this.shelf, ids)).isEqualTo(ids.size());
		assertThat(Stream.of("many", "sync-many")
			.filter((region) -> application.otherCache(region).get((long) ids.size()) != null)).hasSize(1);
	}

	@Test
	void putOfAValueWithTooManyTagsEvicts() {
		List<Long> ids = ids(Header.MAX_TAGS + 1);
		application.cache("many").put((long) ids.size(), 5);
		this.shelf.put(ids);
		assertThat(application.otherCache("many").get((long) ids.size())).isNull();
	}

	@Test
	void tooManyTagsAreLoggedOnceForAMethod(CapturedOutput output) {
		this.shelf.other(ids(Header.MAX_TAGS + 1));
		this.shelf.other(ids(Header.MAX_TAGS + 2));
		assertThat(output).containsOnlyOnce("Shelf.other returned a value that is not cached: it has 10001 tags");
	}

	@EnableCaching
	static class Shelf {

		private final Database database;

		Shelf(Database database) {
			this.database = database;
		}

		@InvalidateTags("article:#{#ids}")
		public void changeAll(List<Long> ids) {
		}

		@Cacheable(cacheNames = "many", key = "#ids.size()")
		@CacheTags("article:#{#ids}")
		public int plain(List<Long> ids) {
			return read(ids);
		}

		@Cacheable(cacheNames = "many", key = "#ids.size()")
		@CacheTags("article:#{#ids}")
		public int other(List<Long> ids) {
			return read(ids);
		}

		@Cacheable(cacheNames = "sync-many", key = "#ids.size()", sync = true)
		@CacheTags("article:#{#ids}")
		public int sync(List<Long> ids) {
			return read(ids);
		}

		@CachePut(cacheNames = "many", key = "#ids.size()")
		@CacheTags("article:#{#ids}")
		public int put(List<Long> ids) {
			return read(ids);
		}

		@Cacheable(cacheNames = "many", key = "#ids.size()")
		@CacheTags("article:#{#ids}")
		public CompletableFuture<Integer> future(List<Long> ids) {
			return CompletableFuture.supplyAsync(() -> read(ids));
		}

		@Cacheable(cacheNames = "many", key = "#ids.size()")
		@CacheTags("article:#{#ids}")
		public Mono<Integer> mono(List<Long> ids) {
			return Mono.fromSupplier(() -> read(ids));
		}

		private int read(List<Long> ids) {
			this.database.read(1);
			return ids.size();
		}

	}

}
