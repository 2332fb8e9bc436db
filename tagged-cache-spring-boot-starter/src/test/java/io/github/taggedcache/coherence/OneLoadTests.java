package io.github.taggedcache.coherence;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.core.load.CallingThread;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.testsupport.RedisServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.Cacheable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three application contexts on one Redis, and a key that all of them want at once.
 */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // each is joined in its list
class OneLoadTests {

	private static final String NAMESPACE = "OneLoadTests";

	private static final int CALLERS = 200;

	private static final AtomicLong ids = new AtomicLong();

	private static final Source source = new Source();

	private static List<Instance> instances;

	private final long id = ids.incrementAndGet();

	@BeforeAll
	static void start() {
		instances = Stream.generate(OneLoadTests::newInstance).limit(3).toList();
		instances.forEach(Instance::awaitCaughtUp);
	}

	private static Instance newInstance(String... properties) {
		return Instance.start(RedisServers.shared().uri(), NAMESPACE, new Database(),
				(context) -> context.registerBean(Shelf.class, () -> new Shelf(source)),
				Stream
					.concat(Stream.of("tagged-cache.max-staleness=20s", "tagged-cache.command-timeout=20s"),
							Stream.of(properties))
					.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		instances.forEach(Instance::close);
	}

	@BeforeEach
	void reset() {
		source.reset();
	}

	private static Shelf shelf(int caller) {
		return instances.get(caller % instances.size()).context().getBean(Shelf.class);
	}

	private CompletableFuture<String> call(Way way, int caller) {
		return way.method.apply(shelf(caller), this.id);
	}

	@ParameterizedTest
	@EnumSource
	void hotKeyIsLoadedOnce(Way way) throws Exception {
		long loads = source.loads.get();
		source.takes(Duration.ofMillis(300));
		CyclicBarrier all = new CyclicBarrier(CALLERS);
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Callable<String>> calls = IntStream.range(0, CALLERS).<Callable<String>>mapToObj((caller) -> () -> {
				all.await();
				return call(way, caller).get();
			}).toList();
			for (Future<String> value : threads.invokeAll(calls)) {
				assertThat(value.get()).isEqualTo("value " + this.id);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(source.loads.get() - loads).isOne();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "BLOCKING")
	void waitingForAnotherNodeBlocksNoThread(Way way) {
		long loads = source.loads.get();
		CompletableFuture<Void> held = source.isHeld();
		List<CompletableFuture<String>> values = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			values.add(call(way, caller));
		}
		Waiting.await("a load").until(() -> source.loads.get() > loads);
		for (int i = 0; i < 20; i++) {
			assertThat(blocked()).isEmpty();
			assertThat(values).noneMatch(CompletableFuture::isDone);
		}
		held.complete(null);
		assertThat(values)
			.allSatisfy((value) -> assertThat(value.get(20, TimeUnit.SECONDS)).isEqualTo("value " + this.id));
		assertThat(source.loads.get() - loads).isOne();
	}

	/**
	 * Threads that wait for a load or for the store.
	 */
	private static List<Thread> blocked() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> Stream.of(thread.getValue()).anyMatch(OneLoadTests::waits))
			.map((thread) -> thread.getKey())
			.toList();
	}

	private static boolean waits(StackTraceElement frame) {
		return frame.getClassName().equals(CallingThread.class.getName())
				|| (frame.getClassName().equals(Futures.class.getName()) && frame.getMethodName().equals("await"));
	}

	@ParameterizedTest
	@EnumSource
	void invalidationDuringTheWaitOfAnotherNodeIsSeen(Way way) throws Exception {
		CompletableFuture<Void> held = source.isHeld();
		long loads = source.loads.get();
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> call(way, 0))
			.thenCompose((value) -> value);
		Waiting.await("the first load").until(() -> source.loads.get() > loads);
		long misses = instances.get(1).statistics(way.region).misses();
		CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> call(way, 1))
			.thenCompose((value) -> value);
		Waiting.await("the other's miss").until(() -> instances.get(1).statistics(way.region).misses() > misses);
		instances.get(2).manager().invalidateTags("item:" + this.id);
		source.changed();
		instances.get(0).awaitPositionOf(instances.get(2));
		instances.get(1).awaitPositionOf(instances.get(2));
		held.complete(null);
		assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("value " + this.id);
		String changed = "changed value " + this.id;
		assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(changed);
		assertThat(call(way, 2).get(20, TimeUnit.SECONDS)).isEqualTo(changed);
		assertThat(call(way, 0).get(20, TimeUnit.SECONDS)).isEqualTo(changed);
	}

	@Test
	void ownerThatIsKilledCostsItsLease() throws Exception {
		assertTwoLoads(Duration.ofSeconds(2), Duration.ofSeconds(60));
	}

	@Test
	void ownerThatIsKilledCostsNoMoreThanTheWait() throws Exception {
		assertTwoLoads(Duration.ofSeconds(60), Duration.ofSeconds(2));
	}

	/**
	 * One load is that of the process that is killed, the other one that of the instance
	 * that waited for it.
	 */
	@SuppressWarnings("try") // the owner is killed in the middle
	private void assertTwoLoads(Duration lease, Duration wait) throws IOException {
		String[] properties = { "tagged-cache.defaults.load-lock.lease=" + lease,
				"tagged-cache.defaults.load-lock.wait=" + wait };
		try (Instance instance = newInstance(properties);
				KilledInstance owner = new KilledInstance(RedisServers.shared().uri(), NAMESPACE, this.id,
						Reading.SYNCED, properties)) {
			instance.awaitCaughtUp();
			owner.awaitLoad();
			long begin = System.nanoTime();
			CompletableFuture<Article> waiting = CompletableFuture
				.supplyAsync(() -> instance.library().synced(this.id));
			Waiting.await("a miss").until(() -> instance.statistics("synced").misses() > 0);
			owner.close();
			assertThat(instance.database().reads()).isZero();
			assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join().id()).isEqualTo(this.id);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(lease.plus(wait))
				.isLessThan(Duration.ofSeconds(10));
			assertThat(instance.database().reads()).isOne();
			assertThat(instance.statistics("synced").loadWaits()).isOne();
		}
	}

	/**
	 * Methods that load a value once for all.
	 */
	enum Way {

		BLOCKING("blocking", (shelf, id) -> CompletableFuture.completedFuture(shelf.blocking(id))),

		FUTURE("futures", Shelf::future),

		MONO("monos", (shelf, id) -> shelf.mono(id).toFuture());

		private final String region;

		private final BiFunction<Shelf, Long, CompletableFuture<String>> method;

		Way(String region, BiFunction<Shelf, Long, CompletableFuture<String>> method) {
			this.region = region;
			this.method = method;
		}

	}

	static class Shelf {

		private final Source source;

		Shelf(Source source) {
			this.source = source;
		}

		@Cacheable(cacheNames = "blocking", sync = true)
		@CacheTags("item:#{#id}")
		public String blocking(long id) {
			return this.source.load(id).join();
		}

		@Cacheable(cacheNames = "futures", sync = true)
		@CacheTags("item:#{#id}")
		public CompletableFuture<String> future(long id) {
			return this.source.load(id);
		}

		@Cacheable(cacheNames = "monos", sync = true)
		@CacheTags("item:#{#id}")
		public Mono<String> mono(long id) {
			return Mono.fromFuture(() -> this.source.load(id));
		}

	}

	/**
	 * Where the instances load from, without blocking a thread.
	 */
	static final class Source {

		private final AtomicLong loads = new AtomicLong();

		private volatile String prefix = "";

		private volatile CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

		private volatile Duration duration = Duration.ZERO;

		CompletableFuture<String> load(long id) {
			this.loads.incrementAndGet();
			String value = this.prefix + "value " + id;
			CompletableFuture<Void> end = this.answer.copy();
			if (!this.duration.isZero()) {
				end = new CompletableFuture<Void>().completeOnTimeout(null, this.duration.toMillis(),
						TimeUnit.MILLISECONDS);
			}
			return end.thenApply((done) -> value);
		}

		/**
		 * Has loads take so long.
		 */
		void takes(Duration duration) {
			this.duration = duration;
		}

		/**
		 * Holds the answers of loads that begin now.
		 * @return to be completed
		 */
		CompletableFuture<Void> isHeld() {
			this.answer = new CompletableFuture<>();
			return this.answer;
		}

		/**
		 * Has later loads give another value, at once.
		 */
		void changed() {
			this.prefix = "changed ";
			this.answer = CompletableFuture.completedFuture(null);
		}

		void reset() {
			this.prefix = "";
			this.duration = Duration.ZERO;
			this.answer = CompletableFuture.completedFuture(null);
		}

	}

}
