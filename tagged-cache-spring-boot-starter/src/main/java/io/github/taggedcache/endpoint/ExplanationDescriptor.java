package io.github.taggedcache.endpoint;

import java.util.List;

import io.github.taggedcache.AuditFinding;
import io.github.taggedcache.Explanation;
import io.github.taggedcache.MissReason;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Explanation} of one key. What is null is left out.
 *
 * @param key the canonical text of the key; if keys are not shown, a hash of it
 * @param type the type of keys that the text was taken for
 * @param outcome where the next read would get the value
 * @param reason why it would be a miss, or why the value is stale; null on any other hit
 * @param sentence the same for a person
 * @param near the copy in the near cache; null if there is none
 * @param stored the entry in the store; null if there is none that can be read
 * @param tags the tags of both, implicit ones included
 * @param keyEvent the newest put or evict of the key in the log; null if there is none
 * @param notStored the newest value of the key that this node did not store; null if
 * there is none
 * @param caughtUp whether this node may judge entries itself
 * @param storeFailure why the store did not answer; null if it did
 * @param audit what the auditor found out about the entry; null if nothing
 */
public record ExplanationDescriptor(String key, KeyType type, Explanation.Outcome outcome, @Nullable MissReason reason,
		String sentence, Explanation.@Nullable Near near, Explanation.@Nullable Stored stored,
		List<Explanation.TagState> tags, Explanation.@Nullable Invalidation keyEvent,
		Explanation.@Nullable NotStored notStored, boolean caughtUp, @Nullable String storeFailure,
		@Nullable AuditFinding audit) {

	static ExplanationDescriptor of(EntryKey key, Explanation found, boolean showKeys) {
		return new ExplanationDescriptor(showKeys ? key.text() : key.shortHash(), KeyType.of(key), found.outcome(),
				found.reason(), found.sentence(), found.near(), found.stored(), found.tags(), found.keyEvent(),
				found.notStored(), found.caughtUp(), found.storeFailure(), found.audit());
	}

	/**
	 * The type of keys that a text was taken for.
	 */
	public enum KeyType {

		/** A text. */
		TEXT,

		/** An integral number. */
		NUMBER,

		/** A UUID. */
		UUID,

		/** Any type: the text is the stored form of the key. */
		STORED_FORM;

		static KeyType of(EntryKey key) {
			Object source = key.source();
			if (source instanceof String) {
				return TEXT;
			}
			if (source instanceof Number) {
				return NUMBER;
			}
			return (source instanceof java.util.UUID) ? UUID : STORED_FORM;
		}

	}

}
