package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyLayout;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PreparedStore;
import io.github.taggedcache.core.store.StoreProbe;
import io.lettuce.core.ReadFrom;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The store in Redis, over the application's own connection: whatever its
 * {@link LettuceConnectionFactory} is configured for (TLS, credentials, Sentinel, static
 * replicas, cluster) applies here too.
 * <p>
 * Each method but {@link #connect()} is one command, sent on the factory's shared native
 * connection when the method is called; nobody waits for anything, not even for the first
 * connection. A second one follows where the server does not know a script, or where
 * somebody else wrote in the place of a version. What a short wait heals (a slot on its
 * way to another node, a fail-over, a server that loads its data) is sent again until the
 * command timeout is over. The answer then is a
 * {@link io.github.taggedcache.core.store.StoreException StoreException}. Futures
 * complete on the driver's threads: what takes long belongs on another one.
 * <p>
 * An append whose answer was lost may be done twice, by the driver when it reconnects or
 * by a retry here; the second one invalidates the same names once more, which is safe.
 * With {@code unlessAfter}, such a second one finds the first and is refused: the caller
 * does not store its value, which costs a miss. This class sends those again only where
 * Redis said that it had done nothing.
 */
public final class RedisStore implements EntryStore, InvalidationLog, PreparedStore, StoreProbe, AutoCloseable {

	private final ConnectionSource connections;

	private final CommandRunner commands;

	private final Entries entries;

	private final ControlKeys control;

	private final LogConnections followers;

	/**
	 * Creates the store. Connects to nothing yet.
	 * @param factory where connections come from; stays the application's and is not
	 * closed from here
	 * @param layout the keys
	 * @param logLength about how many records the log keeps
	 * @param commandTimeout how long one command may take, with its retries; where the
	 * factory has a shorter timeout, that one counts
	 */
	public RedisStore(LettuceConnectionFactory factory, KeyLayout layout, int logLength, Duration commandTimeout) {
		if (logLength < 1) {
			throw new IllegalArgumentException("The log keeps at least one record, not " + logLength);
		}
		if (commandTimeout.isNegative() || commandTimeout.isZero()) {
			throw new IllegalArgumentException("A command may take some time, not " + commandTimeout);
		}
		Duration timeout = shorter(commandTimeout, factory.getClientConfiguration().getCommandTimeout());
		this.connections = new ConnectionSource(factory, timeout);
		this.commands = new CommandRunner(this.connections, timeout);
		this.entries = new Entries(layout, readsReplicas(factory));
		this.control = new ControlKeys(layout, logLength);
		this.followers = new LogConnections(new MasterConnector(factory, layout.clock(), timeout), this.control,
				timeout);
	}

	/**
	 * The driver takes a timeout of zero for none.
	 */
	private static Duration shorter(Duration own, Duration ofFactory) {
		return (!ofFactory.isZero() && ofFactory.compareTo(own) < 0) ? ofFactory : own;
	}

	private static boolean readsReplicas(LettuceConnectionFactory factory) {
		return factory.getClientConfiguration()
			.getReadFrom()
			.filter((readFrom) -> readFrom != ReadFrom.UPSTREAM && readFrom != ReadFrom.MASTER)
			.isPresent();
	}

	/**
	 * Connects, loads the scripts and checks that they run. Nothing needs this; the first
	 * calls are faster after it, and what is wrong shows early. Four commands, one round
	 * trip.
	 * @return completes when Redis answered
	 */
	@Override
	public CompletableFuture<Void> prepare() {
		return this.commands.run(this.control.prepare());
	}

	/**
	 * Warns of a server that writes its data to disk. Three commands, one round trip.
	 */
	@Override
	public CompletableFuture<List<String>> warnings() {
		return this.commands.run(Persistence.command())
			.thenApply((settings) -> settings.isEmpty() ? List.of()
					: List.of("Redis writes its data to disk (" + String.join(", ", settings)
							+ "). If it restarts from there together with all nodes, what was invalidated in between"
							+ " is served again. Set save \"\" and appendonly no, or flush Redis at its start"));
	}

	@Override
	public CompletableFuture<byte @Nullable []> get(EntryKey key) {
		return this.commands.run(this.entries.get(key));
	}

	@Override
	public CompletableFuture<Void> set(EntryKey key, byte[] envelope, long timeToLiveMillis) {
		return this.commands.run(this.entries.set(key, envelope, timeToLiveMillis));
	}

	@Override
	public CompletableFuture<Boolean> remove(EntryKey key) {
		return this.commands.run(this.entries.remove(key));
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		return this.commands.run(this.control.append(append));
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		return this.commands.run(this.control.observe(names));
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.followers.connect();
	}

	@Override
	public CompletableFuture<Map<String, String>> probe() {
		return this.commands.run(ServerInfo.command());
	}

	/**
	 * Gives the connection back, where it was not a shared one, and closes those of
	 * followers.
	 */
	@Override
	public void close() {
		this.followers.close();
		this.connections.close();
	}

}
