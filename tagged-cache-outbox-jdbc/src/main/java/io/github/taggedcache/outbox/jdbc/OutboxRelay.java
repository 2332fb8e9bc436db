package io.github.taggedcache.outbox.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Relays rows whose invalidations nobody has recorded: their process died, or the store
 * did not answer it. Each row is relayed once at least, by any instance.
 * <p>
 * A row is left to the instance that wrote it until the second poll that sees it. So no
 * clock of any machine decides when a row is due. A row that is being relayed is locked
 * until it is deleted; a process that dies meanwhile leaves the row to the others.
 */
public final class OutboxRelay {

	/** Rows of one transaction. */
	static final int BATCH = 100;

	/** Rows of others that are looked at to keep names in order. */
	private static final int OLDER = 1_000;

	private final OutboxRows rows;

	private final RowSender sender;

	private final OutboxStatus status;

	private final DeliveredRows delivered = new DeliveredRows();

	/** The newest row that the poll before has seen. Of the polling thread. */
	private long seen;

	/**
	 * Creates a relay.
	 * @param rows the rows
	 * @param node records their invalidations
	 * @param status is told what was seen and how it ended
	 */
	public OutboxRelay(OutboxRows rows, Node node, OutboxStatus status) {
		this.rows = rows;
		this.sender = new RowSender(node);
		this.status = status;
	}

	/**
	 * Takes note of rows that need not be relayed, since their invalidations are
	 * recorded. Returns at once.
	 */
	void delivered(List<Long> ids) {
		this.delivered.add(ids);
	}

	DeliveredRows delivered() {
		return this.delivered;
	}

	/**
	 * Deletes rows that were delivered. A row that stays because of a failure is relayed
	 * once more, which does no harm.
	 */
	void deleteDelivered() {
		for (List<Long> ids = this.delivered.take(BATCH); !ids.isEmpty(); ids = this.delivered.take(BATCH)) {
			List<Long> delivered = ids;
			// A pool may give connections that commit nothing by themselves
			this.rows.inTransaction(() -> {
				this.rows.delete(delivered);
				return delivered.size();
			});
		}
	}

	/**
	 * Looks at the table, and relays what is due.
	 * @param goesOn whether another transaction may begin
	 * @return why not all of it was relayed, or null
	 */
	@Nullable StoreException poll(BooleanSupplier goesOn) {
		deleteDelivered();
		long due = this.seen;
		OutboxRows.Waiting waiting = this.rows.look();
		this.status.looked(waiting);
		this.seen = waiting.newest();
		if (due == 0 || waiting.rows() == 0) {
			return null;
		}
		Pass pass = pass(due);
		while (pass.isWorthAnother() && goesOn.getAsBoolean()) {
			pass = pass(due);
		}
		this.status.looked(this.rows.look());
		return pass.failure();
	}

	/**
	 * Relays the oldest rows in one transaction. If its commit fails, the rows are still
	 * there and are relayed again.
	 */
	private Pass pass(long due) {
		boolean ordered = this.rows.skipsLocked();
		return this.rows.inTransaction(() -> {
			List<OutboxRow> claimed = this.rows.claim(due, BATCH);
			List<Long> sent = new ArrayList<>();
			StoreException failure = null;
			for (List<OutboxRow> group : RowSender.groups(ordered ? inOrder(claimed) : claimed)) {
				List<Long> ids = group.stream().map(OutboxRow::id).toList();
				try {
					this.sender.send(group);
					sent.addAll(ids);
				}
				catch (StoreException ex) {
					this.rows.countAttempt(ids);
					failure = ex;
					break;
				}
			}
			this.rows.delete(sent);
			return new Pass(claimed.size(), sent.size(), failure);
		});
	}

	/**
	 * Rows that were not claimed are those that another instance is just relaying, and
	 * those that were committed since.
	 */
	private List<OutboxRow> inOrder(List<OutboxRow> claimed) {
		if (claimed.isEmpty()) {
			return claimed;
		}
		List<OutboxRow> older = this.rows.olderThan(claimed.get(claimed.size() - 1).id(), OLDER);
		return RelayOrder.sendable(claimed, older, older.size() < OLDER);
	}

	/**
	 * What one transaction did.
	 *
	 * @param claimed rows that it locked
	 * @param sent rows whose invalidations are recorded
	 * @param failure why it ended early, or null
	 */
	private record Pass(int claimed, int sent, @Nullable StoreException failure) {

		boolean isWorthAnother() {
			return this.failure == null && this.claimed == BATCH && this.sent > 0;
		}

	}

}
