package io.github.taggedcache.release;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.testsupport.RedisServers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A node that runs a release.
 */
final class ShopNode implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final Object shop;

	ShopNode(Release release, ShopDatabase database, String namespace, String consistency, String... properties) {
		this.context.setClassLoader(release.classLoader());
		TestPropertyValues
			.of("tagged-cache.namespace=" + namespace, "tagged-cache.consistency=" + consistency,
					"spring.data.redis.url=" + RedisServers.shared().uri())
			.and(properties)
			.applyTo(this.context);
		this.context.registerBean(ShopDatabase.class, () -> database);
		this.context.register(release.shop(), Application.class);
		this.context.refresh();
		this.shop = this.context.getBean(release.shop());
	}

	Object call(String method, long id) {
		try {
			Method called = this.shop.getClass().getMethod(method, long.class);
			return called.invoke(this.shop, id);
		}
		catch (InvocationTargetException ex) {
			throw new AssertionError(method + " failed", ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void invalidate(String tag) {
		this.context.getBean(TaggedCacheManager.class).invalidateTags(tag);
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

	}

}
