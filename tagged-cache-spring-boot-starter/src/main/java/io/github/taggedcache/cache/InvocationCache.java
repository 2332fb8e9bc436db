package io.github.taggedcache.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.invalidation.PendingInvalidations;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * One invocation's view of a cache: it carries the invocation's tags, return type and
 * load token from the lookup to the put. Failures of the store are thrown to Spring's
 * interceptor, which asks the error handler; those of writes that outlast the call of a
 * method with a future or publisher go to the error handler from here.
 */
final class InvocationCache implements Cache {

	private final RegionCache cache;

	private final RegionAccess access;

	private final Region region;

	private final Invocation invocation;

	private final InvocationTags declared;

	private final boolean put;

	private final PendingInvalidations pending;

	private final Auditor auditor;

	private final AskedEntry asked;

	/**
	 * Creates a view.
	 * @param declared the tags that the call declares for the region
	 * @param put whether this is the view of an explicit put
	 * @param pending takes over evictions that failed where no caller can be told
	 * @param auditor audits a share of the hits
	 */
	InvocationCache(RegionCache cache, Invocation invocation, InvocationTags declared, boolean put,
			PendingInvalidations pending, Auditor auditor) {
		this.cache = cache;
		this.access = cache.access();
		this.region = cache.getNativeCache();
		this.invocation = invocation;
		this.declared = declared;
		this.put = put;
		this.pending = pending;
		this.auditor = auditor;
		this.asked = new AskedEntry(this.region);
	}

	RegionCache cache() {
		return this.cache;
	}

	RegionAccess access() {
		return this.access;
	}

	Region region() {
		return this.region;
	}

	AskedEntry asked() {
		return this.asked;
	}

	/**
	 * Failures of the store, told as those of this view.
	 */
	CacheErrors errors() {
		return new CacheErrors(this, this.access::errorHandler);
	}

	/**
	 * The region as the transaction of the call sees it.
	 */
	RegionTransaction transaction() {
		return this.cache.transactions().of(this.invocation.transaction().current());
	}

	/**
	 * Whether this is the view of an explicit put.
	 */
	boolean isPut() {
		return this.put;
	}

	/**
	 * The tags that the call declares for the region.
	 */
	InvocationTags declared() {
		return this.declared;
	}

	/**
	 * The key of the tenant for whom the call arrived.
	 */
	Object own(Object key) {
		return this.invocation.arrival().tenant().key(key);
	}

	EntryKey key(Object key) {
		return this.access.key(own(key));
	}

	private @Nullable Hit readNear(Object key) {
		if (this.invocation.replaces() != LoadCall.NOTHING) {
			return null;
		}
		Hit hit = this.access.readNear(own(key), this.invocation.call().type(), this.declared, this.invocation);
		if (hit == null || isBypassed(key, hit)) {
			return null;
		}
		auditHit(key);
		return hit;
	}

	/**
	 * Whether the transaction of the call has made what was found old. The key is made
	 * only if the transaction has made anything old.
	 */
	private boolean isBypassed(Object key, Hit hit) {
		RegionTransaction transaction = transaction();
		return transaction.isDirty() && transaction.isOld(key(key), hit.tags());
	}

	/**
	 * Whether the call reads from the source, without a look. Takes note of a miss.
	 */
	private boolean isBypassed(EntryKey key) {
		RegionTransaction transaction = transaction();
		boolean bypassed = transaction.isDirty() && transaction.isOld(key, this.invocation.tags().ofCall());
		if (bypassed) {
			this.asked.found(false);
		}
		return bypassed;
	}

	/**
	 * Has the call audited, if it was drawn and the method was not called.
	 */
	void auditHit(Object key) {
		AuditedCall call = this.invocation.audited();
		if (call != null && this.invocation.views().onlyLookup() != null) {
			this.auditor.audit(call,
					new ServedEntry(this, this.invocation, (key instanceof EntryKey known) ? known : key(key)));
		}
	}

	@Override
	public String getName() {
		return this.cache.getName();
	}

	@Override
	public Object getNativeCache() {
		return this.region;
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		Hit near = readNear(key);
		if (near != null) {
			return new SimpleValueWrapper(near.value());
		}
		EntryKey entryKey = key(key);
		this.asked.ask(entryKey);
		if (isBypassed(entryKey)) {
			return null;
		}
		return wrapped(entryKey,
				this.access.read(entryKey, this.invocation.call().type(), this.declared, this.invocation));
	}

	private @Nullable ValueWrapper wrapped(EntryKey key, @Nullable Hit found) {
		Hit hit = transaction().usable(key, found);
		this.asked.found(hit != null);
		if (hit != null) {
			auditHit(key);
		}
		return RegionAccess.wrapped(hit);
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.cache.get(key, type);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		Hit near = readNear(key);
		if (near != null) {
			return RegionAccess.cast(near.value());
		}
		EntryKey entryKey = key(key);
		if (isBypassed(entryKey)) {
			this.asked.ask(entryKey);
			return InvocationLoads.uncached(key, loader);
		}
		return new InvocationLoads(this, this.invocation).get(key, entryKey, loader);
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		Hit near = readNear(key);
		if (near != null) {
			return CompletableFuture.completedFuture(new SimpleValueWrapper(near.value()));
		}
		EntryKey entryKey = key(key);
		this.asked.ask(entryKey);
		if (isBypassed(entryKey)) {
			return CompletableFuture.completedFuture(null);
		}
		return this.access.retrieve(entryKey, this.invocation.call().type(), this.declared, this.invocation,
				(hit) -> wrapped(entryKey, hit));
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		Hit near = readNear(key);
		if (near != null) {
			return CompletableFuture.completedFuture(RegionAccess.cast(near.value()));
		}
		EntryKey entryKey = key(key);
		if (isBypassed(entryKey)) {
			this.asked.ask(entryKey);
			return loader.get();
		}
		return new InvocationLoads(this, this.invocation).retrieve(key, entryKey, loader);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		new InvocationPuts(this, this.invocation).put(key, value);
	}

	/**
	 * The subscriber has cancelled: who asks for the same key next waits for what may be
	 * written of this invocation.
	 */
	void cancelled(CompletableFuture<?> written) {
		EntryKey key = this.asked.key();
		if (key != null) {
			this.access.writing(key, written);
		}
	}

	private InvocationEvictions evictions() {
		return new InvocationEvictions(this, this.invocation, this.pending);
	}

	@Override
	public void evict(Object key) {
		evictions().evict(key);
	}

	/**
	 * Evicts a key before the method is called. For methods with a future or publisher
	 * the eviction is joined to what the method returns.
	 * @return false: whether there was an entry is not known yet
	 */
	@Override
	public boolean evictIfPresent(Object key) {
		evictions().evictBefore(key);
		return false;
	}

	@Override
	public void clear() {
		evictions().clear();
	}

	/**
	 * Clears the region before the method is called, as {@link #evictIfPresent} evicts.
	 */
	@Override
	public boolean invalidate() {
		evictions().clearBefore();
		return false;
	}

}
