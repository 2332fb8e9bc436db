package io.github.taggedcache.outbox.jdbc;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.github.taggedcache.outbox.jdbc.KilledWriter.Point;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What {@link KilledWriter} does, by an application whose code does not know of the
 * outbox. It waits to be killed when a transaction has committed, and before its
 * invalidations are sent.
 */
final class KilledApplication implements TransactionSynchronization {

	private static final int MAX_TRANSACTIONS = 20;

	private KilledApplication() {
	}

	/**
	 * Runs the application.
	 * @param args the URI of Redis, the namespace, the URL of the database, the number of
	 * the process, and its point
	 */
	public static void main(String[] args) {
		int number = Integer.parseInt(args[3]);
		int last = new Random().nextInt(MAX_TRANSACTIONS);
		ItemsInstance instance = new ItemsInstance(URI.create(args[0]), args[1], args[2],
				"tagged-cache.outbox.poll-interval=1h");
		for (int i = 0; i <= last; i++) {
			int item = number * KilledWriter.ITEMS + i % KilledWriter.ITEMS;
			String entry = "tx:" + number + "/" + i;
			boolean isKilled = i == last && Point.valueOf(args[4]) == Point.COMMITTED;
			instance.transactions().executeWithoutResult((status) -> {
				if (isKilled) {
					TransactionSynchronizationManager.registerSynchronization(new KilledApplication());
				}
				instance.jdbc().update("UPDATE item SET version = version + 1 WHERE id = ?", item);
				instance.jdbc().update("INSERT INTO ledger (entry, item) VALUES (?, ?)", entry, item);
				instance.manager().invalidateTags("item:" + item, entry);
			});
		}
		instance.close();
	}

	/**
	 * Before the caches hear of the commit.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void afterCommit() {
		new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
			.println(KilledWriter.THERE);
		while (true) {
			LockSupport.park();
		}
	}

}
