package io.github.taggedcache.cache;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * Puts outside annotated methods. In a transaction they wait for its commit.
 */
final class DirectPuts {

	/**
	 * How often {@link #putIfAbsent} looks again after somebody's key event in the same
	 * bucket came in between.
	 */
	private static final int ATTEMPTS = 10;

	private final RegionAccess access;

	private final RegionTypes types;

	private final RegionTransactions transactions;

	private final CacheErrors errors;

	private final CacheWarnings warnings;

	DirectPuts(RegionAccess access, RegionTypes types, RegionTransactions transactions, CacheErrors errors,
			CacheWarnings warnings) {
		this.access = access;
		this.types = types;
		this.transactions = transactions;
		this.errors = errors;
		this.warnings = warnings;
	}

	/**
	 * Puts a value. An exception, which JSR-107's {@code @CacheResult} puts into its
	 * exception cache, cannot be stored: it is not, and what was there is evicted.
	 */
	void put(Object key, @Nullable Object value, String... tags) {
		if (value instanceof Throwable) {
			evictInsteadOfPut(key, value);
			return;
		}
		NewEntry entry = entry(value, requireTags(tags));
		EntryKey entryKey = this.access.ownKey(key);
		if (putAtCommit(key, entryKey, entry)) {
			return;
		}
		try {
			Futures.await(this.access.region().put(Map.of(entryKey, entry), null));
		}
		catch (StoreException ex) {
			this.errors.put(ex, key, value);
		}
	}

	private void evictInsteadOfPut(Object key, Object value) {
		EntryKey entryKey = this.access.ownKey(key);
		this.warnings.exceptionPut(value);
		if (this.transactions.current().evict(entryKey)) {
			return;
		}
		try {
			Futures.await(this.access.region().evict(entryKey));
		}
		catch (StoreException ex) {
			this.errors.put(ex, key, value);
		}
	}

	void putAll(Map<?, ? extends @Nullable Object> entries, String... tags) {
		List<String> names = requireTags(tags);
		Map<EntryKey, NewEntry> all = new LinkedHashMap<>();
		entries.forEach((key, value) -> {
			EntryKey entryKey = this.access.ownKey(key);
			NewEntry entry = entry(value, names);
			if (!putAtCommit(key, entryKey, entry)) {
				all.put(entryKey, entry);
			}
		});
		if (all.isEmpty()) {
			return;
		}
		try {
			Futures.await(this.access.region().put(all, null));
		}
		catch (StoreException ex) {
			this.errors.put(ex, entries.keySet(), entries.values());
		}
	}

	/**
	 * Puts a value unless there is one.
	 * @return the value that is there; null if the value was put
	 */
	@Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		EntryKey entryKey = this.access.ownKey(key);
		NewEntry entry = entry(value, List.of());
		try {
			for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
				Lookup lookup = Futures.await(this.access.region().lookupInStore(entryKey, this.types));
				Hit hit = this.transactions.dirty()
					.usable(entryKey, Futures.await(this.access.region().read(lookup, this.types, LiteralTags.NONE)));
				if (hit != null) {
					hit.addTo(LoadScope.collector());
					return new SimpleValueWrapper(hit.value());
				}
				if (putAtCommit(key, entryKey, entry)
						|| Futures.await(this.access.region().putUnlessAfter(entryKey, entry, lookup.token()))) {
					return null;
				}
			}
			throw new StoreException("The value of " + entryKey + " was changed " + ATTEMPTS
					+ " times while putIfAbsent tried to put it", null);
		}
		catch (StoreException ex) {
			this.errors.put(ex, key, value);
			return null;
		}
	}

	private boolean putAtCommit(Object key, EntryKey entryKey, NewEntry entry) {
		return this.transactions.current().put(entryKey, entry, (ex) -> this.errors.put(ex, key, entry.value()));
	}

	private NewEntry entry(@Nullable Object value, List<String> tags) {
		return NewEntry.of(value, this.types, tags);
	}

	private List<String> requireTags(String... tags) {
		Tenant tenant = this.access.tenant();
		Set<String> names = new LinkedHashSet<>();
		for (String tag : tags) {
			names.add(tenant.tag(TagName.require(tag)));
		}
		return List.copyOf(names);
	}

}
