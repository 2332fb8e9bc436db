package io.github.taggedcache.core.survey;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.KeyPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for. The store is asked for a region and a pattern; what it
 * finds is tested again here, exactly.
 *
 * @param region the name of their region; null if they may be of any
 * @param pattern the texts of all keys that are looked for match it, and others may
 * @param keys whether an entry of a key may be looked for, whatever its tags are
 * @param entries whether an entry is looked for, by its key and its tags. The tags are
 * those without the implicit ones, and none of an entry that cannot be read
 */
public record Selection(@Nullable String region, KeyPattern pattern, Predicate<EntryKey> keys,
		BiPredicate<EntryKey, List<String>> entries) {

	/**
	 * A selection by keys alone.
	 * @param region the name of their region; null if they may be of any
	 * @param pattern the texts of all keys that are looked for match it, and others may
	 * @param keys whether a key is looked for
	 */
	public Selection(@Nullable String region, KeyPattern pattern, Predicate<EntryKey> keys) {
		this(region, pattern, keys, (key, tags) -> true);
	}

	/**
	 * All entries of a region.
	 * @param region the name of the region; null for all regions of the namespace
	 * @return the selection
	 */
	public static Selection ofRegion(@Nullable String region) {
		return new Selection(region, KeyPattern.ANY, (key) -> true);
	}

	boolean includes(EntryKey key) {
		return (this.region == null || this.region.equals(key.region())) && this.keys.test(key);
	}

	boolean includes(EntryKey key, List<String> tags) {
		return this.entries.test(key, tags);
	}

}
