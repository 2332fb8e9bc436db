package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.event.Level;
import io.github.taggedcache.core.event.MissReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a lookup of a key found, judged by the tags of the entry. The value of a hit is
 * decoded when somebody reads it: codecs must not run on a thread of the store's driver.
 */
public sealed interface Lookup {

	/**
	 * The key that was looked up.
	 * @return the key, in the form of the types that were asked for
	 */
	EntryKey key();

	/**
	 * The load token of a load that follows on a miss.
	 * @return the version
	 */
	long token();

	/**
	 * Whether a valid entry was found.
	 * @return whether this is a {@link Found}
	 */
	default boolean isFound() {
		return this instanceof Found;
	}

	/**
	 * Why no valid entry was found.
	 * @return the reason; null if an entry was found
	 */
	default @Nullable MissReason reason() {
		return null;
	}

	/**
	 * A valid entry.
	 */
	sealed interface Found extends Lookup {

		/**
		 * Where the entry was found.
		 * @return the level
		 */
		Level level();

		/**
		 * The tags of the entry.
		 * @return its tags; those of the near cache include implicit ones
		 */
		List<String> tags();

		/**
		 * The version up to which the entry is known to be current for its tags.
		 * @return the version
		 */
		long asOf();

		/**
		 * When the entry was made.
		 * @return the wall clock of the node that made it, in ms
		 */
		long createdAt();

		/**
		 * The load token of the value, under which tags are judged that the entry does
		 * not carry.
		 * @return the version
		 */
		long valueToken();

		/**
		 * What the store was asked for, if the entry was judged by that.
		 * @return the versions; null if the tag history judged the entry by itself
		 */
		@Nullable ObservedVersions seen();

		/**
		 * Whether the entry carries all tags of a call with these templates.
		 * @param templates the fingerprint of the call's templates
		 * @return false if the tags of the call must tell
		 */
		boolean isTaggedBy(long templates);

		/**
		 * The same entry without what the store said, for a judgement later on.
		 * @return the entry
		 */
		Found unseen();

		/**
		 * Whether somebody has judged the entry.
		 * @return false if the store did not answer, and the entry is served all the same
		 */
		default boolean isProven() {
			return true;
		}

		/**
		 * The version up to which a valid entry is current for its tags and its key. The
		 * history has judged it after the lookup took its token, up to which the history
		 * knows everything; that may be further than {@link #asOf}, by appends of this
		 * node.
		 * @return the version
		 */
		default long validUpTo() {
			return (seen() == null && isProven()) ? Math.max(asOf(), token()) : asOf();
		}

	}

	/**
	 * A valid entry of the near cache.
	 *
	 * @param entry the entry
	 * @param token load token of a load that follows on a miss
	 * @param asOf version up to which the entry was found valid
	 * @param seen what the store said, if the entry was judged by that
	 * @param isProven whether somebody has judged the entry
	 */
	record NearHit(NearEntry entry, long token, long asOf, @Nullable ObservedVersions seen,
			boolean isProven) implements Found {

		NearHit(NearEntry entry, long token, long asOf, @Nullable ObservedVersions seen) {
			this(entry, token, asOf, seen, true);
		}

		@Override
		public EntryKey key() {
			return this.entry.key();
		}

		@Override
		public Level level() {
			return Level.NEAR;
		}

		@Override
		public List<String> tags() {
			return this.entry.tags();
		}

		@Override
		public long createdAt() {
			return this.entry.createdAt();
		}

		@Override
		public long valueToken() {
			return this.entry.token();
		}

		@Override
		public boolean isTaggedBy(long templates) {
			return this.entry.isTaggedBy(templates);
		}

		@Override
		public Found unseen() {
			return new NearHit(this.entry, this.token, this.asOf, null, this.isProven);
		}

	}

	/**
	 * A valid entry of the store.
	 *
	 * @param key the key that was looked up
	 * @param entry the entry
	 * @param token load token of a load that follows on a miss
	 * @param asOf version up to which the entry was found valid
	 * @param seen what the store said, if the entry was judged by that
	 */
	record RemoteHit(EntryKey key, Envelope entry, long token, long asOf,
			@Nullable ObservedVersions seen) implements Found {

		@Override
		public Level level() {
			return Level.REMOTE;
		}

		@Override
		public List<String> tags() {
			return this.entry.header().tags();
		}

		@Override
		public long createdAt() {
			return this.entry.header().createdAt();
		}

		@Override
		public long valueToken() {
			return this.entry.header().token();
		}

		@Override
		public boolean isTaggedBy(long templates) {
			return isTaggedBy(this.entry, templates);
		}

		@Override
		public Found unseen() {
			return new RemoteHit(this.key, this.entry, this.token, this.asOf, null);
		}

		static boolean isTaggedBy(Envelope entry, long templates) {
			return templates == DeclaredTags.NO_TEMPLATES || entry.header().templates() == templates;
		}

	}

	/**
	 * An entry that was soft-invalidated, or that is past its soft expiry. Nothing newer
	 * than a soft invalidation is known for it.
	 *
	 * @param found the entry
	 * @param token load token of a load that follows
	 * @param reason {@link MissReason#TAG} or {@link MissReason#EXPIRED}
	 * @param since when it became stale: by the clock of the store where it was
	 * invalidated, else by that of the node that made it; in ms
	 */
	record Stale(Found found, long token, MissReason reason, long since) implements Lookup {

		@Override
		public EntryKey key() {
			return this.found.key();
		}

	}

	/**
	 * No entry that could be used.
	 *
	 * @param key the key that was looked up
	 * @param token load token of a load that follows
	 * @param reason why there is none
	 */
	record Miss(EntryKey key, long token, MissReason reason) implements Lookup {

	}

}
