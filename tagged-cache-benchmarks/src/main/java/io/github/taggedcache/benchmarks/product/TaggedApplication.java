package io.github.taggedcache.benchmarks.product;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.RegionCustomizer;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.node.Node;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * One instance of an application with tagged caches, on a real Redis.
 */
public final class TaggedApplication implements AutoCloseable {

	/** The region of all benchmarks. */
	public static final String REGION = "articles";

	/** The namespace of all benchmarks. */
	public static final String NAMESPACE = "benchmarks";

	private static final Duration LONGEST_START = Duration.ofSeconds(10);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Starts an instance, and waits until it is caught up with the invalidations.
	 * @param nearEntries how many entries it keeps in its memory
	 * @param properties what differs from the defaults
	 */
	public TaggedApplication(int nearEntries, String... properties) {
		TestPropertyValues
			.of("tagged-cache.namespace=" + NAMESPACE, "spring.data.redis.url=" + Server.uri(),
					"tagged-cache.defaults.near-cache.maximum-size=" + nearEntries)
			.and(properties)
			.applyTo(this.context);
		this.context.register(Setup.class);
		this.context.refresh();
		CatchUp proof = node().catchUp();
		long end = System.nanoTime() + LONGEST_START.toNanos();
		while (proof != null && !proof.isProven(proof.now())) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException("The node did not catch up with the log within " + LONGEST_START);
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * What invalidates without waiting.
	 * @return the node of the instance
	 */
	public Node node() {
		return this.context.getBean(Node.class);
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	/**
	 * The bean with a cached method.
	 * @return the bean
	 */
	public ArticleService service() {
		return bean(ArticleService.class);
	}

	/**
	 * A bean of the instance.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Makes an object what it would be as a bean of the instance.
	 * @param <T> its type
	 * @param object the object
	 * @return the same object
	 */
	@SuppressWarnings("unchecked") // no post-processor puts another one in its place
	public <T> T initialised(T object) {
		return (T) this.context.getAutowireCapableBeanFactory().initializeBean(object, "initialised");
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	@Import({ ArticleService.class, PageService.class })
	static class Setup {

		@Bean
		RegionCustomizer articles() {
			return (name, options) -> {
				if (name.equals(REGION)) {
					options.type(Article.class);
				}
				else {
					options.type(ValueKind.valueOf(name).type());
				}
			};
		}

	}

}
