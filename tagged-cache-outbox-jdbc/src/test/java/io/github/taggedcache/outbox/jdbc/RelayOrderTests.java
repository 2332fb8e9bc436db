package io.github.taggedcache.outbox.jdbc;

import java.util.List;

import io.github.taggedcache.outbox.jdbc.OutboxRow.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RelayOrderTests {

	private static final OutboxRow UNREADABLE = OutboxRow.of(2, "LATER", "a", 0);

	private static OutboxRow row(long id, Kind kind, String... names) {
		return new OutboxRow(id, kind, List.of(names), 0);
	}

	private static List<Long> sendable(List<OutboxRow> claimed, List<OutboxRow> older) {
		return RelayOrder.sendable(claimed, older, true).stream().map(OutboxRow::id).toList();
	}

	@Test
	void rowsThatNobodyElseHasAreAllSent() {
		List<OutboxRow> rows = List.of(row(1, Kind.HARD, "a"), row(2, Kind.HARD, "a"), row(3, Kind.KEY, "a"));
		assertThat(sendable(rows, rows.subList(0, 2))).containsExactly(1L, 2L, 3L);
	}

	@Test
	void rowWaitsForAnOlderRowOfItsNameThatAnotherHas() {
		List<OutboxRow> claimed = List.of(row(2, Kind.HARD, "b"), row(3, Kind.SOFT, "c", "a"));
		assertThat(sendable(claimed, List.of(row(1, Kind.HARD, "a"), claimed.get(0)))).containsExactly(2L);
	}

	@Test
	void rowDoesNotWaitForANewerOne() {
		List<OutboxRow> claimed = List.of(row(1, Kind.HARD, "a"), row(3, Kind.HARD, "b"));
		assertThat(sendable(claimed, List.of(claimed.get(0), row(2, Kind.HARD, "a")))).containsExactly(1L, 3L);
	}

	@Test
	void rowWaitsForARowThatWaits() {
		List<OutboxRow> claimed = List.of(row(2, Kind.HARD, "a", "b"), row(3, Kind.HARD, "b"));
		assertThat(sendable(claimed, List.of(row(1, Kind.HARD, "a"), claimed.get(0)))).isEmpty();
	}

	@Test
	void keyIsNoTagOfTheSameName() {
		List<OutboxRow> claimed = List.of(row(2, Kind.KEY, "a"));
		assertThat(sendable(claimed, List.of(row(1, Kind.HARD, "a")))).containsExactly(2L);
	}

	@Test
	void allWaitForAnUnreadableRow() {
		List<OutboxRow> claimed = List.of(row(1, Kind.HARD, "a"), row(3, Kind.KEY, "b"));
		assertThat(sendable(claimed, List.of(claimed.get(0), UNREADABLE))).containsExactly(1L);
	}

	@Test
	void unreadableRowWaitsForAll() {
		assertThat(sendable(List.of(UNREADABLE), List.of(row(1, Kind.KEY, "b")))).isEmpty();
		assertThat(sendable(List.of(UNREADABLE), List.of())).containsExactly(2L);
	}

	@Test
	void rowsBeyondWhatWasReadWait() {
		List<OutboxRow> claimed = List.of(row(2, Kind.HARD, "b"), row(9, Kind.HARD, "c"));
		List<OutboxRow> older = List.of(row(1, Kind.HARD, "a"), claimed.get(0), row(3, Kind.HARD, "a"));
		assertThat(RelayOrder.sendable(claimed, older, false)).containsExactly(claimed.get(0));
	}

}
