package io.github.taggedcache.benchmarks.program;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.taggedcache.benchmarks.product.Server;
import io.github.taggedcache.core.follow.CatchUp;
import io.github.taggedcache.core.follow.FollowerThread;
import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.redis.KeyLayout;
import io.github.taggedcache.redis.RedisStore;
import org.HdrHistogram.Histogram;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A log in Redis, one node that appends to it at a constant rate, and nodes that follow
 * it, each on a connection and a thread of its own as in an application. All nodes are in
 * this JVM.
 */
final class FollowedStore implements AutoCloseable {

	/** The tags are numbered, which tells what a record is about. */
	private static final String TAG = "author:";

	private static final int LOG_LENGTH = 10_000;

	private static final long HISTORY_BYTES = 1 << 20;

	private static final Duration MAX_STALENESS = Duration.ofSeconds(1);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

	/** Followers that share few processors fall behind, and need time to catch up. */
	private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);

	/** Longest delay in ns, so that delays need little memory. */
	private static final long LONGEST_DELAY = TimeUnit.MINUTES.toNanos(10);

	private final LettuceConnectionFactory factory = connect(Server.uri());

	private final RedisStore store = new RedisStore(this.factory, new KeyLayout("followers"), LOG_LENGTH,
			COMMAND_TIMEOUT);

	private final Node invalidating = new Node(this.store, new Retention());

	private final List<Following> followers = new ArrayList<>();

	private final LongAdder delivered = new LongAdder();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	/** When each invalidation was called. */
	private final AtomicLongArray calledAt;

	private int called;

	private volatile int measuredFrom = Integer.MAX_VALUE;

	/**
	 * Starts the followers, and waits until all are caught up.
	 * @param count how many
	 * @param readPause their pause between reads while records come fast; zero for never
	 * @param invalidations most invalidations that will be made
	 */
	FollowedStore(int count, Duration readPause, int invalidations) {
		this.calledAt = new AtomicLongArray(invalidations);
		this.store.prepare().join();
		// A log that is there: no follower begins with a gap
		this.invalidating.invalidate(List.of("first"), Mode.HARD).join();
		for (int i = 0; i < count; i++) {
			this.followers.add(new Following(readPause));
		}
		this.followers.forEach(Following::awaitProof);
	}

	private static LettuceConnectionFactory connect(URI server) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration(server.getHost(), server.getPort()));
		factory.afterPropertiesSet();
		return factory;
	}

	/**
	 * Invalidates one tag after the other. Does not wait for one answer before the next
	 * invalidation, so that a slow Redis gets no less to do.
	 * @param rate how many a second
	 * @param seconds how long
	 * @return the rate that was reached
	 */
	double invalidate(int rate, int seconds) {
		long start = System.nanoTime();
		int count = rate * seconds;
		for (int i = 0; i < count; i++) {
			long early = start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime();
			if (early > 0) {
				LockSupport.parkNanos(early);
			}
			invalidate();
		}
		return count * 1e9 / (System.nanoTime() - start);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // failures are counted
	private void invalidate() {
		int number = this.called++;
		this.calledAt.set(number, System.nanoTime());
		this.invalidating.invalidate(List.of(TAG + number), Mode.HARD).whenComplete((done, ex) -> {
			if (ex != null) {
				this.failed.incrementAndGet();
			}
			this.answered.incrementAndGet();
		});
	}

	/**
	 * Has the delays of later invalidations count.
	 */
	void measure() {
		this.measuredFrom = this.called;
	}

	/**
	 * Waits until all followers are up with the log.
	 * @return the delays from the call until a follower has applied the record, in ns
	 */
	Histogram delays() {
		await(() -> this.answered.get() == this.called, "Redis did not answer all invalidations");
		this.followers.forEach(Following::awaitAll);
		if (this.failed.get() > 0) {
			throw new IllegalStateException(this.failed + " invalidations failed");
		}
		Histogram all = new Histogram(LONGEST_DELAY, 3);
		this.followers.forEach((follower) -> all.add(follower.delays));
		return all;
	}

	@Override
	public void close() {
		this.followers.forEach(Following::close);
		this.store.close();
		this.factory.destroy();
	}

	private static void await(BooleanSupplier condition, String what) {
		long end = System.nanoTime() + LONGEST_WAIT;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new IllegalStateException(what);
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * Records that followers have applied so far, all followers together.
	 */
	long delivered() {
		return this.delivered.sum();
	}

	/**
	 * How often followers missed records, because the log was trimmed before they read
	 * them.
	 */
	long gaps() {
		return this.followers.stream().mapToLong((follower) -> follower.node.gaps()).sum();
	}

	/**
	 * A node that follows.
	 */
	private final class Following {

		private final CatchUp catchUp = new CatchUp(MAX_STALENESS, System::nanoTime);

		private final Node node = Node.following(FollowedStore.this.store, new Retention(), this.catchUp, LOG_LENGTH,
				HISTORY_BYTES);

		private final FollowerThread thread;

		/** Written by the thread that follows. */
		private final Histogram delays = new Histogram(LONGEST_DELAY, 3);

		Following(Duration readPause) {
			this.node.onInvalidation((record) -> applied(record.tags().get(0)));
			this.thread = new FollowerThread((executor) -> this.node.newFollower(executor, readPause));
			this.thread.start();
		}

		private void applied(String tag) {
			int number = tag.startsWith(TAG) ? Integer.parseInt(tag.substring(TAG.length())) : -1;
			FollowedStore.this.delivered.increment();
			if (number >= FollowedStore.this.measuredFrom) {
				this.delays.recordValue(System.nanoTime() - FollowedStore.this.calledAt.get(number));
			}
		}

		void awaitProof() {
			await(() -> this.catchUp.isProven(System.nanoTime()), "A follower did not catch up");
		}

		void awaitAll() {
			long newest = FollowedStore.this.invalidating.known();
			TagHistory history = Objects.requireNonNull(this.node.history());
			await(() -> history.position() >= newest, "A follower did not get to the end of the log");
		}

		void close() {
			this.thread.close();
		}

	}

}
