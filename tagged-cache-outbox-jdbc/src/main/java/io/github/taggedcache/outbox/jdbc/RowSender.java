package io.github.taggedcache.outbox.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the invalidations of rows in the store.
 */
final class RowSender {

	private static final Logger logger = LoggerFactory.getLogger(RowSender.class);

	/** Tags or keys that the node records in one round trip. */
	private static final int NAMES_AT_ONCE = 10_000;

	private final Node node;

	RowSender(Node node) {
		this.node = node;
	}

	/**
	 * Splits rows into groups that one round trip records: neighbours of one kind, as
	 * many as the node sends at once. The order stays.
	 */
	static List<List<OutboxRow>> groups(List<OutboxRow> rows) {
		List<List<OutboxRow>> groups = new ArrayList<>();
		List<OutboxRow> group = new ArrayList<>();
		int names = 0;
		for (OutboxRow row : rows) {
			boolean fits = names + row.names().size() <= NAMES_AT_ONCE;
			if (!group.isEmpty() && (group.get(0).kind() != row.kind() || !fits)) {
				groups.add(group);
				group = new ArrayList<>();
				names = 0;
			}
			group.add(row);
			names += row.names().size();
		}
		if (!group.isEmpty()) {
			groups.add(group);
		}
		return groups;
	}

	/**
	 * Records the invalidations of a group, and waits for that.
	 * @throws io.github.taggedcache.core.store.StoreException if not all are recorded
	 */
	void send(List<OutboxRow> group) {
		Set<String> names = new LinkedHashSet<>();
		group.forEach((row) -> names.addAll(row.names()));
		OutboxRow.Kind kind = group.get(0).kind();
		if (kind == null) {
			sendAll(group);
			return;
		}
		switch (kind) {
			case HARD -> tags(names, Mode.HARD);
			case SOFT -> tags(names, Mode.SOFT);
			case KEY -> Futures.await(this.node.keyEvents(keys(names)));
		}
	}

	/**
	 * Nobody knows what an unreadable row invalidates, and no invalidation may get lost.
	 */
	private void sendAll(List<OutboxRow> group) {
		logger.error(
				"{} row(s) of the outbox, from id {} on, cannot be read: they were written by another release, or"
						+ " changed. The whole namespace is invalidated in their place",
				group.size(), group.get(0).id());
		tags(List.of(TagName.NAMESPACE), Mode.HARD);
	}

	/**
	 * The outbox itself is what takes over an invalidation that is not recorded.
	 */
	private void tags(Collection<String> tags, Mode mode) {
		Futures.await(this.node.invalidateAgain(tags, mode));
	}

	private static List<EntryKey> keys(Collection<String> names) {
		return names.stream().map(EntryKey::ofLogName).toList();
	}

}
