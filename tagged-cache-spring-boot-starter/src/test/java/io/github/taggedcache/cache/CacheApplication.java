package io.github.taggedcache.cache;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.testsupport.RedisServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * An application with tagged caches that the tests of a class share, and on demand a
 * second one that is another node of the same namespace. Each test starts with nothing
 * cached and a {@link Database} that was reset.
 */
final class CacheApplication implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	private final boolean memory;

	private final List<Class<?>> configurations;

	private final List<String> properties = new ArrayList<>();

	private @Nullable String namespace;

	private @Nullable URI uri;

	private @Nullable ConfigurableApplicationContext context;

	private @Nullable ConfigurableApplicationContext otherNode;

	private CacheApplication(boolean memory, Class<?>... configurations) {
		this.memory = memory;
		this.configurations = new ArrayList<>(List.of(configurations));
		this.configurations.add(Database.class);
		this.configurations.add(AutoConfigurations.class);
	}

	static CacheApplication onRedis(Class<?>... configurations) {
		return new CacheApplication(false, configurations);
	}

	static CacheApplication inMemory(Class<?>... configurations) {
		return new CacheApplication(true, configurations);
	}

	CacheApplication with(String... properties) {
		this.properties.addAll(List.of(properties));
		return this;
	}

	/**
	 * Uses another server than the one that all tests share.
	 */
	CacheApplication at(URI uri) {
		this.uri = uri;
		return this;
	}

	@Override
	public void beforeAll(ExtensionContext extensionContext) {
		start(extensionContext.getRequiredTestClass().getSimpleName());
	}

	void start(String namespace) {
		this.namespace = namespace;
		this.context = newContext();
	}

	@Override
	public void beforeEach(ExtensionContext extensionContext) {
		manager().invalidateAll();
		database().reset();
		if (this.otherNode != null) {
			this.otherNode.getBean(Database.class).reset();
		}
	}

	@Override
	public void afterAll(ExtensionContext extensionContext) {
		stop();
	}

	void stop() {
		if (this.context != null) {
			this.context.close();
		}
		if (this.otherNode != null) {
			this.otherNode.close();
		}
	}

	private ConfigurableApplicationContext newContext() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues values = TestPropertyValues.of("tagged-cache.namespace=" + namespace(),
				"tagged-cache.store=" + (this.memory ? "memory" : "redis"), "tagged-cache.consistency=strict");
		if (!this.memory) {
			URI server = (this.uri != null) ? this.uri : RedisServers.shared().uri();
			values = values.and("spring.data.redis.url=" + server);
		}
		values.and(this.properties.toArray(String[]::new)).applyTo(context);
		context.register(this.configurations.toArray(Class<?>[]::new));
		context.refresh();
		return context;
	}

	String namespace() {
		if (this.namespace == null) {
			throw new IllegalStateException("not started");
		}
		return this.namespace;
	}

	ConfigurableApplicationContext context() {
		if (this.context == null) {
			throw new IllegalStateException("not started");
		}
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return context().getBean(type);
	}

	Database database() {
		return bean(Database.class);
	}

	TaggedCacheManager manager() {
		return bean(TaggedCacheManager.class);
	}

	TaggedCache cache(String name) {
		return cacheOf(manager(), name);
	}

	/**
	 * The manager of a second application in the namespace; the one of this application
	 * where the namespace is memory of this process.
	 */
	TaggedCacheManager otherNode() {
		return otherContext().getBean(TaggedCacheManager.class);
	}

	ConfigurableApplicationContext otherContext() {
		if (this.memory) {
			return context();
		}
		if (this.otherNode == null) {
			this.otherNode = newContext();
		}
		return this.otherNode;
	}

	TaggedCache otherCache(String name) {
		return cacheOf(otherNode(), name);
	}

	/**
	 * Where the entry of a key lies in Redis.
	 */
	String entryKey(String region, Object key) {
		RegionCache cache = (RegionCache) cache(region);
		return bean(KeyLayout.class).entry(cache.access().key(key).as(cache.types().form()));
	}

	private static TaggedCache cacheOf(TaggedCacheManager manager, String name) {
		TaggedCache cache = manager.getCache(name);
		if (cache == null) {
			throw new IllegalStateException("no cache " + name);
		}
		return cache;
	}

	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class AutoConfigurations {

	}

}
