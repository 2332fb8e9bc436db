package io.github.taggedcache.cache;

import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redis answers the lookup and nothing after it.
 */
class StoreLostDuringLoadTests {

	private static final Article ARTICLE = new Article(1, Database.AUTHOR, "old");

	private static final RoundTripProxy proxy = RoundTripProxy.to(RedisServers.shared());

	private static final CacheApplication application = CacheApplication.onRedis(Library.class)
		.at(proxy.uri())
		.with("spring.data.redis.timeout=300ms");

	@BeforeAll
	static void start() {
		application.start("StoreLostDuringLoadTests");
	}

	@AfterAll
	static void stop() {
		application.stop();
		proxy.close();
	}

	@BeforeEach
	void loseTheStoreAfterTheNextRead() {
		application.database().reset();
		application.database().afterNextRead(() -> proxy.swallow(true));
	}

	@AfterEach
	void findTheStoreAgain() {
		proxy.swallow(false);
	}

	@ParameterizedTest
	@EnumSource
	void callerGetsWhatWasLoaded(CachedCall call) {
		assertThat(call.on(application.bean(Library.class), 1)).isEqualTo(ARTICLE);
	}

	@ParameterizedTest
	@EnumSource
	void cachedMethodIsCalledOnce(CachedCall call) {
		call.on(application.bean(Library.class), 2);
		assertThat(application.database().reads()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void puttingMethodIsCalledOnce(PuttingCall call) {
		call.on(application.bean(Library.class), 1);
		assertThat(application.database().reads()).isEqualTo(1);
	}

}
