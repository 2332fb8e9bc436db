package io.github.taggedcache.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.redis.LettuceFactories;
import io.github.taggedcache.redis.RedisStore;
import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A Redis server, with one connection a node.
 */
final class FaultyRedis implements FaultyStore, AutoCloseable {

	private static final int LOG_LENGTH = 100;

	private static final long A_DAY = Duration.ofDays(1).toNanos() / 1000;

	private static final String[] WRONG_VALUES = { "", "garbage", "-1:0", "99999999999999999999", "1:", "12.5" };

	private final KeyLayout layout = new KeyLayout(NAMESPACE);

	private final EmbeddedRedis server = EmbeddedRedis.start();

	private final RespConnection others = RespConnection.open(this.server.uri());

	private final List<LettuceConnectionFactory> factories = new ArrayList<>();

	private final List<RedisStore> stores = new ArrayList<>();

	private final Map<String, byte[]> saved = new HashMap<>();

	private boolean timeIsBehind;

	FaultyRedis(int nodes) {
		for (int node = 0; node < nodes; node++) {
			LettuceConnectionFactory factory = new LettuceConnectionFactory(
					new RedisStandaloneConfiguration(this.server.host(), this.server.port()),
					LettuceClientConfiguration.builder()
						.clientName(clientName(node))
						.commandTimeout(Duration.ofSeconds(10))
						.build());
			factory.afterPropertiesSet();
			factory.start();
			this.factories.add(factory);
			this.stores.add(new RedisStore(factory, this.layout, LOG_LENGTH, LettuceFactories.TIMEOUT));
		}
	}

	private static String clientName(int node) {
		return "model-" + node;
	}

	@Override
	public void reset(int logLength) {
		this.timeIsBehind = false;
		this.others.call("FLUSHALL");
	}

	@Override
	public EntryStore entries(int node) {
		return this.stores.get(node);
	}

	@Override
	public LeaseStore leases(int node) {
		return this.stores.get(node);
	}

	@Override
	public InvalidationLog log(int node) {
		return this.stores.get(node);
	}

	@Override
	public boolean hasTimeOfItsOwn() {
		return false;
	}

	@Override
	public void tick(int millis) {
		// Its time is the real one
	}

	@Override
	public void delete(String key) {
		this.others.call("DEL", key);
	}

	@Override
	public void spoil(String key, int kind) {
		this.others.call("DEL", key);
		switch (kind % (WRONG_VALUES.length + 2)) {
			case 0 -> this.others.call("RPUSH", key, "x");
			case 1 -> this.others.call("HSET", key, "x", "y");
			default -> this.others.call("SET", key, WRONG_VALUES[kind % (WRONG_VALUES.length + 2) - 2]);
		}
	}

	@Override
	public void flush() {
		this.others.call("FLUSHALL");
		this.others.call("SCRIPT", "FLUSH");
	}

	@Override
	public void trimLog(int length) {
		if ("stream".equals(this.others.text("TYPE", this.layout.log()))) {
			this.others.call("XTRIM", this.layout.log(), "MAXLEN", length);
		}
	}

	/**
	 * Issues a version that is ahead of the server's time, by a node that knows one. For
	 * the rest of the run the time is taken to be behind: when it catches up is not for
	 * the seed to say.
	 */
	@Override
	public void setTimeBack(double share) {
		long ahead = System.currentTimeMillis() * 1000 + (long) (((share < 0.5) ? 100_000 : A_DAY) * share);
		this.stores.get(0)
			.append(new Append(List.of("x"), List.of(), Mode.HARD, ahead, 0, Append.ALWAYS, "node-1"))
			.join();
		this.timeIsBehind = true;
	}

	@Override
	public boolean isTimeBehind(long version) {
		return this.timeIsBehind;
	}

	@Override
	public void breakConnection(int node) {
		String clients = String.valueOf(this.others.text("CLIENT", "LIST"));
		for (String client : clients.lines().toList()) {
			if (client.contains(" name=" + clientName(node) + " ")) {
				this.others.call("CLIENT", "KILL", "ID", client.substring("id=".length(), client.indexOf(' ')));
			}
		}
	}

	@Override
	public void save() {
		this.saved.clear();
		for (String key : keys()) {
			if (this.others.call("DUMP", key) instanceof byte[] value) {
				this.saved.put(key, value);
			}
		}
	}

	private List<String> keys() {
		List<String> keys = new ArrayList<>();
		if (this.others.call("KEYS", "*") instanceof List<?> found) {
			found.forEach((key) -> keys.add(new String((byte[]) key, StandardCharsets.UTF_8)));
		}
		return keys;
	}

	@Override
	public void failOver(Random random) {
		Set<String> keys = new TreeSet<>(keys());
		keys.addAll(this.saved.keySet());
		for (String key : keys) {
			boolean isControl = key.startsWith("{");
			if (isControl || random.nextInt(10) < 3) {
				byte[] value = this.saved.get(key);
				this.others.call("DEL", key);
				if (value != null) {
					this.others.call("RESTORE", key, 0, value);
				}
			}
		}
	}

	@Override
	public void close() {
		this.stores.forEach(RedisStore::close);
		this.factories.forEach(LettuceConnectionFactory::destroy);
		this.others.close();
		this.server.close();
	}

}
