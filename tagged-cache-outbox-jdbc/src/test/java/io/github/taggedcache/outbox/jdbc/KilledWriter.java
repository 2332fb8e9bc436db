package io.github.taggedcache.outbox.jdbc;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.transaction.InvalidationOutbox.Receipt;
import org.h2.jdbcx.JdbcConnectionPool;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A process that writes items and invalidates their tags, one transaction after the
 * other, until it is killed. Each transaction stands in a ledger in the database. The
 * process delivers its own rows, and relays none.
 */
final class KilledWriter implements AutoCloseable {

	static final int ITEMS = 8;

	private static final int MAX_TRANSACTIONS = 30;

	static final String THERE = "there";

	private final Process process;

	private final BufferedReader lines;

	/**
	 * Starts a process.
	 * @param program this class, or one with the same arguments
	 * @param args what is the same for all processes
	 * @param number tells it from others; its items begin at this number times
	 * {@value #ITEMS}
	 * @param point where it waits to be killed, after a random number of transactions
	 */
	KilledWriter(JavaProgram program, String[] args, int number, Point point) throws IOException {
		this.process = program.start(args[0], args[1], args[2], Integer.toString(number), point.name());
		this.lines = this.process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Waits until the process is at its point.
	 */
	void awaitPoint() throws IOException {
		String line = this.lines.readLine();
		while (line != null && !line.equals(THERE)) {
			line = this.lines.readLine();
		}
		if (line == null) {
			throw new IOException("The process ended before somebody killed it");
		}
	}

	/**
	 * Kills the process (SIGKILL), without a chance to do anything more.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Runs the process.
	 * @param args the URI of Redis, the namespace, the URL of the database, the number of
	 * the process, and its point
	 */
	public static void main(String[] args) {
		int number = Integer.parseInt(args[3]);
		Point point = Point.valueOf(args[4]);
		int last = new Random().nextInt(MAX_TRANSACTIONS);
		JdbcConnectionPool pool = JdbcConnectionPool.create(args[2], "sa", "");
		OutboxRows rows = new OutboxRows(pool, new OutboxTable(OutboxTable.DEFAULT_NAME), args[1]);
		TestNode node = TestNode.in(URI.create(args[0]), args[1]);
		OutboxStatus status = new OutboxStatus(System::nanoTime);
		OutboxRelay relay = new OutboxRelay(rows, node.node(), status);
		new OutboxRelayLifecycle(relay, status, Duration.ofHours(1)).start();
		JdbcInvalidationOutbox outbox = new JdbcInvalidationOutbox(pool, rows, relay);
		JdbcTemplate jdbc = new JdbcTemplate(pool);
		TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
		for (int i = 0; i <= last || point == Point.ANYWHERE; i++) {
			int item = number * ITEMS + i % ITEMS;
			String entry = "tx:" + number + "/" + i;
			List<String> tags = List.of("item:" + item, entry);
			Receipt receipt = transactions.execute((transaction) -> {
				jdbc.update("UPDATE item SET version = version + 1 WHERE id = ?", item);
				jdbc.update("INSERT INTO ledger (entry, item) VALUES (?, ?)", entry, item);
				return outbox.record(Map.of(InvalidationMode.HARD, tags), List.of());
			});
			boolean isLast = i == last;
			if (isLast && point == Point.ANYWHERE) {
				say();
			}
			waitAt(Point.COMMITTED, isLast, point);
			Futures.await(node.node().invalidate(tags, Mode.HARD));
			waitAt(Point.RECORDED, isLast, point);
			receipt.delivered();
			waitAt(Point.DELIVERED, isLast, point);
		}
	}

	private static void waitAt(Point here, boolean isLast, Point point) {
		if (isLast && here == point) {
			say();
			while (true) {
				LockSupport.park();
			}
		}
	}

	private static void say() {
		new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(THERE);
	}

	/**
	 * Where a process is killed.
	 */
	enum Point {

		/** The transaction is committed, and the store does not know. */
		COMMITTED,

		/** The store has recorded the invalidation, and the outbox does not know. */
		RECORDED,

		/** The row is about to be deleted. */
		DELIVERED,

		/** Wherever the process is when the signal arrives. */
		ANYWHERE,

		/** Nowhere: the process ends by itself. */
		NOWHERE

	}

}
