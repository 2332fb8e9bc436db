package io.github.taggedcache.cache;

import java.time.Duration;

import io.github.taggedcache.CurrentLoad;
import io.github.taggedcache.TaggedCache;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Put, get, has and delete with tags and a lifetime, without annotations.
 */
@Tag("row-21")
class DirectUseTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Application.class)
		.with("tagged-cache.caches.forever.time-to-live=0");

	private final TaggedCache cache = application.cache("direct");

	@Test
	void valueIsThereUntilOneOfItsTagsIsInvalidated() {
		for (String tag : new String[] { "article:1", "author:7" }) {
			this.cache.put(1, "one", "article:1", "author:7");
			assertThat(this.cache.get(1, String.class)).isEqualTo("one");
			application.manager().invalidateTags(tag);
			assertThat(this.cache.get(1)).isNull();
		}
	}

	@Test
	void deletedValueIsGoneAndOthersStay() {
		this.cache.put(1, "one", "article:1");
		this.cache.<String>get(2, () -> "two", "article:1");
		assertThat(this.cache.evictIfPresent(1)).isTrue();
		assertThat(this.cache.evictIfPresent(1)).isFalse();
		assertThat(this.cache.get(1)).isNull();
		assertThat(this.cache.get(2)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "false", "0" })
	void valueThatLooksEmptyIsThere(String value) {
		this.cache.put(3, value);
		assertThat(this.cache.get(3)).isNotNull().extracting(ValueWrapper::get).isEqualTo(value);
	}

	@Test
	void nullIsThere() {
		this.cache.put(4, null);
		assertThat(this.cache.get(4)).isNotNull();
		assertThat(this.cache.get(5)).isNull();
	}

	@Test
	void lifetimeIsThatOfTheLoadOrOfTheRegion() {
		this.cache.get(6, () -> {
			CurrentLoad.timeToLive(Duration.ofMinutes(2));
			return "six";
		});
		this.cache.put(7, "seven");
		application.cache("forever").put(8, "eight");
		StringRedisTemplate redis = application.bean(StringRedisTemplate.class);
		assertThat(redis.getExpire(application.entryKey("direct", 6))).isBetween(1L, 120L);
		assertThat(redis.getExpire(application.entryKey("direct", 7))).isBetween(3000L, 3600L);
		assertThat(redis.getExpire(application.entryKey("forever", 8))).isEqualTo(-1);
	}

	@EnableCaching
	static class Application {

	}

}
