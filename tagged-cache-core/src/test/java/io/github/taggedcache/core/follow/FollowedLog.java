package io.github.taggedcache.core.follow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.taggedcache.core.history.Retention;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.SettableTime;
import io.github.taggedcache.core.store.memory.MemoryStore;

/**
 * A log, and a node elsewhere that appends to it. Time stands still, so a version is one
 * more than the one before.
 */
final class FollowedLog {

	static final Duration MAX_STALENESS = Duration.ofSeconds(1);

	static final Duration BEAT = MAX_STALENESS.multipliedBy(2).dividedBy(5);

	private static final int LOG_LENGTH = 3000;

	private final SettableTime time = new SettableTime();

	private final MemoryStore memory = new MemoryStore(this.time, LOG_LENGTH);

	private final MemoryStore replica = new MemoryStore(this.time, LOG_LENGTH);

	private final WatchedLog log = new WatchedLog(this.memory, this.replica);

	private final Node elsewhere = new Node(this.log, forEver());

	Node node() {
		return Node.following(this.log, forEver(), new CatchUp(MAX_STALENESS, this::nanoTime), 5000, 10_000_000);
	}

	private static Retention forEver() {
		Retention retention = new Retention();
		retention.cover(0);
		return retention;
	}

	WatchedLog log() {
		return this.log;
	}

	MemoryStore replica() {
		return this.replica;
	}

	void pass(Duration duration) {
		this.time.advance(duration);
	}

	private long nanoTime() {
		return TimeUnit.MILLISECONDS.toNanos(this.time.millis());
	}

	long invalidate(String... tags) {
		return this.elsewhere.invalidate(List.of(tags), Mode.HARD).join().get(0).version();
	}

	/**
	 * Appends a record that names nothing, as a node of another release may.
	 */
	long invalidateUnnamed() {
		List<String> tags = IntStream.rangeClosed(0, InvalidationLog.WIDE).mapToObj((i) -> "t" + i).toList();
		return this.log
			.append(new Append(tags, List.of(), Mode.HARD, this.elsewhere.known(), 0, Append.ALWAYS, "other release"))
			.join()
			.version();
	}

	void forgetLog() {
		this.memory.forgetLog();
	}

	void forgetClock() {
		this.memory.forgetClock();
	}

	void forgetAll() {
		this.memory.forgetAll();
	}

	/**
	 * The invalidations of everything that the log shows.
	 */
	List<LogRecord> repairs() {
		return this.log.records().stream().filter((record) -> record.tags().contains(TagName.NAMESPACE)).toList();
	}

}
