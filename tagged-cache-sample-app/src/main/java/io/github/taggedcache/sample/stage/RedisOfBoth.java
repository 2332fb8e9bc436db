package io.github.taggedcache.sample.stage;

import java.net.URI;
import java.util.Map;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.core.env.Environment;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The Redis of both instances: the one that {@code spring.data.redis.*} names, else one
 * that is started here. Instance B goes through a proxy, where that is possible.
 */
final class RedisOfBoth implements AutoCloseable {

	private static final int STANDARD_PORT = 6379;

	private static final String URL = "spring.data.redis.url";

	private static final String HOST = "spring.data.redis.host";

	private static final String PORT = "spring.data.redis.port";

	private final boolean there;

	private final @Nullable EmbeddedRedis embedded;

	private final @Nullable URI given;

	private final @Nullable FollowerProxy proxy;

	private RedisOfBoth(boolean there, @Nullable EmbeddedRedis embedded, @Nullable URI given,
			@Nullable FollowerProxy proxy) {
		this.there = there;
		this.embedded = embedded;
		this.given = given;
		this.proxy = proxy;
	}

	static RedisOfBoth of(Environment environment) {
		if ("memory".equals(environment.getProperty("tagged-cache.store"))) {
			return new RedisOfBoth(false, null, null, null);
		}
		DataRedisProperties settings = Binder.get(environment)
			.bindOrCreate("spring.data.redis", DataRedisProperties.class);
		boolean isSeveral = settings.getSentinel() != null || settings.getCluster() != null
				|| settings.getMasterreplica() != null;
		String url = settings.getUrl();
		if (url == null && !isSeveral && environment.getProperty(HOST) == null) {
			EmbeddedRedis started = EmbeddedRedis.start("--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru");
			return new RedisOfBoth(true, started, started.uri(), FollowerProxy.to(started.host(), started.port()));
		}
		boolean canProxy = !isSeveral && !settings.getSsl().isEnabled() && settings.getClientName() == null
				&& (url == null || url.startsWith("redis://"));
		URI given = (url != null) ? URI.create(url) : null;
		String host = (given != null) ? given.getHost() : settings.getHost();
		int port = (given != null) ? given.getPort() : settings.getPort();
		return new RedisOfBoth(true, null, given,
				canProxy ? FollowerProxy.to(host, (port > 0) ? port : STANDARD_PORT) : null);
	}

	/**
	 * The connection of an instance.
	 */
	Map<String, Object> propertiesOf(Node node) {
		if (node == Node.A || this.proxy == null) {
			return (this.embedded != null) ? Map.of(URL, this.embedded.uri().toString()) : Map.of();
		}
		if (this.given == null) {
			return Map.of(HOST, this.proxy.host(), PORT, this.proxy.port());
		}
		return Map.of(URL,
				UriComponentsBuilder.fromUri(this.given)
					.host(this.proxy.host())
					.port(this.proxy.port())
					.build(true)
					.toUriString());
	}

	boolean isThere() {
		return this.there;
	}

	/**
	 * The server that was started here; null if another one is used.
	 */
	@Nullable EmbeddedRedis embedded() {
		return this.embedded;
	}

	/**
	 * The proxy before instance B; null where there can be none.
	 */
	@Nullable FollowerProxy proxy() {
		return this.proxy;
	}

	@Override
	public void close() {
		if (this.proxy != null) {
			this.proxy.close();
		}
		if (this.embedded != null) {
			this.embedded.close();
		}
	}

}
