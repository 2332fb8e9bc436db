package io.github.taggedcache.wire;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.testsupport.CommandLog;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application on a Redis server of its own, with a counting proxy in between.
 */
final class WireApplication implements AutoCloseable {

	static final String NAMESPACE = "wire";

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final RoundTripProxy proxy = RoundTripProxy.to(this.server);

	private final RespConnection others = RespConnection.open(this.server.uri());

	private final ConfigurableApplicationContext context;

	/**
	 * An application whose reads all go to the store, which judges them by versions. Its
	 * follower is stopped, so that nothing is on the wire but what calls send, and
	 * somebody else has moved the clock since: the history does not end there.
	 */
	WireApplication() {
		this("--tagged-cache.consistency=strict", "--tagged-cache.defaults.near-cache.enabled=false",
				"--tagged-cache.caches.unlocked.load-lock.enabled=false");
		awaitCaughtUp();
		stopFollower();
		moveClock();
	}

	WireApplication(String... properties) {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "tagged-cache.namespace=" + NAMESPACE,
					"spring.data.redis.url=" + this.proxy.uri())
			.run(properties);
	}

	/**
	 * Waits until the follower has read all that there is.
	 */
	void awaitCaughtUp() {
		CatchUp proof = Objects.requireNonNull(this.context.getBean(Node.class).catchUp());
		Awaitility.await().until(() -> proof.isProven(proof.now()));
	}

	void stopFollower() {
		this.context.getBean("taggedCacheLogFollower", SmartLifecycle.class).stop();
	}

	/**
	 * Does to the clock what an invalidation by somebody else does.
	 */
	void moveClock() {
		this.others.call("INCR", "{" + NAMESPACE + "}:clock");
	}

	EmbeddedRedis server() {
		return this.server;
	}

	RoundTripProxy proxy() {
		return this.proxy;
	}

	CommandLog commands() {
		return CommandLog.of(this.server);
	}

	/**
	 * A connection of somebody else.
	 */
	RespConnection others() {
		return this.others;
	}

	Library library() {
		return this.context.getBean(Library.class);
	}

	TaggedCacheManager manager() {
		return this.context.getBean(TaggedCacheManager.class);
	}

	TaggedCache cache(String name) {
		TaggedCache cache = manager().getCache(name);
		if (cache == null) {
			throw new IllegalStateException("No cache " + name);
		}
		return cache;
	}

	RegionStatistics statistics(String name) {
		return ((Region) cache(name).getNativeCache()).statistics();
	}

	@Override
	public void close() {
		this.context.close();
		this.others.close();
		this.proxy.close();
		this.server.close();
	}

	record Article(long id, long author, String title) {

	}

	static class Library {

		private int loads;

		private Runnable onLoad = () -> {
		};

		/**
		 * Has something run whenever a method loads.
		 */
		public void observeWith(Runnable onLoad) {
			this.onLoad = onLoad;
		}

		public int loads() {
			return this.loads;
		}

		private Article load(long id) {
			this.loads++;
			this.onLoad.run();
			return new Article(id, id % 10, "article " + id);
		}

		@Cacheable("called")
		@CacheTags("article:#{#id}")
		public Article taggedByCall(long id) {
			return load(id);
		}

		@Cacheable("batches")
		@CacheTags(value = "article:#{#ids}", batch = "#ids", batchKey = "#result.id")
		public List<Article> batch(List<Long> ids) {
			return ids.stream().map(this::load).toList();
		}

		@Cacheable("results")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article taggedByResult(long id) {
			return load(id);
		}

		@Cacheable(cacheNames = "synced", sync = true)
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article synced(long id) {
			return load(id);
		}

		@Cacheable(cacheNames = "unlocked", sync = true)
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article unlocked(long id) {
			return load(id);
		}

		@Cacheable("futures")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public CompletableFuture<Article> future(long id) {
			return CompletableFuture.completedFuture(load(id));
		}

		@CachePut("results")
		@CacheTags({ "article:#{#id}", "author:#{#result.author}" })
		public Article put(long id) {
			return load(id);
		}

		@CachePut({ "firsts", "seconds" })
		public Article putTwice(long id) {
			return load(id);
		}

		@CacheEvict("results")
		public void evict(long id) {
		}

		@CacheEvict(cacheNames = "results", allEntries = true)
		public void clear() {
		}

		@InvalidateTags({ "article:#{#id}", "list" })
		@InvalidateTags("author:#{#author}")
		@InvalidateTags(value = "front-page", condition = "#id > 0")
		public void change(long id, long author) {
		}

		@InvalidateTags("article:#{#ids}")
		public void changeAll(List<Long> ids) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

		@Bean
		Library library() {
			return new Library();
		}

	}

}
