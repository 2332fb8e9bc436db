package io.github.taggedcache.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.taggedcache.InvalidationMode;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.term.Terms;
import io.github.taggedcache.transaction.Change.Clearing;
import io.github.taggedcache.transaction.Change.Eviction;
import io.github.taggedcache.transaction.Change.Invalidation;
import io.github.taggedcache.transaction.Change.Put;
import io.github.taggedcache.transaction.Change.Store;
import org.jspecify.annotations.Nullable;

/**
 * What is done after a commit: first what makes entries old, then what writes new ones.
 * Of several evictions and puts of a key the last one counts. A value with a dirty tag is
 * not written: what was put evicts its key, what was loaded is dropped.
 *
 * @param tags the tags to invalidate
 * @param own who is told of an invalidation that is of one method alone
 * @param clearings the regions to clear
 * @param evictions the keys to evict, by region
 * @param puts the values to put
 * @param stores the loaded values to store
 */
record Plan(Map<Mode, Set<String>> tags, Map<Mode, Consumer<List<Appended>>> own, Set<Region> clearings,
		Map<Region, List<EntryKey>> evictions, List<Put> puts, List<Store> stores) {

	static Plan of(Collection<Change> changes, DirtyNames dirty) {
		Map<Mode, Set<String>> tags = new EnumMap<>(Mode.class);
		Map<Mode, Set<@Nullable Consumer<List<Appended>>>> owners = new EnumMap<>(Mode.class);
		Set<Region> clearings = new LinkedHashSet<>();
		Map<EntryKey, Eviction> evictions = new LinkedHashMap<>();
		Map<EntryKey, Put> puts = new LinkedHashMap<>();
		Map<EntryKey, Store> stores = new LinkedHashMap<>();
		for (Change change : changes) {
			if (change instanceof Invalidation invalidation) {
				tags.computeIfAbsent(invalidation.mode(), (mode) -> new LinkedHashSet<>()).addAll(invalidation.tags());
				owners.computeIfAbsent(invalidation.mode(), (mode) -> new HashSet<>()).add(invalidation.own());
			}
			else if (change instanceof Clearing clearing) {
				clearings.add(clearing.region());
			}
			else if (change instanceof Eviction eviction) {
				puts.remove(eviction.key());
				evictions.put(eviction.key(), eviction);
			}
			else if (change instanceof Put put) {
				evictions.remove(put.key());
				puts.put(put.key(), put);
			}
			else if (change instanceof Store store) {
				stores.put(store.key(), store);
			}
		}
		for (Put put : List.copyOf(puts.values())) {
			if (dirty.containsTags(put.region().name(), put.tags())) {
				puts.remove(put.key());
				evictions.put(put.key(), put.eviction());
			}
		}
		return new Plan(tags, onlyOwners(owners), clearings, byRegion(evictions.values()), List.copyOf(puts.values()),
				stores.values().stream().filter((store) -> !dirty.contains(store.key(), store.tags())).toList());
	}

	private static Map<Mode, Consumer<List<Appended>>> onlyOwners(
			Map<Mode, Set<@Nullable Consumer<List<Appended>>>> owners) {
		Map<Mode, Consumer<List<Appended>>> only = new EnumMap<>(Mode.class);
		owners.forEach((mode, all) -> {
			Consumer<List<Appended>> owner = all.iterator().next();
			if (all.size() == 1 && owner != null) {
				only.put(mode, owner);
			}
		});
		return only;
	}

	private static Map<Region, List<EntryKey>> byRegion(Collection<Eviction> evictions) {
		return evictions.stream()
			.collect(Collectors.groupingBy(Eviction::region, LinkedHashMap::new,
					Collectors.mapping(Eviction::key, Collectors.toList())));
	}

	/**
	 * The same for a transaction of which nobody knows whether it has committed: nothing
	 * is written.
	 */
	Plan withoutValues() {
		Map<Region, List<EntryKey>> keys = new LinkedHashMap<>();
		this.evictions.forEach((region, evicted) -> keys.put(region, new ArrayList<>(evicted)));
		this.puts.forEach((put) -> keys.computeIfAbsent(put.region(), (region) -> new ArrayList<>()).add(put.key()));
		return new Plan(this.tags, Map.of(), this.clearings, keys, List.of(), List.of());
	}

	/**
	 * Whether nothing becomes old.
	 */
	boolean isWithoutInvalidations() {
		return this.tags.isEmpty() && this.clearings.isEmpty() && this.evictions.isEmpty() && this.puts.isEmpty();
	}

	/**
	 * All tags that become old, those of regions included.
	 */
	Map<InvalidationMode, Set<String>> allTags() {
		Map<InvalidationMode, Set<String>> all = new EnumMap<>(InvalidationMode.class);
		this.tags.forEach((mode, names) -> all.put(Terms.mode(mode), new LinkedHashSet<>(names)));
		this.clearings.forEach((region) -> all.computeIfAbsent(InvalidationMode.HARD, (mode) -> new LinkedHashSet<>())
			.add(TagName.ofRegion(region.name())));
		return all;
	}

	/**
	 * All keys that become old, those of puts included.
	 */
	List<EntryKey> allKeys() {
		List<EntryKey> keys = new ArrayList<>();
		this.evictions.values().forEach(keys::addAll);
		this.puts.forEach((put) -> keys.add(put.key()));
		return keys;
	}

}
