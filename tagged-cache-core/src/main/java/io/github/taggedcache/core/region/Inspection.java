package io.github.taggedcache.core.region;

import java.time.Instant;
import java.util.List;

import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.stale.StaleSettings;
import io.github.taggedcache.core.store.LogRecord;
import io.github.taggedcache.core.store.Observation;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one key at one moment. Holds no value.
 *
 * @param key the key
 * @param at when, by the wall clock of the node
 * @param origin what stands for this node in the log
 * @param mode who judges the reads of this node
 * @param near the copy in the near cache; null if there is none
 * @param stored the entry in the store; null if there is none, or the bytes are no entry
 * @param place what lies in the store
 * @param tags the tags of both, implicit ones included
 * @param seen the versions that the store holds; null if the store did not answer
 * @param log the newest records of the log, newest first; empty if the store did not
 * answer
 * @param refusal the newest value of the key that this node did not store; null if the
 * node remembers none
 * @param stale how long the region serves stale values
 * @param failure why the store did not answer; null if it did
 */
public record Inspection(EntryKey key, Instant at, String origin, JudgedBy mode, @Nullable Near near,
		@Nullable Stored stored, Place place, List<String> tags, @Nullable Observation seen, List<LogRecord> log,
		@Nullable Refusal refusal, StaleSettings stale, @Nullable StoreException failure) {

	/**
	 * Who judges the reads of this node.
	 */
	public enum JudgedBy {

		/** The tag history of this node, which is caught up. */
		NODE,

		/** The store, because consistency is strict. */
		STORE_AS_STRICT,

		/** The store, because the node is not proven to be caught up (quarantine). */
		STORE_IN_QUARANTINE

	}

	/**
	 * What lies in the store.
	 */
	public enum Place {

		/** Nothing. */
		EMPTY,

		/** An entry that calls of the region's type can use. */
		ENTRY,

		/** Only an entry of another type. */
		OTHER_TYPE,

		/** Bytes that are no entry, or that do not bind to the region's type. */
		UNDECODABLE,

		/** Unknown: the store did not answer. */
		UNKNOWN

	}

	/**
	 * The copy in the near cache.
	 *
	 * @param asOf version up to which the copy is current for its tags
	 * @param written version that key events are judged against
	 * @param confirmed version up to which this node found the copy valid
	 * @param leftMillis how long the copy may still be used, in ms, rounded down.
	 * Negative if the copy has expired: then about how long ago. {@link Long#MAX_VALUE}
	 * if the copy never expires
	 * @param byNode the verdict of the tag history; null while that may not judge
	 * @param byStore the verdict of the store; null if the store did not answer
	 */
	public record Near(long asOf, long written, long confirmed, long leftMillis, @Nullable Verdict byNode,
			@Nullable Verdict byStore) {

		/**
		 * Whether the copy has not expired.
		 * @return whether it may be used, if it is valid
		 */
		public boolean isAlive() {
			return this.leftMillis >= 0;
		}

	}

	/**
	 * The entry in the store.
	 *
	 * @param header what the entry says about itself
	 * @param size its size in bytes
	 * @param byNode the verdict of the tag history; null while that may not judge
	 * @param byStore the verdict of the store, as a read would hear it
	 */
	public record Stored(Header header, int size, @Nullable Verdict byNode, Verdict byStore) {

	}

}
