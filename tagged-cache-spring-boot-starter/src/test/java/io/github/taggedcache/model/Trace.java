package io.github.taggedcache.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last steps of a run.
 */
final class Trace {

	private static final int LENGTH = 100;

	private final Deque<Line> lines = new ArrayDeque<>();

	private int step;

	void step(int step) {
		this.step = step;
	}

	void add(String what, Object detail) {
		if (this.lines.size() == LENGTH) {
			this.lines.remove();
		}
		this.lines.add(new Line(this.step, what, detail));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.lines.forEach((line) -> text.append(line).append('\n'));
		return text.toString();
	}

	private record Line(int step, String what, Object detail) {

		@Override
		public String toString() {
			return this.step + " " + this.what + " " + this.detail;
		}

	}

}
