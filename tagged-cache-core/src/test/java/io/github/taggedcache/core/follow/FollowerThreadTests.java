package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.memory.MemoryStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread. It works in real time, so what it does is awaited.
 */
@Timeout(30)
class FollowerThreadTests {

	private static final Duration LONG = Duration.ofHours(1);

	/** Before the thread is interrupted. */
	private static final Duration AT_ONCE = Duration.ofMillis(300);

	private static final Duration A_SECOND = Duration.ofSeconds(1);

	private static final Duration SOON = Duration.ofSeconds(3);

	private final MemoryStore memory = new MemoryStore(new SettableTime(), 100);

	private final CountingLog log = new CountingLog();

	private final Node elsewhere = new Node(this.memory, new Retention());

	private final Node node = Node.following(this.log, new Retention(), new CatchUp(LONG, System::nanoTime), 100,
			100_000);

	private final FollowerThread loop = new FollowerThread(this.node::newFollower);

	@AfterEach
	void stop() {
		this.loop.close();
	}

	@Test
	void loopDeliversWhatOthersAppend() {
		startBehind("a");
		long version = invalidate("b");
		Awaitility.await().until(() -> this.node.history().position() == version);
	}

	@Test
	void loopStopsWithinASecondWhileAReadWaits() {
		invalidate("a");
		assertStopsWithinASecond(() -> this.node.trusted() != null && this.log.waiting.get() == 1);
		assertNoThread();
		assertThat(this.log.open).hasValue(0);
	}

	@Test
	void loopStopsAtOnceWhileItPauses() {
		assertThat(Stream.generate(this::timeToStopInAPause).limit(5).anyMatch((time) -> time.compareTo(AT_ONCE) < 0))
			.isTrue();
		assertNoThread();
		assertThat(this.log.open).hasValue(0);
	}

	private Duration timeToStopInAPause() {
		FollowerThread pausing = new FollowerThread((executor) -> this.node.newFollower(executor, LONG));
		invalidate("first");
		pausing.start();
		for (int i = 0; i < 8; i++) {
			long version = invalidate("burst");
			Awaitility.await().until(() -> this.node.history().position() == version);
		}
		long applied = this.node.history().position();
		invalidate("in the pause");
		long start = System.nanoTime();
		pausing.close();
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		assertThat(this.node.history().position()).isEqualTo(applied);
		return time;
	}

	@Test
	void loopGoesOnAfterAPause() {
		FollowerThread pausing = new FollowerThread(
				(executor) -> this.node.newFollower(executor, Duration.ofMillis(50)));
		invalidate("first");
		pausing.start();
		try {
			for (int i = 0; i < 20; i++) {
				invalidate("burst");
			}
			long version = invalidate("last");
			Awaitility.await().until(() -> this.node.history().position() == version);
		}
		finally {
			pausing.close();
		}
	}

	@Test
	void loopThatWasClosedTwiceIsClosed() {
		startBehind("a");
		this.loop.close();
		this.loop.close();
		assertNoThread();
	}

	@Test
	void loopThatWasNeverStartedLeavesNothing() {
		this.loop.close();
		assertNoThread();
		assertThat(this.log.connected).hasValue(0);
	}

	@Test
	void threadDoesNotKeepTheJvmAlive() {
		startBehind("a");
		assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
	}

	@Test
	void loopGoesOnAfterAFailure() {
		startBehind("a");
		this.log.failing = true;
		this.log.breakAll();
		Awaitility.await().until(() -> this.log.connected.get() > 3);
		assertThat(this.node.trusted()).isNotNull();
		this.log.failing = false;
		long version = invalidate("b");
		Awaitility.await().until(() -> this.node.history().position() == version);
		assertThat(this.log.open).hasValueLessThanOrEqualTo(1);
	}

