package io.github.taggedcache.outbox.jdbc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.testsupport.RedisServers;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A node on a real Redis, in a namespace of its own.
 */
final class TestNode implements AutoCloseable {

	private static final int LOG_LENGTH = 10_000;

	/** A busy machine must fail no test. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final String namespace;

	private final LettuceConnectionFactory factory;

	private final RedisStore store;

	private final Node node;

	private TestNode(URI redis, String namespace, Duration timeout) {
		this.namespace = namespace;
		this.factory = new LettuceConnectionFactory(redis.getHost(), redis.getPort());
		this.factory.afterPropertiesSet();
		this.factory.start();
		this.store = new RedisStore(this.factory, new KeyLayout(namespace), LOG_LENGTH, timeout);
		this.node = new Node(this.store, new Retention());
	}

	static TestNode create() {
		return on(RedisServers.shared().uri(), PATIENCE);
	}

	static TestNode on(URI redis, Duration timeout) {
		return new TestNode(redis, "outbox-" + UUID.randomUUID(), timeout);
	}

	/**
	 * A node in a namespace that others use as well.
	 */
	static TestNode in(URI redis, String namespace) {
		return new TestNode(redis, namespace, PATIENCE);
	}

	String namespace() {
		return this.namespace;
	}

	Node node() {
		return this.node;
	}

	/**
	 * What the log has, oldest first: mode and tag, or region and key.
	 */
	List<String> recorded() {
		List<LogRecord> records = new ArrayList<>(Futures.await(this.node.newest(LOG_LENGTH)));
		Collections.reverse(records);
		List<String> recorded = new ArrayList<>();
		for (LogRecord record : records) {
			record.tags().forEach((tag) -> recorded.add(record.mode() + " " + tag));
			record.keys().stream().map(EntryKey::logName).forEach((key) -> recorded.add("KEY " + key));
		}
		return recorded;
	}

	@Override
	public void close() {
		this.store.close();
		this.factory.destroy();
	}

}
