package io.github.taggedcache.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.testsupport.RedisServer;
import io.github.taggedcache.testsupport.RespConnection;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store in Redis, and an administrator's connection to the server of each key.
 */
final class RedisFixture extends StoreFixture {

	static final int LOG_LENGTH = 200;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	static final String ORIGIN = "node-1";

	private static final AtomicInteger counter = new AtomicInteger();

	private final KeyLayout layout = new KeyLayout("test" + counter.incrementAndGet());

	private final RedisStore store;

	private final Function<String, RedisServer> serverOf;

	private final Supplier<List<? extends RedisServer>> servers;

	/**
	 * Creates an empty store, in a namespace of its own.
	 * @param factory where the store's connections come from
	 * @param serverOf finds the server that has a key
	 * @param servers all servers
	 */
	RedisFixture(LettuceConnectionFactory factory, Function<String, RedisServer> serverOf,
			Supplier<List<? extends RedisServer>> servers) {
		this.store = new RedisStore(factory, this.layout, LOG_LENGTH, TIMEOUT);
		this.serverOf = serverOf;
		this.servers = servers;
	}

	RedisStore redis() {
		return this.store;
	}

	@Override
	EntryStore entries() {
		return this.store;
	}

	@Override
	LeaseStore leases() {
		return this.store;
	}

	@Override
	InvalidationLog log() {
		return this.store;
	}

	KeyLayout layout() {
		return this.layout;
	}

	/**
	 * Runs a command on the server that has the key, as an administrator.
	 */
	Object call(String key, Object... command) {
		try (RespConnection connection = this.serverOf.apply(key).connect()) {
			return connection.call(command);
		}
	}

	String text(String key, Object... command) {
		try (RespConnection connection = this.serverOf.apply(key).connect()) {
			return connection.text(command);
		}
	}

	void callAll(Object... command) {
		for (RedisServer server : this.servers.get()) {
			try (RespConnection connection = server.connect()) {
				connection.call(command);
			}
		}
	}

	long timeToLive(String key) {
		return (Long) call(key, "PTTL", key);
	}

	@Override
	long serverMicros() {
		List<?> time = (List<?>) call(this.layout.clock(), "TIME");
		return number(time.get(0)) * 1_000_000 + number(time.get(1));
	}

	private static long number(Object reply) {
		return Long.parseLong(new String((byte[]) reply, StandardCharsets.US_ASCII));
	}

	@Override
	long setTimeBack() {
		long future = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().plus(Duration.ofHours(1)));
		call(this.layout.clock(), "SET", this.layout.clock(), future);
		return future;
	}

	@Override
	void forgetClock() {
		forget(this.layout.clock());
	}

	@Override
	void forgetLog() {
		forget(this.layout.log());
	}

	@Override
	void forgetTag(String tag) {
		forget(this.layout.tag(tag));
	}

	@Override
	void forgetBucket(EntryKey key) {
		forget(this.layout.bucket(key));
	}

	void forget(String key) {
		call(key, "DEL", key);
	}

	@Override
	void forgetAll() {
		callAll("FLUSHALL");
	}

	@Override
	boolean remembersTag(String tag, Duration later) {
		return remembers(this.layout.tag(tag), later);
	}

	@Override
	boolean keepsEntry(EntryKey key, Duration later) {
		return remembers(this.layout.entry(key), later);
	}

	@Override
	boolean keepsLease(EntryKey key, Duration later) {
		return remembers(this.layout.lease(key), later);
	}

	private boolean remembers(String key, Duration later) {
		long left = timeToLive(key);
		assertThat(left).isNotEqualTo(-2);
		return left == -1 || left > later.toMillis();
	}

}
