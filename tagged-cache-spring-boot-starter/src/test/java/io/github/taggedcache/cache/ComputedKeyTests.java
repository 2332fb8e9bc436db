package io.github.taggedcache.cache;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Key, tags, and whether anything is cached, computed from the arguments and from the
 * result.
 */
@Tag("row-13")
class ComputedKeyTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class);

	private static final AtomicInteger calls = new AtomicInteger();

	private final Library library = application.bean(Library.class);

	private final TaggedCacheManager manager = application.manager();

	@BeforeEach
	void reset() {
		calls.set(0);
	}

	@Test
	void keyIsComputedFromTheArguments() {
		this.library.page(new Request(7, "alice"), 2);
		this.library.page(new Request(7, "bob"), 2);
		assertThat(calls).hasValue(1);
		this.library.page(new Request(7, "bob"), 3);
		assertThat(calls).hasValue(2);
	}

	@Test
	void tagsAreComputedFromArgumentsAndResult() {
		for (String tag : new String[] { "author:7", "shelf:107" }) {
			this.library.page(new Request(7, "alice"), 2);
			this.manager.invalidateTags(tag);
		}
		this.library.page(new Request(7, "alice"), 2);
		assertThat(calls).hasValue(3);
		this.manager.invalidateTags("author:8", "shelf:7");
		this.library.page(new Request(7, "alice"), 2);
		assertThat(calls).hasValue(3);
	}

	@Test
	void skipIsComputedFromTheArguments() {
		this.library.page(new Request(7, "admin"), 2);
		this.library.page(new Request(7, "admin"), 2);
		assertThat(calls).hasValue(2);
	}

	@Test
	void skipIsComputedFromTheResult() {
		this.library.page(new Request(7, "alice"), 0);
		this.library.page(new Request(7, "alice"), 0);
		assertThat(calls).hasValue(2);
	}

	@Test
	void evictingCallComputesTheSameKey() {
		this.library.page(new Request(7, "alice"), 2);
		this.manager.evicting(this.library).page(new Request(7, "carol"), 2);
		this.library.page(new Request(7, "alice"), 2);
		assertThat(calls).hasValue(2);
	}

	record Request(long author, String user) {

	}

	record Page(long shelf, int number) {

	}

	@EnableCaching
	static class Library {

		@Cacheable(cacheNames = "pages", key = "{ #request.author, #number }", condition = "#request.user != 'admin'",
				unless = "#result.number == 0")
		@CacheTags({ "author:#{#request.author}", "shelf:#{#result.shelf}" })
		public Page page(Request request, int number) {
			calls.incrementAndGet();
			return new Page(100 + request.author(), number);
		}

	}

}
