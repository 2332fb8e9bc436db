package io.github.taggedcache.core.store;

import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists the entries of a store, for operators. A step looks at a bounded part of
 * everything that the store holds, entries of other namespaces included, so a whole scan
 * costs as much as the store is large. No call of an application is to wait for one.
 * <p>
 * A scan finds each entry that is there from its beginning to its end, at least once. An
 * entry that comes, goes or moves meanwhile may be found or not. Failures complete the
 * future with a {@link StoreException}.
 */
public interface EntryScan {

	/** The cursor of a scan that begins, and of a scan that has ended. */
	String START = "";

	/** A store that cannot list its entries. */
	EntryScan UNSUPPORTED = new EntryScan() {

		@Override
		public CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count) {
			return CompletableFuture.failedFuture(new StoreException(
					"The store of this application cannot list its" + " entries: let its bean implement EntryScan",
					null));
		}

		@Override
		public CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes) {
			return CompletableFuture.completedFuture(null);
		}

	};

	/**
	 * Makes one step of a scan. One command.
	 * @param region the region to list; null for all regions of the namespace
	 * @param pattern which texts of keys the caller looks for. The store may find others
	 * as well
	 * @param cursor where to go on: {@link #START}, or the cursor of the step before with
	 * the same region and pattern
	 * @param count about how many keys of the store to look at
	 * @return what was found, and where to go on
	 * @throws IllegalArgumentException if no scan has this cursor
	 */
	CompletableFuture<ScanStep> scan(@Nullable String region, KeyPattern pattern, String cursor, int count);

	/**
	 * Reads the beginning of an entry, from which its tags can be told. One command. A
	 * replica may answer, which lags behind.
	 * @param key its key, in its form
	 * @param bytes most bytes of the answer
	 * @return the bytes, or null if there are none any more
	 */
	CompletableFuture<byte @Nullable []> head(EntryKey key, int bytes);

}
