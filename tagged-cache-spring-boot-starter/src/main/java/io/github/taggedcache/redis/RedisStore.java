package io.github.taggedcache.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.BreakerState;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.EntryStore;
import io.github.taggedcache.core.store.GuardedStore;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LeaseStore;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.PreparedStore;
import io.github.taggedcache.core.store.ScanStep;
import io.github.taggedcache.core.store.StoreProbe;
import io.lettuce.core.ReadFrom;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The store in Redis, over the application's own connection. All settings of its
 * {@link LettuceConnectionFactory} (TLS, credentials, Sentinel, static replicas, cluster)
 * apply here, too.
 * <p>
 * Each method but {@link #connect()} is one command; an observation of names that were
 * observed before is two, in one round trip. Commands are sent on the factory's shared
 * native connection when the method is called. No method waits for anything, not even for
 * the first connection. A second round trip follows if the server does not know a script,
 * if something was invalidated between the two commands of an observation, if a version
 * was evicted, or if somebody else wrote in its place. If a short wait is likely to help
 * (a slot on its way to another node, a fail-over, a server that loads its data), the
 * command is sent again until the command timeout is over. Then the future fails with a
 * {@link io.github.taggedcache.core.store.StoreException StoreException}. While Redis
 * does not answer at all, futures fail at once, and the store asks Redis itself once a
 * period. Futures complete on the driver's threads: long work belongs on another thread.
 * <p>
 * An append whose answer was lost may be done twice: by the driver when it reconnects, or
 * by a retry here. The second append invalidates the same names once more, which is safe.
 * A second append with {@code unlessAfter} would find the first one and be refused: the
 * caller would not store its value, which costs a miss. So this class sends such an
 * append again only if Redis said that it had done nothing. The same goes for the request
 * of a lease: where the driver sends it twice, its load waits for a lease of its own.
 */
public final class RedisStore implements EntryStore, EntryScan, InvalidationLog, LeaseStore, PreparedStore, StoreProbe,
		GuardedStore, AutoCloseable {

	private final ConnectionSource connections;

	private final Breaker breaker;

	private final @Nullable Trials trials;

	private final CommandRunner commands;

	private final Entries entries;

	private final EntryScans scans;

	private final EntryLeases leases;

	private final ControlKeys control;

	private final LogConnections followers;

	/**
	 * Creates the store without a circuit breaker. Connects to nothing yet.
	 * @param factory where connections come from; belongs to the application and is not
	 * closed here
	 * @param layout the keys
	 * @param logLength about how many records the log keeps
	 * @param commandTimeout how long one command may take, with its retries; a shorter
	 * timeout of the factory counts instead
	 */
	public RedisStore(LettuceConnectionFactory factory, KeyLayout layout, int logLength, Duration commandTimeout) {
		this(factory, layout, logLength, commandTimeout, null);
	}

	/**
	 * Creates the store. Connects to nothing yet.
	 * @param factory where connections come from; belongs to the application and is not
	 * closed here
	 * @param layout the keys
	 * @param logLength about how many records the log keeps
	 * @param commandTimeout how long one command may take, with its retries; a shorter
	 * timeout of the factory counts instead
	 * @param breakerPeriod how long after Redis did not answer it is asked again, while
	 * commands fail at once; null if all commands are sent
	 */
	public RedisStore(LettuceConnectionFactory factory, KeyLayout layout, int logLength, Duration commandTimeout,
			@Nullable Duration breakerPeriod) {
		if (logLength < 1) {
			throw new IllegalArgumentException("The log keeps at least one record, not " + logLength);
		}
		if (commandTimeout.isNegative() || commandTimeout.isZero()) {
			throw new IllegalArgumentException("A command may take some time, not " + commandTimeout);
		}
		Duration timeout = shorter(commandTimeout, factory.getClientConfiguration().getCommandTimeout());
		this.connections = new ConnectionSource(factory, timeout);
		this.breaker = (breakerPeriod != null) ? Breaker.of(breakerPeriod, System::nanoTime) : Breaker.off();
		this.breaker.onRecovery(this.connections::trust);
		this.commands = new CommandRunner(this.connections, timeout, this.breaker,
				(breakerPeriod != null) ? Patience.of(breakerPeriod, System::nanoTime) : Patience.unlimited());
		boolean replicasAreRead = readsReplicas(factory);
		this.entries = new Entries(layout, replicasAreRead);
		this.scans = new EntryScans(layout);
		this.leases = new EntryLeases(layout);
		this.control = new ControlKeys(layout, logLength, replicasAreRead);
		this.trials = (breakerPeriod != null) ? trials(breakerPeriod) : null;
		this.followers = new LogConnections(new MasterConnector(factory, layout.clock(), timeout), this.control,
				timeout, this::followerAnswered);
	}

	private Trials trials(Duration period) {
		return new Trials(this.breaker, period, System::nanoTime,
				(passage) -> this.commands.send(this.control.trial(), passage));
	}

	private void followerAnswered() {
		if (this.trials != null) {
			this.trials.followerAnswered(this.connections::masterAnswers);
		}
	}

	/**
	 * A timeout of zero means no timeout to the driver.
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
	 * Connects, loads the scripts and checks that they run. This is optional: the first
	 * calls are faster afterwards, and mistakes show early. Six commands, one round trip.
	 * @return completes when Redis answered
	 */
	@Override
	public CompletableFuture<Void> prepare() {
		return this.commands.run(this.control.prepare(this.leases.script()));
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
	public CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
		return this.commands.run(this.scans.scan(region, pattern, cursor, count));
	}

	@Override
	public CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes) {
		return this.commands.run(this.scans.head(key, bytes));
	}

	@Override
	public CompletableFuture<Boolean> acquire(EntryKey key, String owner, long leaseMillis) {
		return this.commands.run(this.leases.acquire(key, owner, leaseMillis));
	}

	@Override
	public CompletableFuture<Boolean> release(EntryKey key, String owner) {
		return this.commands.run(this.leases.release(key, owner));
	}

	@Override
	public CompletableFuture<Boolean> free(EntryKey key) {
		return this.commands.run(this.leases.free(key));
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
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.commands.run(this.control.peek(tags, keys));
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.commands.run(this.control.newest(max));
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		return this.followers.connect();
	}

	@Override
	public CompletableFuture<Map<String, String>> probe() {
		return this.commands.run(ServerInfo.command());
	}

	@Override
	public @Nullable BreakerState breakerState() {
		return this.breaker.state();
	}

	@Override
	public void onRecovery(Runnable listener) {
		this.breaker.onRecovery(listener);
	}

	/**
	 * Gives the connection back if it is not shared, and closes the connections of
	 * followers.
	 */
	@Override
	public void close() {
		this.followers.close();
		if (this.trials != null) {
			this.trials.close();
		}
		this.connections.close();
	}

}
