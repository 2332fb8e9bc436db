package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.codec.ValueTypes;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.LoadedValue.HandedOver;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.StoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.SimpleValueWrapper;

/**
 * Reads outside annotated methods, which load nothing. What the transaction of the
 * calling thread has made old is not served.
 */
final class DirectReads {

	private final RegionAccess access;

	private final RegionTypes types;

	private final RegionTransactions transactions;

	private final CacheErrors errors;

	DirectReads(RegionAccess access, RegionTypes types, RegionTransactions transactions, CacheErrors errors) {
		this.access = access;
		this.types = types;
		this.transactions = transactions;
		this.errors = errors;
	}

	/**
	 * Reads a value as one of the types of the region.
	 */
	@Nullable Hit read(Object key) {
		return read(key, this.types);
	}

	/**
	 * Reads a value as a class that the caller names.
	 * @throws IllegalStateException if the value is of another class
	 */
	@Nullable Object read(Object key, Class<?> type) {
		ValueTypes wanted = this.types.or(type);
		Hit hit = read(key, wanted);
		if (hit == null && !wanted.form().equals(this.types.form())) {
			// A value of a simple type lies under another key of the store
			hit = read(key, this.types);
		}
		Object value = (hit != null) ? hit.value() : null;
		if (value != null && !type.isInstance(value)) {
			throw new IllegalStateException("A value in region '" + this.access.region().name()
					+ "' is not of the required " + type + " but of " + value.getClass());
		}
		return value;
	}

	private @Nullable Hit read(Object key, ValueTypes wanted) {
		Object own = this.access.own(key);
		RegionTransaction transaction = this.transactions.dirty();
		if (isOld(transaction, own, List.of())) {
			return null;
		}
		Hit near = readNear(transaction, own, wanted, LiteralTags.NONE);
		if (near != null) {
			return near;
		}
		EntryKey entryKey = this.access.key(own);
		try {
			return transaction.usable(entryKey, this.access.read(entryKey, wanted, LiteralTags.NONE, Reader.PLAIN));
		}
		catch (StoreException ex) {
			this.errors.get(ex, key);
			return null;
		}
	}

	/**
	 * Whether a transaction has made an entry old. The key of the entry is made only if
	 * the transaction has made anything old.
	 * @param own the key of the tenant
	 * @param tags the tags of the entry that are known
	 */
	boolean isOld(RegionTransaction transaction, Object own, Collection<String> tags) {
		return transaction.isDirty() && transaction.isOld(this.access.key(own), tags);
	}

	/**
	 * Reads a value from the near cache, as one of the types of the region.
	 */
	@Nullable Hit readNear(RegionTransaction transaction, Object own, DeclaredTags declared) {
		return readNear(transaction, own, this.types, declared);
	}

	private @Nullable Hit readNear(RegionTransaction transaction, Object own, ValueTypes wanted,
			DeclaredTags declared) {
		Hit near = this.access.readNear(own, wanted, declared);
		return (near != null && isOld(transaction, own, near.tags())) ? null : near;
	}

	CompletableFuture<?> retrieve(Object key) {
		Object own = this.access.own(key);
		RegionTransaction transaction = this.transactions.dirty();
		if (isOld(transaction, own, List.of())) {
			return CompletableFuture.completedFuture(null);
		}
		Hit near = readNear(transaction, own, LiteralTags.NONE);
		if (near != null) {
			return CompletableFuture.completedFuture(new SimpleValueWrapper(near.value()));
		}
		EntryKey entryKey = this.access.key(own);
		return this.access.retrieve(entryKey, this.types, LiteralTags.NONE, Reader.PLAIN,
				(hit) -> RegionAccess.wrapped(transaction.usable(entryKey, hit)));
	}

	/**
	 * Reads many values together. If the store does not answer, those that were read
	 * before are all.
	 */
	<K> Map<K, @Nullable Object> readAll(ManyKeys<K> wanted) {
		Map<EntryKey, HandedOver> found = new HashMap<>();
		if (wanted.isEmpty()) {
			return wanted.values(found);
		}
		RegionTransaction transaction = this.transactions.dirty();
		try {
			for (Lookup lookup : Futures.await(this.access.region().lookupAll(wanted.entries(), this.types))) {
				Hit hit = transaction.usable(lookup.key(),
						Futures.await(this.access.region().read(lookup, this.types, LiteralTags.NONE)));
				if (hit != null) {
					hit.addTo(LoadScope.collector());
					found.put(lookup.key(), new HandedOver(hit.value()));
				}
			}
		}
		catch (StoreException ex) {
			this.errors.get(ex, wanted.keys());
		}
		return wanted.values(found);
	}

}
