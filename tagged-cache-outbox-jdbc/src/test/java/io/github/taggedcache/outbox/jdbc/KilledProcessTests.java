package io.github.taggedcache.outbox.jdbc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.taggedcache.outbox.jdbc.KilledWriter.Point;
import io.github.taggedcache.testsupport.RedisServers;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes are killed between the commit and the relay of their invalidations. Two other
 * instances have what they changed in their near caches.
 */
@Timeout(600)
class KilledProcessTests {

	private static final int KILLS = 50;

	/** Each takes as long as several of the others. */
	private static final int KILLED_APPLICATIONS = 4;

	private static final List<Point> POINTS = List.of(Point.COMMITTED, Point.RECORDED, Point.DELIVERED, Point.ANYWHERE);

	private static final int AT_A_TIME = 3;

	private static final int LONGEST_MICROS = 20_000;

	private final URI redis = RedisServers.shared().uri();

	private final String namespace = "killed-" + UUID.randomUUID();

	private final Random random = new Random();

	private final AtomicBoolean over = new AtomicBoolean();

	private Server server;

	private String database;

	private JdbcConnectionPool pool;

	private JdbcTemplate jdbc;

	private List<ItemsInstance> instances = List.of();

	@TempDir
	private Path directory;

	@BeforeEach
	void start() throws SQLException {
		this.server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		this.database = "jdbc:h2:tcp://localhost:" + this.server.getPort() + "/mem:" + this.namespace
				+ ";DB_CLOSE_DELAY=-1";
		this.pool = JdbcConnectionPool.create(this.database, "sa", "");
		this.jdbc = new JdbcTemplate(this.pool);
		this.jdbc.execute("CREATE TABLE item (id INT PRIMARY KEY, version INT NOT NULL)");
		this.jdbc.execute("CREATE TABLE ledger (entry VARCHAR(100) PRIMARY KEY, item INT NOT NULL)");
		IntStream.range(0, KILLS * KilledWriter.ITEMS)
			.forEach((item) -> this.jdbc.update("INSERT INTO item VALUES (?, 0)", item));
		this.instances = Stream.generate(() -> new ItemsInstance(this.redis, this.namespace, this.database))
			.limit(2)
			.toList();
		waiting("followers").until(() -> this.instances.stream().allMatch(ItemsInstance::isCaughtUp));
	}

	@AfterEach
	void stop() {
		this.over.set(true);
		this.instances.forEach(ItemsInstance::close);
		this.pool.dispose();
		this.server.stop();
	}

	private static ConditionFactory waiting(String what) {
		return Awaitility.await(what)
			.atMost(Duration.ofSeconds(60))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20));
	}

	@Test
	void noInvalidationIsLostWhereTheProcessIsKilledBetweenCommitAndRelay() throws Exception {
		killAll(KilledWriter.class, KILLS, POINTS);
	}

	@Test
	void noInvalidationIsLostOfAnApplicationThatDoesNotKnowOfTheOutbox() throws Exception {
		killAll(KilledApplication.class, KILLED_APPLICATIONS, List.of(Point.COMMITTED));
	}

	private void killAll(Class<?> type, int kills, List<Point> points) throws Exception {
		String[] args = { this.redis.toString(), this.namespace, this.database };
		JavaProgram program = new JavaProgram(type, this.directory, args[0], args[1], args[2], Integer.toString(KILLS),
				Point.NOWHERE.name());
		AtomicInteger next = new AtomicInteger();
		AtomicInteger afterCommit = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME + this.instances.size());
		try {
			List<Future<Void>> readers = this.instances.stream()
				.map((instance) -> threads.submit(() -> readAgainAndAgain(instance)))
				.toList();
			Callable<Void> killer = () -> {
				for (int number = next.getAndIncrement(); number < kills; number = next.getAndIncrement()) {
					if (killOne(program, args, number, points) == Point.COMMITTED) {
						afterCommit.incrementAndGet();
					}
				}
				return null;
			};
			for (Future<Void> killed : Stream.generate(() -> threads.submit(killer)).limit(AT_A_TIME).toList()) {
				killed.get(540, TimeUnit.SECONDS);
			}
			waiting("the relay of all rows").until(() -> count("tagged_cache_outbox") == 0);
			this.over.set(true);
			for (Future<Void> reader : readers) {
				reader.get(20, TimeUnit.SECONDS);
			}
		}
		finally {
			this.over.set(true);
			threads.shutdownNow();
		}
		// Each process that was killed after its commit has left something to be lost
		assertThat(afterCommit).hasPositiveValue();
		assertThat(this.instances.stream().flatMap((instance) -> instance.relayed().stream()).distinct())
			.filteredOn((tag) -> tag.startsWith("tx:"))
			.hasSizeGreaterThanOrEqualTo(afterCommit.get());
		assertThat(this.instances).allSatisfy(this::assertNothingLost);
	}

	/**
	 * Has a process write until it is at its point, and kills it.
	 */
	private Point killOne(JavaProgram program, String[] args, int number, List<Point> points) throws IOException {
		Point point = points.get(number % points.size());
		try (KilledWriter writer = new KilledWriter(program, args, number, point)) {
			writer.awaitPoint();
			if (point == Point.ANYWHERE) {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(this.random.nextInt(LONGEST_MICROS)));
			}
		}
		return point;
	}

	private Void readAgainAndAgain(ItemsInstance instance) {
		while (!this.over.get()) {
			for (int item = 0; item < KILLS * KilledWriter.ITEMS && !this.over.get(); item++) {
				instance.version(item);
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
		}
		return null;
	}

	private void assertNothingLost(ItemsInstance instance) {
		List<String> ledger = this.jdbc.queryForList("SELECT entry FROM ledger", String.class);
		assertThat(ledger).isNotEmpty();
		waiting("the follower").untilAsserted(() -> assertThat(instance.seen()).containsAll(ledger));
		assertThat(instance.seen().stream().filter((tag) -> tag.startsWith("tx:"))).hasSameSizeAs(ledger);
		assertThat(this.jdbc.query("SELECT id, version FROM item ORDER BY id",
				(item, index) -> item.getInt(2) - instance.version(item.getInt(1))))
			.containsOnly(0);
	}

	private long count(String table) {
		return this.jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
	}

}
