package io.github.taggedcache.core.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * One invalidation: of tags, or of keys.
 *
 * @param tags the tags to invalidate; empty for a key event
 * @param keys the keys to invalidate; empty for an invalidation of tags
 * @param mode hard or soft; key events are hard
 * @param known newest version that the caller knows, zero if none
 * @param retention how long versions must be remembered, in ms; zero means for ever
 * @param unlessAfter append nothing if the bucket of a key, or the hard version of a tag,
 * is above this; negative means append always
 * @param origin the node that appends
 * @param put what to decide for entries that are sent beside key events; null if none are
 */
public record Append(List<String> tags, List<EntryKey> keys, Mode mode, long known, long retention, long unlessAfter,
		String origin, @Nullable PutCheck put) {

	/** The value of {@code unlessAfter} that appends always. */
	public static final long ALWAYS = -1;

	public Append {
		tags = List.copyOf(tags);
		keys = List.copyOf(keys);
		if (tags.isEmpty() == keys.isEmpty()) {
			throw new IllegalArgumentException("An invalidation names either tags or keys");
		}
		if (put != null && (keys.isEmpty() || unlessAfter >= 0)) {
			throw new IllegalArgumentException("Only key events without a condition have entries beside them");
		}
		if (put != null && keys.size() > InvalidationLog.WIDE) {
			throw new IllegalArgumentException("A record of more than " + InvalidationLog.WIDE + " keys names no put");
		}
		if (tags.size() + keys.size() + ((put != null) ? put.tags().size() : 0) > InvalidationLog.MAX_NAMES) {
			throw new IllegalArgumentException("One append takes at most " + InvalidationLog.MAX_NAMES + " names");
		}
		if (!keys.isEmpty() && mode != Mode.HARD) {
			throw new IllegalArgumentException("Key events are hard");
		}
		if (known < 0 || retention < 0) {
			throw new IllegalArgumentException("Not negative: known " + known + ", retention " + retention);
		}
	}

	/**
	 * An append with no entries beside it.
	 * @param tags the tags to invalidate; empty for a key event
	 * @param keys the keys to invalidate; empty for an invalidation of tags
	 * @param mode hard or soft; key events are hard
	 * @param known newest version that the caller knows, zero if none
	 * @param retention how long versions must be remembered, in ms; zero means for ever
	 * @param unlessAfter append nothing if the bucket of a key, or the hard version of a
	 * tag, is above this; negative means append always
	 * @param origin the node that appends
	 */
	public Append(List<String> tags, List<EntryKey> keys, Mode mode, long known, long retention, long unlessAfter,
			String origin) {
		this(tags, keys, mode, known, retention, unlessAfter, origin, null);
	}

	/**
	 * Whether the record names nothing, because the names would be too many.
	 * @return whether it has more than {@value InvalidationLog#WIDE} names
	 */
	public boolean isWide() {
		return this.tags.size() + this.keys.size() > InvalidationLog.WIDE;
	}

}
