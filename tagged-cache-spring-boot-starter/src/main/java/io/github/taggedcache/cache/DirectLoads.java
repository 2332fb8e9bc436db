package io.github.taggedcache.cache;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.judge.LiteralTags;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Reads and loads of one value by a loader outside annotated methods. If the transaction
 * of the calling thread has made the value old, the loader runs beside the cache, and
 * nothing is stored.
 */
final class DirectLoads {

	private final RegionAccess access;

	private final RegionTransactions transactions;

	private final DirectReads reads;

	private final DirectCalls calls;

	private final CacheErrors errors;

	DirectLoads(RegionAccess access, RegionTransactions transactions, DirectReads reads, DirectCalls calls,
			CacheErrors errors) {
		this.access = access;
		this.transactions = transactions;
		this.reads = reads;
		this.calls = calls;
		this.errors = errors;
	}

	<T> @Nullable T get(Object key, Callable<T> loader, String... tags) {
		Tenant tenant = this.access.tenant();
		Object own = tenant.key(key);
		DeclaredTags declared = declared(tenant, tags);
		RegionTransaction transaction = this.transactions.dirty();
		if (this.reads.isOld(transaction, own, declared.callTags())) {
			return loadUncached(key, loader, uncached(tenant, key, declared));
		}
		Hit near = this.reads.readNear(transaction, own, declared);
		if (near != null) {
			return RegionAccess.cast(near.value());
		}
		LateFailure lateFailure = new LateFailure();
		Callable<T> ofTenant = this.access.forTenant(tenant, loader);
		CacheCall call = this.calls.call(tenant, key, declared, lateFailure,
				() -> DirectReloads.blocking(this.access.region(),
						(replaced) -> this.calls.replacing(tenant, key, declared, replaced), ofTenant));
		try {
			return RegionAccess.cast(this.access.region().get(call, this.access.inContext(ofTenant)));
		}
		catch (LoadFailedException ex) {
			throw new ValueRetrievalException(key, loader, ex.thrown());
		}
		catch (StoreException ex) {
			if (lateFailure.is(ex)) {
				throw ex;
			}
			this.errors.get(ex, key);
			return loadUncached(key, loader, call);
		}
	}

	private static DeclaredTags declared(Tenant tenant, String... tags) {
		return (tags.length == 0) ? LiteralTags.NONE : TagsOfTenant.of(tenant, new LiteralTags(tags));
	}

	/**
	 * A call that is not shown to the region.
	 */
	private CacheCall uncached(Tenant tenant, Object key, DeclaredTags declared) {
		return this.calls.call(tenant, key, declared, new LateFailure(), () -> null);
	}

	private static <T> @Nullable T loadUncached(Object key, Callable<T> loader, CacheCall call) {
		try {
			T value = call.scope().run(loader::call);
			handOver(call, value);
			return value;
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	<T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		Tenant tenant = this.access.tenant();
		Object own = tenant.key(key);
		RegionTransaction transaction = this.transactions.dirty();
		if (this.reads.isOld(transaction, own, List.of())) {
			return retrieveUncached(loader, uncached(tenant, key, LiteralTags.NONE));
		}
		Hit near = this.reads.readNear(transaction, own, LiteralTags.NONE);
		if (near != null) {
			return CompletableFuture.completedFuture(RegionAccess.cast(near.value()));
		}
		Supplier<CompletableFuture<T>> ofTenant = this.access.forTenantLater(tenant, loader);
		CacheCall call = this.calls.call(tenant, key, LiteralTags.NONE, new LateFailure(),
				() -> DirectReloads.async(this.access.region(),
						(replaced) -> this.calls.replacing(tenant, key, LiteralTags.NONE, replaced), ofTenant));
		return RegionAccess.cast(this.access.region().retrieve(call, ofTenant));
	}

	private static <T> CompletableFuture<T> retrieveUncached(Supplier<CompletableFuture<T>> loader, CacheCall call) {
		CompletableFuture<T> loaded;
		try {
			loaded = call.scope().run(loader::get);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return loaded.thenApply((value) -> {
			handOver(call, value);
			return value;
		});
	}

	/**
	 * Hands a value that was loaded beside the cache to the value that is made from it.
	 */
	private static void handOver(CacheCall call, @Nullable Object value) {
		Dependencies collector = call.collector();
		if (collector != null) {
			collector.add(call.scope().inherited());
			collector.add(call.key(), call.tags(value), Long.MAX_VALUE);
		}
	}

}
