package io.github.taggedcache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.taggedcache.core.judge.Verdict;
import io.github.taggedcache.core.region.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the next read of a key would find on this node, and why. Holds no value.
 *
 * @param region the name of the region
 * @param key the canonical text of the key, which may be a secret
 * @param outcome where the next read would get the value
 * @param reason why it would be a miss, or why the value is stale; null on any other hit
 * @param sentence the same for a person; names tags and nodes, never the key
 * @param near the copy in the near cache; null if there is none
 * @param stored the entry in the store; null if there is none, if its bytes are no entry,
 * or if the store did not answer
 * @param tags the tags of both, those of the namespace ({@code ~}) and of the region
 * first; also those of the values that it was made from: their regions, and their keys as
 * {@code ~:} with the region and a hash
 * @param keyEvent the newest put or evict of this key of which the log has a record; null
 * if it has none
 * @param notStored the newest value of the key that this node did not store; null if the
 * node remembers none, or has stored another one since
 * @param caughtUp whether this node may judge entries itself; false with
 * {@code consistency: strict}, and while the node is not proven to be caught up
 * @param storeFailure why the store did not answer; null if it did
 * @param audit what the auditor found out about this entry; null if nothing, or if the
 * region is not audited
 */
public record Explanation(String region, String key, Outcome outcome, @Nullable MissReason reason, String sentence,
		@Nullable Near near, @Nullable Stored stored, List<TagState> tags, @Nullable Invalidation keyEvent,
		@Nullable NotStored notStored, boolean caughtUp, @Nullable String storeFailure, @Nullable AuditFinding audit) {

	public Explanation {
		tags = List.copyOf(tags);
	}

	/**
	 * Whether the next read would be answered from the cache.
	 * @return whether it is no miss
	 */
	public boolean isHit() {
		return this.outcome != Outcome.MISS;
	}

	/**
	 * Where a read gets the value.
	 */
	public enum Outcome {

		/** From the near cache. */
		NEAR,

		/** From the store. */
		STORE,

		/**
		 * From the near cache or the store, though the value is stale. It is loaded again
		 * in the background. A call that cannot be made there gets the value from the
		 * method.
		 */
		STALE,

		/** From the method. */
		MISS

	}

	/**
	 * The copy in the near cache.
	 *
	 * @param asOf version up to which the value is current for its tags
	 * @param written version that puts and evicts of the key are judged against, or a put
	 * @param confirmed version up to which this node found the copy valid
	 * @param left how long the copy may still be used, negative since it expired; null if
	 * it never expires
	 * @param byNode the verdict of this node; null while it may not judge
	 * @param byStore the verdict of the store; null if it did not answer
	 */
	public record Near(long asOf, long written, long confirmed, @Nullable Duration left, @Nullable Verdict byNode,
			@Nullable Verdict byStore) {

	}

	/**
	 * The entry in the store.
	 *
	 * @param asOf version up to which the value is current for its tags
	 * @param written version that puts and evicts of the key are judged against; or,
	 * negative, the id of the put that sent the entry beside its key event
	 * @param createdAt when the entry was made, by the clock of the node that made it
	 * @param age how old the entry is, by the clock of this node
	 * @param softEnd when the entry becomes stale; null means never
	 * @param hardEnd when the entry must not be used any more; null means never
	 * @param size its size in bytes
	 * @param byNode the verdict of this node; null while it may not judge
	 * @param byStore the verdict of the store
	 */
	public record Stored(long asOf, long written, Instant createdAt, Duration age, @Nullable Instant softEnd,
			@Nullable Instant hardEnd, int size, @Nullable Verdict byNode, Verdict byStore) {

	}

	/**
	 * A value that this node did not store.
	 *
	 * @param time when, by the clock of this node
	 * @param cause why
	 */
	public record NotStored(Instant time, Refusal.Cause cause) {

	}

	/**
	 * One tag.
	 *
	 * @param tag the tag
	 * @param hard version of the newest hard invalidation, or of the registration of the
	 * tag; null if the store has none, or did not answer; {@link Long#MAX_VALUE} while
	 * this node has yet to record an invalidation
	 * @param soft version of the newest soft invalidation; null if there was none
	 * @param last the newest invalidation of which the log has a record; null if it has
	 * none
	 */
	public record TagState(String tag, @Nullable Long hard, @Nullable Long soft, @Nullable Invalidation last) {

	}

	/**
	 * A record of the invalidation log.
	 *
	 * @param version its version
	 * @param time when, by the clock of the store
	 * @param mode hard or soft
	 * @param node what stands for the node that made it
	 * @param own whether that is this node
	 */
	public record Invalidation(long version, Instant time, InvalidationMode mode, String node, boolean own) {

	}

}
