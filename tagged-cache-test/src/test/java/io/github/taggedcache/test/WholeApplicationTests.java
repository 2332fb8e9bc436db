package io.github.taggedcache.test;

import java.time.Duration;

import io.github.taggedcache.CacheEvent.Invalidated;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.test.AutoConfigureTaggedCache.Store;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.github.taggedcache.test.TaggedCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with all auto-configurations, which the annotation imports earlier.
 */
class WholeApplicationTests {

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureTaggedCache
	class InMemory {

		@Test
		void clockIsThatOfTheCaches(@Autowired TaggedCacheManager manager, @Autowired MutableClock clock) {
			TaggedCache notes = manager.getCache("notes");
			notes.put("key", "value", "author:1");
			clock.advance(Duration.ofHours(2));
			assertThat(notes.get("key")).isNull();
		}

		@Test
		void timeThatPassesMakesNoOtherMisses(@Autowired TaggedCacheManager manager, @Autowired MutableClock clock) {
			TaggedCache notes = manager.getCache("notes");
			notes.put("key", "value", "author:1");
			clock.advance(Duration.ofMinutes(30));
			assertThat(notes).entry("key").isHit();
			assertThat(notes.get("key", String.class)).isEqualTo("value");
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class)
	@AutoConfigureTaggedCache(store = Store.REDIS)
	class InRedis {

		@DynamicPropertySource
		static void redis(DynamicPropertyRegistry registry) {
			registry.add("spring.data.redis.url", () -> RedisServers.shared().uri());
			registry.add("tagged-cache.command-timeout", () -> "30s");
		}

		/**
		 * The second repetition would find what the first one put.
		 */
		@RepeatedTest(2)
		void entriesOfOtherTestsAreNotServed(@Autowired TaggedCacheManager manager) {
			TaggedCache notes = manager.getCache("notes");
			assertThat(notes).entry("key").isMiss();
			notes.put("key", "value", "author:1");
			assertThat(notes).entry("key").isHit().hasOnlyTags("author:1");
			manager.invalidateTags("author:1");
			assertThat(notes).entry("key").isMissBecauseOf(MissReason.TAG);
		}

		/**
		 * The second repetition finds what the first one put, invalidated.
		 */
		@RepeatedTest(2)
		void entriesOfOtherTestsAreInvalidated(@Autowired TaggedCacheManager manager, RepetitionInfo repetition) {
			TaggedCache notes = manager.getCache("notes");
			if (repetition.getCurrentRepetition() == 2) {
				assertThat(notes).entry("left").isMissBecauseOf(MissReason.TAG);
			}
			notes.put("left", "value", "author:1");
		}

		@RepeatedTest(2)
		void eventsOfOtherTestsAreForgotten(@Autowired TaggedCacheManager manager,
				@Autowired RecordedCacheEvents events) {
			assertThat(events.all()).isEmpty();
			manager.invalidateTags("author:1");
			assertThat(events.await(Invalidated.class).tags()).containsExactly("author:1");
		}

		@Test
		void storeFailsOnDemand(@Autowired EntryStore store, @Autowired TaggedCacheManager manager,
				@Autowired StoreFaults faults) {
			assertThat(store).isInstanceOf(DisturbedStore.class);
			faults.fail();
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> manager.invalidateTags("author:1"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
