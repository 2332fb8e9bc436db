package io.github.taggedcache.test;

import io.github.taggedcache.CacheEvent;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.test.Shop.Articles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest
@AutoConfigureTaggedCache
class AutoConfigureTaggedCacheTests {

	@Autowired
	TaggedCacheManager manager;

	@Autowired
	StoreFaults faults;

	@Test
	void annotationCountsBeforePropertiesOfTheApplication(@Autowired Environment environment) {
		assertThat(environment.getProperty("tagged-cache.store")).isEqualToIgnoringCase("memory");
	}

	@Test
	void unstorableValueFails(@Autowired Articles articles) {
		assertThatIllegalStateException().isThrownBy(() -> articles.unstorable(1)).withMessageContaining("Thread");
	}

	/**
	 * The second repetition would find what the first one put.
	 */
	@RepeatedTest(2)
	void cachesAreEmptyBeforeEachTest() {
		TaggedCacheAssertions.assertThat(this.manager.getCache("notes"))
			.entry("left")
			.isMissBecauseOf(MissReason.ABSENT);
		this.manager.getCache("notes").put("left", "value");
		TaggedCacheAssertions.assertThat(this.manager.getCache("notes")).entry("left").isHit();
	}

	/**
	 * The second repetition would not get an answer.
	 */
	@RepeatedTest(2)
	void storeIsUndisturbedBeforeEachTest() {
		this.manager.invalidateTags("author:1");
		this.faults.fail();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.manager.invalidateTags("author:1"));
	}

	/**
	 * The second repetition would find the tag taken for invalidated.
	 */
	@RepeatedTest(2)
	void invalidationsThatAreStillPendingEndBeforeEachTest(@Autowired Articles articles, @Autowired Node node) {
		assertThat(node.held()).isZero();
		articles.article(1);
		TaggedCacheAssertions.assertThat(this.manager.getCache("articles")).entry(1L).isHit();
		this.faults.fail();
		assertThatIllegalStateException().isThrownBy(() -> articles.failToRenameAuthor(7));
		assertThat(node.held()).isOne();
	}

	/**
	 * The second repetition would find the events of the first one.
	 */
	@RepeatedTest(2)
	void eventsAreForgottenBeforeEachTest(@Autowired RecordedCacheEvents events, @Autowired Articles articles) {
		assertThat(events.all()).isEmpty();
		articles.article(1);
		assertThat(events.all()).extracting(Object::getClass)
			.containsExactly(CacheEvent.Missed.class, CacheEvent.Loaded.class, CacheEvent.Stored.class);
	}

	@Test
	void testWithoutCachingIsToldWhatToDo() throws Exception {
		WithoutCaching instance = new WithoutCaching();
		TestContextManager context = new TestContextManager(WithoutCaching.class);
		context.prepareTestInstance(instance);
		assertThatIllegalStateException()
			.isThrownBy(() -> context.beforeTestMethod(instance, WithoutCaching.class.getDeclaredMethod("test")))
			.withMessageContaining("@EnableCaching");
	}

	@Nested
	class WhatATestPreparesItself {

		@BeforeEach
		void fillTheCache() {
			AutoConfigureTaggedCacheTests.this.manager.getCache("notes").put("key", "value");
		}

		@Test
		void isThereWhenTheTestBegins() {
			TaggedCacheAssertions.assertThat(AutoConfigureTaggedCacheTests.this.manager.getCache("notes"))
				.entry("key")
				.isHit();
		}

	}

	@Nested
	class InANestedClass {

		@RepeatedTest(2)
		void cachesAreEmptyThereAsWell() {
			TaggedCacheAssertions.assertThat(AutoConfigureTaggedCacheTests.this.manager.getCache("nested"))
				.entry("left")
				.isMissBecauseOf(MissReason.ABSENT);
			AutoConfigureTaggedCacheTests.this.manager.getCache("nested").put("left", "value");
		}

	}

	@SpringBootTest(classes = WithoutCaching.Configuration.class)
	@AutoConfigureTaggedCache
	static class WithoutCaching {

		void test() {
		}

		static class Configuration {

		}

	}

}
