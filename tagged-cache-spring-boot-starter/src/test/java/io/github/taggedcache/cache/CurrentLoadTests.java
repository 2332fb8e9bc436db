package io.github.taggedcache.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.CurrentLoad;
import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a loader says about the value that it makes.
 */
class CurrentLoadTests {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Speaking.class)
		.with("tagged-cache.defaults.time-to-live=1h");

	private final Speaking speaking = application.bean(Speaking.class);

	private final TaggedCache cache = application.cache("texts");

	@ParameterizedTest
	@EnumSource
	void tagThatTheLoaderAddsInvalidates(Way way) {
		way.call(this.speaking, () -> CurrentLoad.addTags("added"));
		application.manager().invalidateTags("added");
		assertThat(this.cache.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void loadIsNotStoredAfterAnAddedTagWasInvalidatedDuringIt(Way way) {
		way.call(this.speaking, () -> {
			CurrentLoad.addTags("added");
			application.otherNode().invalidateTags("added");
		});
		assertThat(this.cache.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void timeToLiveOfTheLoaderIsThatOfTheEntry(Way way) {
		way.call(this.speaking, () -> CurrentLoad.timeToLive(Duration.ofSeconds(30)));
		assertThat(millisToLive()).isBetween(20_000L, 30_000L);
	}

	@ParameterizedTest
	@EnumSource
	void zeroTimeToLiveIsNoExpiry(Way way) {
		way.call(this.speaking, () -> CurrentLoad.timeToLive(Duration.ZERO));
		assertThat(millisToLive()).isEqualTo(-1);
	}

	@ParameterizedTest
	@EnumSource
	void valueThatTheLoaderDoesNotWantStoredIsNotStored(Way way) {
		way.call(this.speaking, CurrentLoad::doNotStore);
		assertThat(this.cache.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void loaderThatSaysNothingIsStored(Way way) {
		way.call(this.speaking, () -> {
		});
		assertThat(this.cache.get("key")).isNotNull();
	}

	@Test
	void loaderOfTheCacheItselfIsHeard() {
		this.cache.get("key", () -> {
			CurrentLoad.addTags("added");
			return "value";
		});
		application.manager().invalidateTags("added");
		assertThat(this.cache.get("key")).isNull();
	}

	@Test
	void putThatIsNotWantedTakesAwayTheOlderValue() {
		this.cache.put("key", "older");
		this.speaking.put("key", CurrentLoad::doNotStore);
		assertThat(this.cache.get("key")).isNull();
	}

	@Test
	void tagOfAnInnerLoadReachesTheOuterOne() {
		this.speaking.plain("outer", () -> this.speaking.plain("key", () -> CurrentLoad.addTags("inner")));
		application.manager().invalidateTags("inner");
		assertThat(this.cache.get("outer")).isNull();
		assertThat(this.cache.get("key")).isNull();
	}

	@Test
	void outerLoadIsHeardAgainAfterAnInnerOne() {
		this.speaking.plain("outer", () -> {
			this.speaking.plain("key", () -> {
			});
			CurrentLoad.addTags("outer");
		});
		application.manager().invalidateTags("outer");
		assertThat(this.cache.get("outer")).isNull();
		assertThat(this.cache.get("key")).isNotNull();
	}

	@Test
	void nothingHappensOutsideALoad() {
		assertThatCode(() -> {
			CurrentLoad.addTags("added");
			CurrentLoad.timeToLive(Duration.ofSeconds(1));
			CurrentLoad.doNotStore();
		}).doesNotThrowAnyException();
	}

	@Test
	void tagThatIsNoneIsAnErrorOfTheLoader() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.speaking.plain("key", () -> CurrentLoad.addTags("")));
	}

	private static long millisToLive() {
		try (RespConnection redis = RedisServers.shared().connect()) {
			return redis.number("PTTL", application.entryKey("texts", "key"));
		}
	}

	enum Way {

		PLAIN {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.plain("key", action);
			}
		},

		SYNC {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.sync("key", action);
			}
		},

		PUT {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.put("key", action);
			}
		},

		FUTURE {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.future("key", action).join();
			}
		},

		SYNC_FUTURE {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.syncFuture("key", action).join();
			}
		},

		MONO {
			@Override
			void call(Speaking speaking, Runnable action) {
				speaking.mono("key", action).block();
			}
		};

		abstract void call(Speaking speaking, Runnable action);

	}

	@EnableCaching
	static class Speaking {

		@Cacheable(cacheNames = "texts", key = "#key")
		public String plain(String key, Runnable action) {
			action.run();
			return "value";
		}

		@Cacheable(cacheNames = "texts", key = "#key", sync = true)
		public String sync(String key, Runnable action) {
			action.run();
			return "value";
		}

		@CachePut(cacheNames = "texts", key = "#key")
		public String put(String key, Runnable action) {
			action.run();
			return "value";
		}

		@Cacheable(cacheNames = "texts", key = "#key")
		public CompletableFuture<String> future(String key, Runnable action) {
			action.run();
			return CompletableFuture.completedFuture("value");
		}

		@Cacheable(cacheNames = "texts", key = "#key", sync = true)
		public CompletableFuture<String> syncFuture(String key, Runnable action) {
			action.run();
			return CompletableFuture.completedFuture("value");
		}

		@Cacheable(cacheNames = "texts", key = "#key")
		public Mono<String> mono(String key, Runnable action) {
			action.run();
			return Mono.just("value");
		}

	}

}
