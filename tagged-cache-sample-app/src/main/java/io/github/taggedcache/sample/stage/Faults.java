package io.github.taggedcache.sample.stage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.testsupport.EmbeddedRedis;
import io.github.taggedcache.testsupport.RespConnection;
import org.jspecify.annotations.Nullable;

/**
 * The switches that break things on purpose.
 */
public final class Faults implements AutoCloseable {

	private static final String NO_REDIS = "There is no Redis with the store in memory.";

	private final @Nullable EmbeddedRedis server;

	private final @Nullable FollowerProxy proxy;

	private final boolean hasRedis;

	private final Timeline timeline;

	private final Duration outage;

	private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "sample-faults");
		thread.setDaemon(true);
		return thread;
	});

	/** When Redis is started again, by {@link System#nanoTime()}; zero while it runs. */
	private volatile long back;

	Faults(RedisOfBoth redis, Timeline timeline, Duration outage) {
		this.server = redis.embedded();
		this.proxy = redis.proxy();
		this.hasRedis = redis.isThere();
		this.timeline = timeline;
		this.outage = outage;
	}

	/**
	 * What each switch can do, and does.
	 * @return the switches
	 */
	public List<Switch> switches() {
		long left = (this.back != 0) ? Math.max(1, Duration.ofNanos(this.back - System.nanoTime()).toSeconds() + 1) : 0;
		String away = (this.back != 0) ? "Redis is stopped: back in " + left + " s." : null;
		boolean own = this.server != null;
		return List.of(
				new Switch(Fault.FOLLOWER, this.proxy != null, this.proxy != null && this.proxy.isCut(), whyNoProxy()),
				new Switch(Fault.OUTAGE, own && this.back == 0, this.back != 0, own ? away : whyNotOwn()),
				new Switch(Fault.FLUSH, own && this.back == 0, false, own ? away : whyNotOwn()));
	}

	private String whyNotOwn() {
		return this.hasRedis ? "Only where the sample has started Redis itself: this one is yours." : NO_REDIS;
	}

	private @Nullable String whyNoProxy() {
		if (this.proxy != null) {
			return null;
		}
		return this.hasRedis ? "Not with TLS, Sentinel, Cluster or a client name: the sample's proxy cannot read these."
				: NO_REDIS;
	}

	/**
	 * Cuts the connection over which B follows the invalidation log, or mends it.
	 * @param cut whether to cut
	 */
	public void cutFollower(boolean cut) {
		if (this.proxy == null) {
			throw new UnavailableException(String.valueOf(whyNoProxy()));
		}
		if (this.proxy.isCut() != cut) {
			this.timeline.note(cut ? "The follower of B is cut: B hears of no invalidation."
					: "The follower of B may connect again.");
			this.proxy.cut(cut);
		}
	}

	/**
	 * Stops Redis, and starts it again, empty, after a while. Does nothing while it is
	 * stopped.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits
	public synchronized void stopRedis() {
		EmbeddedRedis redis = require();
		if (this.back == 0) {
			this.back = System.nanoTime() + this.outage.toNanos();
			this.timeline.note("Redis is stopped, and loses all it has.");
			redis.kill();
			this.later.schedule(() -> startAgain(redis), this.outage.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void startAgain(EmbeddedRedis redis) {
		try {
			redis.restart();
			this.timeline.note("Redis runs again, and is empty.");
		}
		catch (RuntimeException ex) {
			this.timeline.note("Redis does not start again: " + ex.getMessage());
		}
		this.back = 0;
	}

	/**
	 * Deletes all keys.
	 */
	public synchronized void flushRedis() {
		EmbeddedRedis redis = require();
		if (this.back != 0) {
			throw new UnavailableException("Redis is stopped");
		}
		this.timeline.note("Redis is flushed: entries, tags and log are gone.");
		try (RespConnection connection = redis.connect()) {
			connection.call("FLUSHALL");
		}
	}

	private EmbeddedRedis require() {
		if (this.server == null) {
			throw new UnavailableException(whyNotOwn());
		}
		return this.server;
	}

	@Override
	public void close() {
		this.later.shutdownNow();
	}

	/**
	 * What can be broken.
	 */
	public enum Fault {

		/** B no longer follows the log. */
		FOLLOWER,

		/** Redis is away for a while. */
		OUTAGE,

		/** Redis loses everything. */
		FLUSH

	}

	/**
	 * A switch.
	 *
	 * @param fault what it breaks
	 * @param available whether it can be used now
	 * @param on whether it is broken
	 * @param note why the switch is not available; or null
	 */
	public record Switch(Fault fault, boolean available, boolean on, @Nullable String note) {

	}

	/**
	 * The switch does not work with this Redis.
	 */
	public static final class UnavailableException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnavailableException(String message) {
			super(message);
		}

	}

}
