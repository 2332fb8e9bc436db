package io.github.taggedcache.sample.stage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.taggedcache.CacheEvent.Invalidated;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of the invalidation log, with when each instance heard of them, and
 * what else happened. Thread safe.
 */
public final class Timeline {

	private static final int MAX = 40;

	private static final double NANOS_PER_MILLI = 1_000_000;

	private final Deque<Line> newest = new ArrayDeque<>();

	private long changes;

	/**
	 * Takes note of an invalidation.
	 * @param node the instance that heard of it
	 * @param event the invalidation
	 * @param by the instance that made it; null if it is none of these, or not known yet
	 */
	public synchronized void heard(Node node, Invalidated event, @Nullable Node by) {
		long now = System.nanoTime();
		this.changes++;
		for (Line line : this.newest) {
			if (line.version == event.version() && line.text.equals(text(event))) {
				line.heard.putIfAbsent(node, now);
				if (by != null) {
					line.by = by.name();
				}
				return;
			}
		}
		Line line = new Line(event.version(), text(event), (by != null) ? by.name() : "another application",
				event.mode().name());
		line.heard.put(node, now);
		add(line);
	}

	private static String text(Invalidated event) {
		if (event.isOfEverything()) {
			return "everything";
		}
		return (event.region() != null) ? "the cache " + event.region() : String.join(", ", event.tags());
	}

	/**
	 * Takes note of something else.
	 * @param text what happened
	 */
	public synchronized void note(String text) {
		this.changes++;
		add(new Line(0, text, null, null));
	}

	private void add(Line line) {
		this.newest.addFirst(line);
		if (this.newest.size() > MAX) {
			this.newest.removeLast();
		}
	}

	/**
	 * How often anything was noted: who looks again sees by it whether something is new.
	 * @return the number
	 */
	public synchronized long changes() {
		return this.changes;
	}

	/**
	 * The newest lines.
	 * @return the newest first
	 */
	public synchronized List<Entry> entries() {
		List<Entry> entries = new ArrayList<>();
		this.newest.forEach((line) -> entries.add(line.entry()));
		return entries;
	}

	private static final class Line {

		private final Instant time = Instant.now();

		private final long begin = System.nanoTime();

		private final Map<Node, Long> heard = new EnumMap<>(Node.class);

		private final long version;

		private final String text;

		private @Nullable String by;

		private final @Nullable String mode;

		Line(long version, String text, @Nullable String by, @Nullable String mode) {
			this.version = version;
			this.text = text;
			this.by = by;
			this.mode = mode;
		}

		Entry entry() {
			Map<Node, Double> after = new EnumMap<>(Node.class);
			long first = this.heard.values().stream().mapToLong(Long::longValue).min().orElse(this.begin);
			this.heard.forEach((node, time) -> after.put(node, (time - first) / NANOS_PER_MILLI));
			return new Entry(this.time.toEpochMilli(), this.version, this.text, this.by, this.mode, after);
		}

	}

	/**
	 * One line.
	 *
	 * @param time when, in ms since 1970
	 * @param version the version of an invalidation; zero if it is none
	 * @param text what was invalidated, or what happened
	 * @param by who invalidated; null if it is no invalidation
	 * @param mode hard or soft; null if it is no invalidation
	 * @param heard how many ms later than the first one each instance was told of the
	 * invalidation
	 */
	public record Entry(long time, long version, String text, @Nullable String by, @Nullable String mode,
			Map<Node, Double> heard) {

	}

}
