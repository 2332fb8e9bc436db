package io.github.taggedcache.cache;

import java.time.Duration;

import io.github.taggedcache.TaggedCache;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RoundTripProxy;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application, and on demand a second one, that a test cuts off from Redis. Each test
 * starts with the author 1 in the cache "authors", under the tag "author:1". It ends when
 * Redis is there again and all invalidations are recorded.
 */
final class CutOffApplication implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Class<?> configuration;

	private final String[] properties;

	private @Nullable Started started;

	/**
	 * Creates it.
	 * @param configuration the beans of the application, beside its transactions
	 * @param properties further properties
	 */
	CutOffApplication(Class<?> configuration, String... properties) {
		this.configuration = configuration;
		this.properties = properties;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		EmbeddedRedis redis = EmbeddedRedis.start();
		RoundTripProxy proxy = RoundTripProxy.to(redis);
		CacheApplication application = CacheApplication.onRedis(this.configuration, RecordedTransactions.class)
			.at(proxy.uri())
			.with("tagged-cache.consistency=bounded", "spring.data.redis.timeout=300ms")
			.with(this.properties);
		this.started = new Started(redis, proxy, application);
		application.start(context.getRequiredTestClass().getSimpleName());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		Awaitility.await("the node is caught up").atMost(PATIENCE).until(() -> node().trusted() != null);
		cache().put(1L, "old", "author:1");
		assertThat(cache().get(1L)).isNotNull();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		reconnect();
		awaitRecorded();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		started().application().stop();
		started().proxy().close();
		started().redis().close();
	}

	private Started started() {
		if (this.started == null) {
			throw new IllegalStateException("not started");
		}
		return this.started;
	}

	void cutOff() {
		started().proxy().swallow(true);
	}

	/**
	 * Answers to what was swallowed never come: the connections are of no use any more.
	 */
	void reconnect() {
		started().proxy().swallow(false);
		started().proxy().cutAll();
	}

	<T> T bean(Class<T> type) {
		return started().application().bean(type);
	}

	void publish(Object event) {
		started().application().context().publishEvent(event);
	}

	Node node() {
		return bean(Node.class);
	}

	TaggedCache cache() {
		return started().application().cache("authors");
	}

	void awaitHeld() {
		Awaitility.await("the invalidation has failed, and is held").atMost(PATIENCE).until(() -> node().held() > 0);
	}

	void awaitRecorded() {
		Awaitility.await("the invalidation is recorded").atMost(PATIENCE).until(() -> node().held() == 0);
	}

	/**
	 * The other node has to find a connection for the log again, too.
	 */
	void awaitMissOnTheOtherNode() {
		TaggedCache other = started().application().otherCache("authors");
		Awaitility.await("the other node has read the record").atMost(PATIENCE).until(() -> other.get(1L) == null);
	}

	private record Started(EmbeddedRedis redis, RoundTripProxy proxy, CacheApplication application) {

	}

}
