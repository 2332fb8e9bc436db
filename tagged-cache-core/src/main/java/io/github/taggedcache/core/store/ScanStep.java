package io.github.taggedcache.core.store;

import java.util.List;

import io.github.taggedcache.core.name.EntryKey;

/**
 * What one step of a scan found.
 *
 * @param keys the keys of entries, each in its form; some of them may have been found
 * before, and there may be none before the end
 * @param cursor where to go on; {@link EntryScan#START} if the scan has ended
 */
public record ScanStep(List<EntryKey> keys, String cursor) {

	public ScanStep {
		keys = List.copyOf(keys);
	}

	/**
	 * Whether the scan has ended.
	 * @return whether there is nothing to go on with
	 */
	public boolean isLast() {
		return this.cursor.equals(EntryScan.START);
	}

}
