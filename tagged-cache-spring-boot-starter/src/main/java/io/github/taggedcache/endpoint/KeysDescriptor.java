package io.github.taggedcache.endpoint;

import java.time.Instant;
import java.util.List;

import io.github.taggedcache.KeyPage;
import io.github.taggedcache.KeyPage.ListedKey;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.survey.Found.State;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A page of keys. What is null is left out.
 *
 * @param keys the keys
 * @param cursor where to go on; null on the last page
 * @param scanned how many entries were looked at for this page
 */
public record KeysDescriptor(List<KeyOfEntry> keys, @Nullable String cursor,
		int scanned) implements OperationResponseBody {

	static KeysDescriptor of(KeyPage page, boolean showKeys) {
		return new KeysDescriptor(page.keys().stream().map((key) -> KeyOfEntry.of(key, showKeys)).toList(),
				page.cursor(), page.scanned());
	}

	/**
	 * A key with its entry.
	 *
	 * @param region the name of the region
	 * @param key the canonical text of the key; if keys are not shown, a hash of it
	 * @param state what a read that asks the store would make of the entry
	 * @param tags the tags of the entry, without implicit ones
	 * @param createdAt when the entry was made
	 * @param expiresAt when the entry must not be used any more; null if never
	 */
	public record KeyOfEntry(String region, String key, State state, List<String> tags, @Nullable Instant createdAt,
			@Nullable Instant expiresAt) {

		static KeyOfEntry of(ListedKey listed, boolean showKeys) {
			return new KeyOfEntry(listed.region(),
					showKeys ? listed.key() : EntryKey.of(listed.region(), listed.key()).shortHash(), listed.state(),
					listed.tags(), listed.createdAt(), listed.expiresAt());
		}

	}

}
