package io.github.taggedcache.core.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.store.Append;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.InvalidationLog;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.ObservedNames;
import io.github.taggedcache.core.store.memory.MemoryStore;

/**
 * A log that notes who follows it, and answers what a test wants. Its reads do not wait.
 * It may have a replica, which takes its place with what was replicated until then. Used
 * by one thread.
 */
final class WatchedLog implements InvalidationLog {

	private MemoryStore master;

	private final MemoryStore replica;

	private boolean isReplicating = true;

	private final List<Append> appends = new ArrayList<>();

	private final List<Beat> beats = new ArrayList<>();

	private final List<Long> waits = new ArrayList<>();

	private int connected;

	private int closed;

	private final Queue<UnaryOperator<CompletableFuture<LogConnection>>> connects = new ArrayDeque<>();

	private final Queue<UnaryOperator<CompletableFuture<List<LogRecord>>>> reads = new ArrayDeque<>();

	private final Queue<UnaryOperator<CompletableFuture<BeatResult>>> answers = new ArrayDeque<>();

	private final Queue<UnaryOperator<CompletableFuture<Observation>>> observations = new ArrayDeque<>();

	private final Queue<Runnable> beforeBeats = new ArrayDeque<>();

	private final Queue<Runnable> beforeObserve = new ArrayDeque<>();

	private final Queue<Runnable> beforeAppend = new ArrayDeque<>();

	WatchedLog(MemoryStore master, MemoryStore replica) {
		this.master = master;
		this.replica = replica;
	}

	void stopReplicating() {
		this.isReplicating = false;
	}

	void failOver() {
		this.isReplicating = false;
		this.master = this.replica;
	}

	/**
	 * What the log of the master shows.
	 */
	List<LogRecord> records() {
		LogConnection connection = this.master.connect().join();
		List<LogRecord> records = connection.read(0, Integer.MAX_VALUE, 0).join();
		connection.close();
		return records;
	}

	List<Append> appends() {
		return this.appends;
	}

	List<Beat> beats() {
		return this.beats;
	}

	List<Long> waits() {
		return this.waits;
	}

	int connected() {
		return this.connected;
	}

	int closed() {
		return this.closed;
	}

	void answerConnect(UnaryOperator<CompletableFuture<LogConnection>> change) {
		this.connects.add(change);
	}

	void answerRead(UnaryOperator<CompletableFuture<List<LogRecord>>> change) {
		this.reads.add(change);
	}

	void answerRead(LogRecord... records) {
		answerRead((answer) -> CompletableFuture.completedFuture(List.of(records)));
	}

	void answerBeat(UnaryOperator<CompletableFuture<BeatResult>> change) {
		this.answers.add(change);
	}

	void answerObserve(UnaryOperator<CompletableFuture<Observation>> change) {
		this.observations.add(change);
	}

	void beforeBeat(Runnable action) {
		this.beforeBeats.add(action);
	}

	void beforeObserve(Runnable action) {
		this.beforeObserve.add(action);
	}

	void beforeAppend(Runnable action) {
		this.beforeAppend.add(action);
	}

	private static void runNext(Queue<Runnable> actions) {
		Runnable action = actions.poll();
		if (action != null) {
			action.run();
		}
	}

	private static <T> CompletableFuture<T> changed(Queue<UnaryOperator<CompletableFuture<T>>> changes,
			CompletableFuture<T> answer) {
		UnaryOperator<CompletableFuture<T>> change = changes.poll();
		return (change != null) ? change.apply(answer) : answer;
	}

	@Override
	public CompletableFuture<Appended> append(Append append) {
		runNext(this.beforeAppend);
		this.appends.add(append);
		if (this.isReplicating) {
			this.replica.append(append).join();
		}
		return this.master.append(append);
	}

	@Override
	public CompletableFuture<Observation> observe(ObservedNames names) {
		runNext(this.beforeObserve);
		return changed(this.observations, this.master.observe(names));
	}

	@Override
	public CompletableFuture<Observation> peek(List<String> tags, List<EntryKey> keys) {
		return this.master.peek(tags, keys);
	}

	@Override
	public CompletableFuture<List<LogRecord>> newest(int max) {
		return this.master.newest(max);
	}

	@Override
	public CompletableFuture<LogConnection> connect() {
		this.connected++;
		return changed(this.connects, CompletableFuture.completedFuture(new Connection()));
	}

	private final class Connection implements LogConnection {

		@Override
		public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
			WatchedLog.this.waits.add(waitMillis);
			LogConnection connection = WatchedLog.this.master.connect().join();
			CompletableFuture<List<LogRecord>> records = connection.read(after, max, 0);
			connection.close();
			return changed(WatchedLog.this.reads, records);
		}

		@Override
		public CompletableFuture<BeatResult> beat(Beat beat) {
			runNext(WatchedLog.this.beforeBeats);
			WatchedLog.this.beats.add(beat);
			LogConnection connection = WatchedLog.this.master.connect().join();
			CompletableFuture<BeatResult> result = connection.beat(beat);
			connection.close();
			return changed(WatchedLog.this.answers, result);
		}

		@Override
		public void close() {
			WatchedLog.this.closed++;
		}

	}

}
