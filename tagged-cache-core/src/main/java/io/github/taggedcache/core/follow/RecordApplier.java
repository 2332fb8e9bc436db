package io.github.taggedcache.core.follow;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.history.LogAccess;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.LogRecord.Kind;

/**
 * Applies the records of the log to the history, in order. A record that does not follow
 * the position, or that names nothing, is a gap. Used by one thread at a time.
 */
final class RecordApplier {

	/** Most records of one read. */
	static final int BATCH = 200;

	private final LogAccess log;

	private final TagHistory history;

	private final PendingProof proof;

	private final Recovery recovery;

	/** Whether the history has every record that was in the log at the start. */
	private boolean filled;

	RecordApplier(LogAccess log, TagHistory history, PendingProof proof, Recovery recovery) {
		this.log = log;
		this.history = history;
		this.proof = proof;
		this.recovery = recovery;
		this.filled = history.position() > 0;
	}

	boolean isFilled() {
		return this.filled;
	}

	CompletableFuture<Void> apply(List<LogRecord> records) {
		if (!this.filled) {
			fill(records);
			return CompletableFuture.completedFuture(null);
		}
		for (LogRecord record : records) {
			long position = this.history.position();
			if (record.version() <= position) {
				continue;
			}
			if (!follows(record, position) || record.kind() == Kind.UNNAMED) {
				// Own appends among these records are not met yet: a fail-over may have
				// lost them since the read. The next beat asks for them
				return this.recovery.afterGap(record.previous() > 0 && record.previous() < position);
			}
			this.history.apply(record);
			this.proof.proveIfReached();
			if (!record.origin().equals(this.log.origin())) {
				this.log.invalidated(record);
			}
		}
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * A new node knows nothing below the first record, and nothing below a record that
	 * does not follow the position or that names nothing. A record that was appended
	 * while the clock was missing follows nothing.
	 */
	private void fill(List<LogRecord> records) {
		for (LogRecord record : records) {
			if (record.version() <= this.history.position()) {
				continue;
			}
			if (!follows(record, this.history.position())) {
				this.history.gap((record.previous() > this.history.position()) ? record.previous() : record.version());
			}
			if (record.kind() == Kind.UNNAMED) {
				this.history.met(record);
				this.history.gap(record.version());
			}
			else if (record.version() > this.history.position()) {
				this.history.apply(record);
			}
		}
		this.filled = records.size() < BATCH;
	}

	private static boolean follows(LogRecord record, long position) {
		return record.previous() > 0 && record.previous() == position;
	}

}