	/**
	 * Without that, twenty attempts take ten seconds.
	 */
	@Test
	void pauseEndsWhenSomebodyFindsThatTheStoreAnswers() {
		startBehind("a");
		this.log.failing = true;
		this.log.breakAll();
		Awaitility.await("long pauses").until(() -> this.log.connected.get() > 7);
		int attempts = this.log.connected.get();
		Awaitility.await("twenty attempts").atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> {
			this.loop.retry();
			return this.log.connected.get() >= attempts + 20;
		});
	}

	@Test
	void retryWithoutAPauseMakesNoOtherTurn() {
		startBehind("a");
		int attempts = this.log.connected.get();
		this.loop.retry();
		long version = invalidate("b");
		Awaitility.await().until(() -> this.node.history().position() == version);
		assertThat(this.log.connected).hasValue(attempts);
		assertThat(this.log.waiting).hasValueLessThanOrEqualTo(1);
	}

	@Test
	void retryAfterTheEndDoesNothing() {
		startBehind("a");
		this.loop.close();
		this.loop.retry();
		assertNoThread();
	}

	@Test
	void loopStopsWhileItCannotConnect() {
		this.log.failing = true;
		this.loop.start();
		Awaitility.await().until(() -> this.log.connected.get() > 2);
		this.loop.close();
		assertNoThread();
	}

	@Test
	void connectionThatIsMadeAfterTheEndIsClosed() {
		CompletableFuture<Void> slow = new CompletableFuture<>();
		this.log.ready = slow;
		this.loop.start();
		Awaitility.await().until(() -> this.log.connected.get() == 1);
		this.loop.close();
		slow.complete(null);
		assertThat(this.log.open).hasValue(0);
	}

	@Test
	void loopThatStopsWaitsForTheConnectionThatIsBeingMade() {
		CompletableFuture<Void> soon = new CompletableFuture<>();
		this.log.ready = soon;
		this.loop.start();
		Awaitility.await().until(() -> this.log.connected.get() == 1);
		soon.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);
		this.loop.close();
		assertThat(soon).isDone();
		assertThat(this.log.open).hasValue(0);
	}

	@Test
	void loopStopsWithinASecondWhileNothingAnswersItsAttempt() {
		this.log.ready = new CompletableFuture<>();
		assertStopsWithinASecond(() -> this.log.connected.get() == 1);
	}

	/**
	 * The machine may be busy with something else: one undisturbed attempt is enough.
	 */
	private void assertStopsWithinASecond(Callable<Boolean> begun) {
		assertThat(Stream.generate(() -> timeToStop(begun)).limit(5).anyMatch((time) -> time.compareTo(A_SECOND) < 0))
			.isTrue();
	}

	private Duration timeToStop(Callable<Boolean> begun) {
		this.log.connected.set(0);
		FollowerThread started = new FollowerThread(this.node::newFollower);
		started.start();
		Awaitility.await().until(begun);
		long start = System.nanoTime();
		started.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private void startBehind(String tag) {
		long version = invalidate(tag);
		this.loop.start();
		Awaitility.await().until(() -> this.node.trusted() != null && this.node.history().position() == version);
	}

	private long invalidate(String tag) {
		return this.elsewhere.invalidate(List.of(tag), Mode.HARD).join().get(0).version();
	}

	/**
	 * An executor says that it has ended right before its last thread does.
	 */
	private static void assertNoThread() {
		Awaitility.await().atMost(SOON).until(() -> threads().isEmpty());
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("tagged-cache-follower"))
			.toList();
	}

	/**
	 * The memory's log, whose connections can break and are counted.
	 */
	private final class CountingLog implements InvalidationLog {

		private final AtomicInteger connected = new AtomicInteger();

		private final AtomicInteger open = new AtomicInteger();

		private final AtomicInteger waiting = new AtomicInteger();

		private final List<LogConnection> connections = new CopyOnWriteArrayList<>();

		private volatile boolean failing;

		private volatile CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);

		@Override
		public CompletableFuture<Appended> append(Append append) {
			return FollowerThreadTests.this.memory.append(append);
		}

		@Override
		public CompletableFuture<Observation> observe(ObservedNames names) {
			return FollowerThreadTests.this.memory.observe(names);
		}

		@Override
		public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
			return FollowerThreadTests.this.memory.peek(tags, keys);
		}

		@Override
		public CompletableFuture<List<LogRecord>> newest(int max) {
			return FollowerThreadTests.this.memory.newest(max);
		}

		@Override
		public CompletableFuture<LogConnection> connect() {
			this.connected.incrementAndGet();
			if (this.failing) {
				return CompletableFuture.failedFuture(new StoreException("Refused", null));
			}
			return this.ready.thenCompose((done) -> FollowerThreadTests.this.memory.connect()).thenApply(this::counted);
		}

		private LogConnection counted(LogConnection connection) {
			this.open.incrementAndGet();
			this.connections.add(connection);
			return new LogConnection() {

				@Override
				public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
					CompletableFuture<List<LogRecord>> read = connection.read(after, max, waitMillis);
					CountingLog.this.waiting.incrementAndGet();
					return read.whenComplete((records, ex) -> CountingLog.this.waiting.decrementAndGet());
				}

				@Override
				public CompletableFuture<BeatResult> beat(Beat beat) {
					return connection.beat(beat);
				}

				@Override
				public void close() {
					CountingLog.this.open.decrementAndGet();
					connection.close();
				}

			};
		}

		private void breakAll() {
			this.connections.forEach(LogConnection::close);
		}

	}

}
