package io.github.taggedcache.cache;

import java.util.UUID;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.Explanation.Outcome;
import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Refusal;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExplainTests {

	private static final String REDIS = "--tagged-cache.store=redis";

	private static final String MEMORY = "--tagged-cache.store=memory";

	private static final String STRICT = "--tagged-cache.consistency=strict";

	@ParameterizedTest
	@ValueSource(strings = { REDIS, MEMORY, STRICT })
	void invalidatedTagIsExplainedByItsRecord(String mode) {
		try (ConfigurableApplicationContext context = application(mode)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put(42, "value", "author:1");
			Explanation before = manager.explain("articles", 42);
			assertThat(before.isHit()).as("%s", before).isTrue();
			manager.invalidateTags("author:1");
			Explanation found = manager.explain("articles", 42);
			assertThat(found.outcome()).isEqualTo(Outcome.MISS);
			assertThat(found.reason()).isEqualTo(MissReason.TAG);
			assertThat(found.sentence()).contains("author:1").contains("this node").doesNotContain("42");
			assertThat(found.stored().byStore()).isEqualTo(Verdict.INVALID_BY_TAG);
			assertThat(found.tags()).last().satisfies((tag) -> {
				assertThat(tag.tag()).isEqualTo("author:1");
				assertThat(tag.last().version()).isEqualTo(tag.hard());
				assertThat(tag.last().mode()).isEqualTo(InvalidationMode.HARD);
				assertThat(tag.last().own()).isTrue();
			});
		}
	}

	@Test
	void invalidationIsNamedBeforeAVersionThatIsLost() {
		try (ConfigurableApplicationContext context = application(REDIS)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value", "author:1");
			context.getBean(StringRedisTemplate.class).delete(context.getBean(KeyLayout.class).tag("~"));
			manager.invalidateTags("author:1");
			assertThat(manager.explain("articles", "one").sentence()).contains("author:1 was invalidated");
		}
	}

	@Test
	void refusedValueIsTold() {
		try (ConfigurableApplicationContext context = application(MEMORY)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").get("one", () -> {
				manager.invalidateTags("author:1");
				return "value";
			}, "author:1");
			assertThat(manager.explain("articles", "one").notStored().cause()).isEqualTo(Refusal.Cause.RACE);
			manager.getCache("articles").put("one", "value");
			assertThat(manager.explain("articles", "one").notStored()).isNull();
		}
	}

	@Test
	void strictNodeSaysThatTheStoreJudges() {
		try (ConfigurableApplicationContext context = application(STRICT)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value");
			Explanation found = manager.explain("articles", "one");
			assertThat(found.caughtUp()).isFalse();
			assertThat(found.sentence()).contains("consistency is strict");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REDIS, MEMORY })
	void explainingChangesNothing(String mode) {
		try (ConfigurableApplicationContext context = application(mode)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			TaggedCache cache = manager.getCache("articles");
			cache.put("one", "value", "author:1");
			Region region = (Region) cache.getNativeCache();
			region.near().clear();
			Object before = region.statistics();
			assertThat(manager.explain("articles", "one").outcome()).isEqualTo(Outcome.STORE);
			assertThat(manager.explain("articles", "one").near()).isNull();
			assertThat(region.statistics()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REDIS, MEMORY, STRICT })
	void softlyInvalidatedValueIsServedWhereTheRegionServesStaleValues(String mode) {
		try (ConfigurableApplicationContext context = application(mode)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("articles").put("one", "value", "author:1");
			manager.getCache("patient").put("one", "value", "author:1");
			manager.getCache("careful").put("one", "value", "author:1");
			manager.softInvalidateTags("author:1");
			assertStale(manager.explain("patient", "one"), MissReason.TAG, "author:1 was invalidated softly");
			assertThat(manager.explain("articles", "one").outcome()).isEqualTo(Outcome.MISS);
			assertThat(manager.explain("careful", "one")).returns(Outcome.MISS, Explanation::outcome)
				.extracting(Explanation::sentence)
				.asString()
				.contains("is served to calls whose load fails");
			manager.invalidateTags("author:1");
			assertThat(manager.explain("patient", "one").outcome()).isEqualTo(Outcome.MISS);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { REDIS, MEMORY })
	void expiredValueIsServedWhereTheRegionServesStaleValues(String mode) {
		try (ConfigurableApplicationContext context = application(mode)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("brief").put("one", "value");
			Awaitility.await("the end of its time to live")
				.untilAsserted(() -> assertStale(manager.explain("brief", "one"), MissReason.EXPIRED, "became stale"));
		}
	}

	/**
	 * What the store no longer has, the near cache serves.
	 */
	@Test
	void softlyInvalidatedCopyIsServedAlsoIfTheStoreHasLostTheEntry() {
		try (ConfigurableApplicationContext context = application(MEMORY)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			manager.getCache("patient").put("one", "value", "author:1");
			manager.softInvalidateTags("author:1");
			String key = manager.explain("patient", "one").key();
			context.getBean(EntryStore.class).remove(EntryKey.of("patient", key)).join();
			Explanation found = manager.explain("patient", "one");
			assertThat(found.stored()).isNull();
			assertStale(found, MissReason.TAG, "author:1 was invalidated softly");
		}
	}

	private static void assertStale(Explanation found, MissReason reason, String cause) {
		assertThat(found.outcome()).as("%s", found).isEqualTo(Outcome.STALE);
		assertThat(found.isHit()).isTrue();
		assertThat(found.reason()).isEqualTo(reason);
		assertThat(found.sentence()).startsWith("Served stale: ")
			.contains(cause)
			.contains("It is loaded again in the background");
	}

	@Test
	void unknownRegionIsNamedAndNotMade() {
		try (ConfigurableApplicationContext context = application(MEMORY)) {
			TaggedCacheManager manager = context.getBean(TaggedCacheManager.class);
			assertThatIllegalArgumentException().isThrownBy(() -> manager.explain("unknown", "one"))
				.withMessageContaining("'unknown'")
				.withMessageContaining("tagged-cache.caches.unknown");
			assertThat(manager.getCacheNames()).doesNotContain("unknown");
		}
	}

	private static ConfigurableApplicationContext application(String mode) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("tagged-cache.namespace=" + UUID.randomUUID(),
					"spring.data.redis.url=" + RedisServers.shared().uri(), "spring.jmx.enabled=false",
					"spring.main.banner-mode=off", "tagged-cache.command-timeout=20s",
					"tagged-cache.caches.articles.time-to-live=1h", "tagged-cache.caches.patient.time-to-live=1h",
					"tagged-cache.caches.patient.stale-while-revalidate=1h",
					"tagged-cache.caches.careful.time-to-live=1h", "tagged-cache.caches.careful.stale-if-error=1h",
					"tagged-cache.caches.brief.time-to-live=50ms",
					"tagged-cache.caches.brief.stale-while-revalidate=1h")
			.run(mode);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
