package io.github.taggedcache;

import java.time.Instant;
import java.util.List;

import io.github.taggedcache.core.survey.Found.State;
import org.jspecify.annotations.Nullable;

/**
 * A part of the keys that an operator looks for. Holds no value.
 *
 * @param keys the keys, in no order; there may be none before the end. One key may have
 * several entries, of types with different fields
 * @param cursor where to go on; null if this is the last page
 * @param scanned how many entries were looked at for this page
 */
public record KeyPage(List<ListedKey> keys, @Nullable String cursor, int scanned) {

	public KeyPage {
		keys = List.copyOf(keys);
	}

	/**
	 * A key with its entry.
	 *
	 * @param region the name of the region
	 * @param key the canonical text of the key, which may be a secret
	 * @param state what a read that asks the store would make of the entry
	 * @param tags the tags of the entry, without those of the region and the namespace;
	 * of a key that the value was made from a hash is shown
	 * @param createdAt when the entry was made; null if it cannot be read
	 * @param expiresAt when the entry must not be used any more; null if never, or if it
	 * cannot be read
	 */
	public record ListedKey(String region, String key, State state, List<String> tags, @Nullable Instant createdAt,
			@Nullable Instant expiresAt) {

		public ListedKey {
			tags = List.copyOf(tags);
		}

	}

}
