package io.github.taggedcache.coherence;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.TaggedCacheManager;
import io.github.taggedcache.autoconfigure.TaggedCacheAutoConfiguration;
import io.github.taggedcache.core.event.RegionStatistics;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.region.Registrations;
import io.github.taggedcache.core.region.WriteBehind;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One instance of an application: a context of its own. Consistency is what the starter
 * has by itself.
 */
final class Instance implements AutoCloseable {

	private static final String[] REGIONS = { "plain", "synced", "future" };

	private final ConfigurableApplicationContext context;

	private Instance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Instance start(URI redis, String namespace, Database database, String... properties) {
		return start(redis, namespace, database, (context) -> {
		}, properties);
	}

	static Instance start(URI redis, String namespace, Database database,
			Consumer<AnnotationConfigApplicationContext> beans, String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("spring.data.redis.url=" + redis, "tagged-cache.namespace=" + namespace)
			.and(properties)
			.applyTo(context);
		context.registerBean(Database.class, () -> database);
		context.register(Library.class, AutoConfigurations.class);
		beans.accept(context);
		context.refresh();
		return new Instance(context);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	Library library() {
		return this.context.getBean(Library.class);
	}

	Database database() {
		return this.context.getBean(Database.class);
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

	/**
	 * Reads of all regions answered from the memory of this instance.
	 */
	long nearHits() {
		return Stream.of(REGIONS).mapToLong((name) -> statistics(name).nearHits()).sum();
	}

	/**
	 * Reads of all regions answered from the cache.
	 */
	long hits() {
		return Stream.of(REGIONS).mapToLong((name) -> statistics(name).hits()).sum();
	}

	Node node() {
		return this.context.getBean(Node.class);
	}

	long position() {
		TagHistory history = node().history();
		if (history == null) {
			throw new IllegalStateException("The node does not follow the log");
		}
		return history.position();
	}

	/**
	 * The age of the newest proof that the history is current.
	 */
	Duration sinceProof() {
		CatchUp catchUp = node().catchUp();
		if (catchUp == null) {
			throw new IllegalStateException("The node does not follow the log");
		}
		return Duration.ofNanos(catchUp.lagNanos());
	}

	boolean isCaughtUp() {
		return node().trusted() != null;
	}

	void awaitCaughtUp() {
		Waiting.await("proof that the log was followed").untilAsserted(() -> assertThat(isCaughtUp()).isTrue());
	}

	/**
	 * Waits until this instance has been caught up once, whether or not its reads make
	 * use of that.
	 */
	void awaitProof() {
		Waiting.await("a first proof").until(() -> position() > 0 && sinceProof().compareTo(Duration.ofSeconds(1)) < 0);
	}

	/**
	 * Waits for a proof whose question is sent from now on.
	 */
	void awaitNewProof() {
		long begin = System.nanoTime();
		Waiting.await("a new proof").until(() -> {
			Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
			return sinceProof().compareTo(elapsed) < 0;
		});
	}

	/**
	 * Waits until this instance has applied what the other one has seen or done.
	 */
	void awaitPositionOf(Instance other) {
		long known = other.node().known();
		Waiting.await("records of the log").untilAsserted(() -> assertThat(position()).isGreaterThanOrEqualTo(known));
	}

	/**
	 * Waits until the store has what this instance has loaded, and the names of that.
	 */
	void awaitWritten() {
		Waiting.await("values under way")
			.until(() -> this.context.getBean(WriteBehind.class).entries() == 0
					&& this.context.getBean(Registrations.class).isIdle());
	}

	/**
	 * What follows the log.
	 */
	SmartLifecycle follower() {
		return this.context.getBean("taggedCacheLogFollower", SmartLifecycle.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@ImportAutoConfiguration({ TaggedCacheAutoConfiguration.class, CacheAutoConfiguration.class,
			DataRedisAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class AutoConfigurations {

	}

}
