package io.github.taggedcache.core.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.EntryPlace;
import io.github.taggedcache.core.store.EntryScan;
import io.github.taggedcache.core.store.ScanStep;
import org.jspecify.annotations.Nullable;

/**
 * Scans places in the order of their hash codes. The cursor is the last hash code that
 * was looked at: so the places that stay are found, whatever comes and goes, and a cursor
 * tells no key.
 */
final class MemoryScan {

	private MemoryScan() {
	}

	/**
	 * Looks at the next places.
	 * @param places all places
	 * @param region the region to list; null for all
	 * @param count how many to look at; more if the last ones have one hash code
	 */
	static ScanStep step(Collection<EntryPlace> places, @Nullable String region, String cursor, int count) {
		long after = after(cursor);
		List<EntryPlace> next = places.stream()
			.filter((place) -> order(place) > after)
			.sorted(Comparator.comparingInt(MemoryScan::order))
			.toList();
		List<EntryKey> found = new ArrayList<>();
		int looked = 0;
		while (looked < next.size() && (looked < count || order(next.get(looked)) == order(next.get(looked - 1)))) {
			EntryPlace place = next.get(looked++);
			if (region == null || place.key().region().equals(region)) {
				found.add(place.key().as(place.form()));
			}
		}
		return new ScanStep(found,
				(looked < next.size()) ? Integer.toString(order(next.get(looked - 1))) : EntryScan.START);
	}

	private static int order(EntryPlace place) {
		return 31 * place.key().hashCode() + place.form().hashCode();
	}

	private static long after(String cursor) {
		if (cursor.equals(EntryScan.START)) {
			return Long.MIN_VALUE;
		}
		try {
			return Integer.parseInt(cursor);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("No scan of this store has the cursor '" + cursor + "'", ex);
		}
	}

}
