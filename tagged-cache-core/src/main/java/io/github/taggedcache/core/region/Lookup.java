package io.github.taggedcache.core.region;

import java.util.List;

import io.github.taggedcache.core.envelope.Envelope;
import io.github.taggedcache.core.judge.ObservedVersions;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.near.NearEntry;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a key, judged by its own tags but not decoded.
 *
 * @param key the key
 * @param token the load token of a load that follows on a miss
 * @param near the valid entry in the memory of the node, if that is where it is
 * @param entry the valid entry of the store, if it is there that it was found
 * @param confirmed version up to which the entry was found valid
 * @param seen what the store said, if that is what the entry was judged by
 * @param reason why there is none
 */
public record Lookup(EntryKey key, long token, @Nullable NearEntry near, @Nullable Envelope entry, long confirmed,
		@Nullable ObservedVersions seen, @Nullable MissReason reason) {

	static Lookup near(long token, NearEntry entry, @Nullable ObservedVersions seen) {
		return new Lookup(entry.key(), token, entry, null, entry.confirmed(), seen, null);
	}

	static Lookup found(EntryKey key, long token, Envelope entry, long confirmed, @Nullable ObservedVersions seen) {
		return new Lookup(key, token, null, entry, confirmed, seen, null);
	}

	static Lookup missed(EntryKey key, long token, MissReason reason) {
		return new Lookup(key, token, null, null, 0, null, reason);
	}

	/**
	 * The tags of the entry.
	 * @return its tags; those in the memory of the node include implicit ones
	 */
	List<String> tags() {
		if (this.near != null) {
			return this.near.tags();
		}
		return (this.entry != null) ? this.entry.header().tags() : List.of();
	}

	/**
	 * The load token of the value, under which tags are judged that the entry does not
	 * carry.
	 */
	long valueToken() {
		if (this.near != null) {
			return this.near.token();
		}
		return (this.entry != null) ? this.entry.header().token() : 0;
	}

	/**
	 * Whether the entry carries all tags of a call with these templates.
	 */
	boolean isTaggedBy(long templates) {
		if (this.near != null) {
			return this.near.isTaggedBy(templates);
		}
		return templates == DeclaredTags.NO_TEMPLATES
				|| (this.entry != null && this.entry.header().templates() == templates);
	}

	/**
	 * Whether a valid entry was found.
	 * @return whether it was
	 */
	public boolean isFound() {
		return this.near != null || this.entry != null;
	}

}
