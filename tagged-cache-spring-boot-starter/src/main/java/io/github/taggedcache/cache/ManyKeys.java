package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one call for many values: as the caller has them, in their order, and as
 * keys of entries, each once. Two keys of the caller may be one key of an entry.
 *
 * @param <K> the type of the caller's keys
 */
final class ManyKeys<K> {

	private final List<K> keys = new ArrayList<>();

	private final List<EntryKey> entries = new ArrayList<>();

	private final Map<EntryKey, K> distinct = new LinkedHashMap<>();

	private ManyKeys() {
	}

	/**
	 * Takes keys, which are iterated once.
	 * @throws IllegalArgumentException if one of them is no key
	 */
	static <K> ManyKeys<K> of(Iterable<? extends K> keys, Function<? super K, EntryKey> entryKey) {
		ManyKeys<K> all = new ManyKeys<>();
		for (K key : keys) {
			EntryKey entry = entryKey.apply(key);
			all.keys.add(key);
			all.entries.add(entry);
			all.distinct.putIfAbsent(entry, key);
		}
		return all;
	}

	boolean isEmpty() {
		return this.keys.isEmpty();
	}

	List<K> keys() {
		return this.keys;
	}

	List<EntryKey> entries() {
		return List.copyOf(this.distinct.keySet());
	}

	/**
	 * The key of each entry, as the caller named it first.
	 */
	Map<EntryKey, K> distinct() {
		return this.distinct;
	}

	/**
	 * The values that were found, by the keys of the caller and in their order.
	 */
	<V extends @Nullable Object> Map<K, V> values(Map<EntryKey, HandedOver> found) {
		Map<K, V> values = new LinkedHashMap<>();
		for (int i = 0; i < this.keys.size(); i++) {
			HandedOver value = found.get(this.entries.get(i));
			if (value != null) {
				values.put(this.keys.get(i), RegionAccess.<V>cast(value.value()));
			}
		}
		return values;
	}

}
