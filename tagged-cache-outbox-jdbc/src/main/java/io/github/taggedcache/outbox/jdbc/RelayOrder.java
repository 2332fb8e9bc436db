package io.github.taggedcache.outbox.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the rows of a tag or key in order where several instances relay: a row waits
 * while another instance has an older row with one of its names.
 */
final class RelayOrder {

	private RelayOrder() {
	}

	/**
	 * The rows that may be sent now.
	 * @param claimed the rows that this instance has locked, in order
	 * @param older all rows below the newest of them, in order, as far as they were read
	 * @param isComplete whether all of these were read
	 * @return those of the claimed rows that need not wait, in order
	 */
	static List<OutboxRow> sendable(List<OutboxRow> claimed, List<OutboxRow> older, boolean isComplete) {
		Set<Long> own = claimed.stream().map(OutboxRow::id).collect(Collectors.toSet());
		List<OutboxRow> others = older.stream().filter((row) -> !own.contains(row.id())).toList();
		long readUpTo = (isComplete || older.isEmpty()) ? Long.MAX_VALUE : older.get(older.size() - 1).id();
		Names waiting = new Names();
		List<OutboxRow> sendable = new ArrayList<>();
		int next = 0;
		for (OutboxRow row : claimed) {
			for (; next < others.size() && others.get(next).id() < row.id(); next++) {
				waiting.add(others.get(next));
			}
			if (row.id() > readUpTo || waiting.containAny(row)) {
				waiting.add(row);
			}
			else {
				sendable.add(row);
			}
		}
		return sendable;
	}

	/**
	 * Names that rows have which are not sent yet. An unreadable row may have any name.
	 */
	private static final class Names {

		private final Set<String> tags = new HashSet<>();

		private final Set<String> keys = new HashSet<>();

		private boolean any;

		void add(OutboxRow row) {
			this.any |= !row.isReadable();
			names(row).addAll(row.names());
		}

		boolean containAny(OutboxRow row) {
			if (this.any || (!row.isReadable() && !(this.tags.isEmpty() && this.keys.isEmpty()))) {
				return true;
			}
			Set<String> names = names(row);
			return row.names().stream().anyMatch(names::contains);
		}

		private Set<String> names(OutboxRow row) {
			return (row.kind() == OutboxRow.Kind.KEY) ? this.keys : this.tags;
		}

	}

}
