package io.github.taggedcache.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.core.history.TagHistory;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.store.TagVersion;
import io.github.taggedcache.endpoint.LogDescriptor.NamedKey;
import io.github.taggedcache.endpoint.LogDescriptor.RecordDescriptor;
import io.github.taggedcache.term.Terms;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Tells of the newest invalidations. The store tells, or this node if the store does not
 * answer.
 */
public final class InvalidationRecords {

	/** Records without a limit. */
	static final int DEFAULT = 100;

	/** Most records of one answer, and records that are searched for a tag. */
	static final int MAX = 1000;

	private final Node node;

	/**
	 * Creates it.
	 * @param node the node
	 */
	public InvalidationRecords(Node node) {
		this.node = node;
	}

	/**
	 * Tells of the newest invalidations. One round trip.
	 * @param limit most records, from 1 to {@value #MAX}; null means {@value #DEFAULT}
	 * @param showKeys whether keys are shown
	 * @return the records
	 * @throws InvalidEndpointRequestException if there is no such limit
	 */
	LogDescriptor newest(@Nullable Integer limit, boolean showKeys) {
		int max = (limit != null) ? limit : DEFAULT;
		if (max < 1 || max > MAX) {
			throw invalidLimit(limit);
		}
		try {
			return log(Futures.await(this.node.newest(max)), showKeys, null);
		}
		catch (StoreException ex) {
			return log(remembered(max), showKeys, ex.getMessage());
		}
	}

	static InvalidEndpointRequestException invalidLimit(@Nullable Object limit) {
		String reason = "'limit' must be a number from 1 to " + MAX + ", not '" + limit + "'";
		return new InvalidEndpointRequestException(reason, reason);
	}

	private LogDescriptor log(List<LogRecord> records, boolean showKeys, @Nullable String failure) {
		return new LogDescriptor(records.stream().map((record) -> described(record, showKeys)).toList(), failure);
	}

	private RecordDescriptor described(LogRecord record, boolean showKeys) {
		return new RecordDescriptor(record.version(), time(record), record.kind(), Terms.mode(record.mode()),
				record.tags(), record.keys().stream().map((key) -> named(key, showKeys)).toList(), record.origin(),
				isOwn(record));
	}

	private static NamedKey named(EntryKey key, boolean showKeys) {
		return new NamedKey(key.region(), showKeys ? key.text() : key.shortHash());
	}

	/**
	 * Tells of the newest invalidations of a tag. One round trip, in which the newest
	 * {@value #MAX} records of the log are read.
	 * @param tag the tag, which may be an implicit one
	 * @return its versions and records
	 * @throws InvalidEndpointRequestException if the text is not a valid tag
	 */
	TagDescriptor ofTag(String tag) {
		requireTag(tag);
		CompletableFuture<List<LogRecord>> records = this.node.newest(MAX);
		try {
			Observation seen = Futures.await(this.node.peek(List.of(tag), List.of()));
			return ofTag(tag, seen.tag(tag), Futures.await(records), null);
		}
		catch (StoreException ex) {
			return ofTag(tag, null, remembered(MAX), ex.getMessage());
		}
	}

	private static void requireTag(String tag) {
		try {
			if (!TagName.isImplicit(tag)) {
				TagName.requireCarried(tag);
			}
		}
		catch (IllegalArgumentException ex) {
			String reason = "The path names no valid tag: " + ex.getMessage();
			throw new InvalidEndpointRequestException(reason, reason, ex);
		}
	}

	private TagDescriptor ofTag(String tag, @Nullable TagVersion version, List<LogRecord> records,
			@Nullable String failure) {
		return new TagDescriptor(tag, (version != null) ? version.hard() : null,
				(version != null && version.soft() > 0) ? version.soft() : null,
				records.stream().filter((record) -> record.tags().contains(tag)).map(this::invalidation).toList(),
				records.size(), records.stream().filter((record) -> record.kind() == LogRecord.Kind.UNNAMED).count(),
				failure);
	}

	private Explanation.Invalidation invalidation(LogRecord record) {
		return new Explanation.Invalidation(record.version(), time(record), Terms.mode(record.mode()), record.origin(),
				isOwn(record));
	}

	private List<LogRecord> remembered(int max) {
		TagHistory history = this.node.history();
		return (history != null) ? history.newestRecords(max) : List.of();
	}

	private static Instant time(LogRecord record) {
		return Instant.EPOCH.plus(record.version(), ChronoUnit.MICROS);
	}

	private boolean isOwn(LogRecord record) {
		return record.origin().equals(this.node.origin());
	}

}
