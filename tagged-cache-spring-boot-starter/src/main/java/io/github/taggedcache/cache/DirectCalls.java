package io.github.taggedcache.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of loads outside annotated methods. Each is a call of its tenant, in
 * the transaction of the calling thread.
 */
final class DirectCalls {

	private static final String LOADER = "The loader";

	private final RegionAccess access;

	private final RegionTypes types;

	private final RegionTransactions transactions;

	private final CacheErrors errors;

	private final CacheWarnings warnings;

	DirectCalls(RegionAccess access, RegionTypes types, RegionTransactions transactions, CacheErrors errors,
			CacheWarnings warnings) {
		this.access = access;
		this.types = types;
		this.transactions = transactions;
		this.errors = errors;
		this.warnings = warnings;
	}

	/**
	 * A call of a caller.
	 * @param lateFailure takes note of a failure that comes after the loader
	 * @param reload gives how the value is loaded again in the background
	 */
	CacheCall call(Tenant tenant, Object key, DeclaredTags declared, LateFailure lateFailure,
			Supplier<@Nullable Reload> reload) {
		RegionTransaction transaction = this.transactions.current();
		return new CacheCall(key(tenant, key), this.types, declared, transaction.token(LoadCall.NO_TOKEN),
				!RegionAccess.isInTransaction(), new LoadScope(true, tenant::tag),
				(ex, value) -> lateFailure.throwBy(() -> this.errors.put(ex, key, value)), reload, LoadCall.NOTHING,
				() -> LOADER, LoadScope.collector(), this.warnings::madeFromTooMuch, transaction.transaction());
	}

	/**
	 * A call in the background that replaces an entry.
	 * @param replaced when the entry was made, in ms
	 */
	CacheCall replacing(Tenant tenant, Object key, DeclaredTags declared, long replaced) {
		return new CacheCall(key(tenant, key), this.types, declared, LoadCall.NO_TOKEN, true,
				new LoadScope(true, tenant::tag), (ex, value) -> this.errors.put(ex, key, value), () -> null, replaced,
				() -> LOADER, null, this.warnings::madeFromTooMuch, null);
	}

	private EntryKey key(Tenant tenant, Object key) {
		return this.access.key(tenant.key(key));
	}

	/**
	 * The calls of a batch, one for each key. They share a scope: one run of the loader
	 * makes their values.
	 */
	<K> List<CacheCall> ofBatch(Map<EntryKey, K> keys, BatchCall<K> batch, Tenant tenant, LoadScope scope,
			LateFailure lateFailure) {
		RegionTransaction transaction = this.transactions.current();
		long token = transaction.token(batch.token());
		boolean mayRenewToken = !RegionAccess.isInTransaction();
		List<CacheCall> calls = new ArrayList<>(keys.size());
		keys.forEach((entry, key) -> calls.add(new CacheCall(entry, batch.types(),
				TagsOfTenant.of(tenant, batch.declared(key)), token, mayRenewToken, scope,
				(ex, value) -> lateFailure.throwBy(() -> this.errors.put(ex, key, value)), () -> null, LoadCall.NOTHING,
				batch::source, LoadScope.collector(), this.warnings::madeFromTooMuch, transaction.transaction())));
		return calls;
	}

}
