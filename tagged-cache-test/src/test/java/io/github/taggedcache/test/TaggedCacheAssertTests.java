package io.github.taggedcache.test;

import io.github.taggedcache.TaggedCacheManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.SimpleKey;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a test asserts on that has no answer.
 */
@SpringBootTest
@AutoConfigureTaggedCache
class TaggedCacheAssertTests {

	@Autowired
	TaggedCacheManager manager;

	@Test
	void cacheOfAnotherKindHasNoEntries() {
		Cache other = new ConcurrentMapCache("articles");
		fails(() -> assertThat(other).entry(1L),
				"The cache 'articles' is no TaggedCache but a " + ConcurrentMapCache.class.getName());
		fails(() -> assertThat(other).entry(1L), "TaggedCacheManager");
	}

	@Test
	void cacheThatDoesNotExistHasNoEntries() {
		fails(() -> assertThat((Cache) null).entry(1L), "tagged-cache.dynamic-caches=false");
	}

	@Test
	void explanationThatIsNotThereFails() {
		fails(() -> new EntryAssert(null).isHit(), "not to be null");
	}

	@Test
	void keyThatCannotBeTextIsNamed() {
		TaggedCacheAssert cache = assertThat(this.manager.getCache("articles"));
		assertThatIllegalArgumentException().isThrownBy(() -> cache.entry(Thread.currentThread()))
			.withMessageContaining("java.lang.Thread")
			.withMessageContaining("Converter");
	}

	@Test
	void keyThatTheMethodDoesNotHaveIsAMiss() {
		this.manager.getCache("pages").put(new SimpleKey(1L, "en"), "text");
		assertThat(this.manager.getCache("pages")).entry(new SimpleKey(1, "en")).isHit();
		fails(() -> assertThat(this.manager.getCache("pages")).entry(1L).isHit(), "1 of region 'pages'");
	}

	private static void fails(Runnable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run).withMessageContaining(message);
	}

}
