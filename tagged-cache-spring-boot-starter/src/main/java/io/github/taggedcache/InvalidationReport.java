package io.github.taggedcache;

import java.util.List;

import io.github.taggedcache.KeyPage.ListedKey;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's invalidation did, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param tags how many tags were invalidated; on a dry run how many would be
 * @param keys how many keys were evicted because they were named; on a dry run how many
 * would be, whether there are entries or not
 * @param matched how many keys this call evicted because they match the pattern; on a dry
 * run zero
 * @param affected the entries that would go, as far as this call counted them; null if it
 * was no dry run
 * @param cursor where to go on: the pattern, or the count, needs another call; null if
 * all is done
 */
public record InvalidationReport(boolean dryRun, int tags, int keys, int matched, @Nullable Affected affected,
		@Nullable String cursor) {

	/**
	 * Entries that would go.
	 *
	 * @param entries how many the store has
	 * @param usable how many of them a read would still serve
	 * @param samples the first of them, at most 20
	 */
	public record Affected(int entries, int usable, List<ListedKey> samples) {

		public Affected {
			samples = List.copyOf(samples);
		}

	}

}
