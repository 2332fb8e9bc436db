package io.github.taggedcache.cache;

import io.github.taggedcache.testsupport.RedisServers;
import io.github.taggedcache.testsupport.RespConnection;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisReturnTypeTests extends ReturnTypeContract {

	@RegisterExtension
	static final CacheApplication application = CacheApplication.onRedis(Library.class);

	@Override
	CacheApplication application() {
		return application;
	}

	@ParameterizedTest
	@EnumSource
	void payloadIsJsonWithoutClassNames(CachedCall call) {
		call.on(application.bean(Library.class), 1);
		try (RespConnection redis = RedisServers.shared().connect()) {
			String envelope = redis.text("GET", application.entryKey(call.region(), 1L));
			assertThat(envelope).contains("\"title\":\"old\"").doesNotContain("taggedcache", "java.");
		}
	}

}
