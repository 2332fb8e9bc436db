package io.github.taggedcache.core.store.memory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.core.store.Beat;
import io.github.taggedcache.core.store.BeatResult;
import io.github.taggedcache.core.store.LogConnection;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.StoreException;

/**
 * A follower's connection to the log of a {@link MemoryStore}.
 */
final class MemoryLogConnection implements LogConnection {

	private final MemoryStore store;

	private final Set<WaitingRead> waiting = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	MemoryLogConnection(MemoryStore store) {
		this.store = store;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // a read that has its answer waits no
													// longer
	public CompletableFuture<List<LogRecord>> read(long after, int max, long waitMillis) {
		if (this.closed) {
			return CompletableFuture.failedFuture(connectionClosed());
		}
		WaitingRead read = new WaitingRead(after, max, new CompletableFuture<>());
		// Registers before it looks, so a record that comes in between is not missed
		this.waiting.add(read);
		read.answer().whenComplete((records, ex) -> this.waiting.remove(read));
		look(read);
		if (waitMillis == 0) {
			read.answer().complete(List.of());
		}
		else if (!read.answer().isDone()) {
			read.answer().completeOnTimeout(List.of(), waitMillis, TimeUnit.MILLISECONDS);
		}
		if (this.closed) {
			close();
		}
		return read.answer();
	}

	private void look(WaitingRead read) {
		List<LogRecord> records = this.store.records(read.after(), read.max());
		if (!records.isEmpty()) {
			read.answer().complete(records);
		}
	}

	/**
	 * Answers the waiting reads for which there are records now.
	 */
	void appended() {
		this.waiting.forEach(this::look);
	}

	/**
	 * Answers all waiting reads: the log is empty.
	 */
	void forgotten() {
		this.waiting.forEach((read) -> read.answer().complete(List.of()));
	}

	@Override
	public CompletableFuture<BeatResult> beat(Beat beat) {
		return this.closed ? CompletableFuture.failedFuture(connectionClosed())
				: CompletableFuture.completedFuture(this.store.beat(beat));
	}

	@Override
	public void close() {
		this.closed = true;
		this.store.disconnected(this);
		this.waiting.forEach((read) -> read.answer().completeExceptionally(connectionClosed()));
	}

	private static StoreException connectionClosed() {
		return new StoreException("The connection to the log was closed", null);
	}

	/**
	 * A read without an answer yet. Two reads are never equal, because their answers are
	 * two futures.
	 */
	private record WaitingRead(long after, int max, CompletableFuture<List<LogRecord>> answer) {

	}

}
