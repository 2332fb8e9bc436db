package io.github.taggedcache.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table in Markdown.
 */
final class Table {

	private final int columns;

	private final List<String> lines = new ArrayList<>();

	Table(List<String> head) {
		this.columns = head.size();
		add(head);
		this.lines.add("|---".repeat(this.columns) + "|");
	}

	void add(List<String> cells) {
		if (cells.size() != this.columns) {
			throw new IllegalArgumentException(
					"A row of %d cells in a table of %d columns: %s".formatted(cells.size(), this.columns, cells));
		}
		this.lines
			.add(cells.stream().map((cell) -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |")));
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
