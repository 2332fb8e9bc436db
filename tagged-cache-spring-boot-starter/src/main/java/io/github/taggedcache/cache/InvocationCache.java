package io.github.taggedcache.cache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.Explanation;
import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.audit.AuditedEntry;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.core.event.Observer.Observed;
import io.github.taggedcache.core.event.Observer.Operation;
import io.github.taggedcache.core.event.StaleReason;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LimitedLoad;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadFailedException;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.name.TagName;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.region.NewEntry;
import io.github.taggedcache.core.region.Region;
import io.github.taggedcache.core.store.Futures;
import io.github.taggedcache.core.store.Mode;
import io.github.taggedcache.core.store.StoreException;
import io.github.taggedcache.core.timeout.LoadTimeoutException;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * One invocation's view of a cache: it carries the invocation's tags, return type and
 * load token from the lookup to the put. Failures of the store are thrown to Spring's
 * interceptor, which asks the error handler; those of writes that outlast the call of a
 * method with a future or publisher go to the error handler from here.
 */
final class InvocationCache implements Cache, DeclaredTags {

	private final RegionCache cache;

	private final RegionAccess access;

	private final Region region;

	private final Invocation invocation;

	private final boolean put;

	private final PendingInvalidations pending;

	private final long templates;

	private final @Nullable String methodTag;

	private final Auditor auditor;

	private final CacheTransactions transactions;

	private volatile boolean missed;

	private volatile @Nullable EntryKey asked;

	/** Whether the region runs the method, as one load for many callers. */
	private volatile boolean loadedByRegion;

	/** What was observed on the thread of the call when the cache was asked. */
	private volatile @Nullable Object parent;

	/**
	 * Creates a view.
	 * @param templates what stands for the templates of the method, where the key of this
	 * view determines what they give
	 * @param methodTag the tag that names the method; null if the region has no such tags
	 * @param auditor audits a share of the hits
	 * @param transactions the transactions of the calling threads
	 */
	InvocationCache(RegionCache cache, Invocation invocation, boolean put, PendingInvalidations pending, long templates,
			@Nullable String methodTag, Auditor auditor, CacheTransactions transactions) {
		this.cache = cache;
		this.access = cache.access();
		this.region = cache.getNativeCache();
		this.invocation = invocation;
		this.put = put;
		this.pending = pending;
		this.templates = templates;
		this.methodTag = methodTag;
		this.auditor = auditor;
		this.transactions = transactions;
	}

	/**
	 * Whether this is the view of an explicit put.
	 */
	boolean isPut() {
		return this.put;
	}

	/**
	 * The tag that names the method.
	 * @return null if the region has no such tags
	 */
	@Nullable String methodTag() {
		return this.methodTag;
	}

	Executor executor() {
		return this.access.executor();
	}

	RegionCache cache() {
		return this.cache;
	}

	@Override
	public long templates() {
		return this.templates;
	}

	@Override
	public List<String> callTags() {
		List<String> tags = this.invocation.tags().ofCall();
		return (this.methodTag != null) ? Stream.concat(tags.stream(), Stream.of(this.methodTag)).toList() : tags;
	}

	@Override
	public Collection<String> tags(@Nullable Object value) {
		return this.invocation.tags().of(value, this.methodTag);
	}

	/**
	 * A stale value that this view has found, in the place of what the method threw.
	 */
	CompletableFuture<@Nullable Hit> readInstead(Stale stale, Throwable thrown, Executor steps) {
		return obtained(this.access.readInstead(stale, thrown, this.invocation.call().type(), this, steps));
	}

	/**
	 * A stale value that this view has found, in the place of a method that takes too
	 * long.
	 */
	CompletableFuture<@Nullable Hit> readLate(Stale stale) {
		return obtained(this.region.stale()
			.serveInstead(stale, this.invocation.call().type(), this, StaleReason.TIMEOUT, this.access.executor()));
	}

	private CompletableFuture<@Nullable Hit> obtained(CompletableFuture<@Nullable Hit> served) {
		return served.thenApply((hit) -> {
			EntryKey key = this.asked;
			if (hit == null || (key != null && isOld(key, hit.tags()))) {
				return null;
			}
			hit.addTo(this.invocation.collector());
			return hit;
		});
	}

	/**
	 * The key of the value that the method made for this view, if the view looked for it
	 * or put it.
	 * @return null if the view did neither, or if the region has loaded the value
	 */
	@Nullable EntryKey made() {
		return this.loadedByRegion ? null : this.asked;
	}

	/**
	 * How long callers wait for what the method returned.
	 * @return null if they wait for ever, or the region limits its own load
	 */
	@Nullable LimitedLoad limits() {
		return this.loadedByRegion ? null : this.region.limits();
	}

	/**
	 * What a caller gets that waits no longer.
	 */
	LoadTimeoutException late(String method) {
		EntryKey key = this.asked;
		return new LoadTimeoutException(method, (key != null) ? key : EntryKey.of(getName(), ""),
				this.region.settings().timeouts().hard());
	}

	/**
	 * Whether stale values stand in for failures.
	 */
	boolean isServedOnError() {
		return !this.region.settings().stale().ifError().isZero();
	}

	/**
	 * The key of the tenant for whom the call arrived.
	 */
	private Object own(Object key) {
		return this.invocation.arrival().tenant().key(key);
	}

	private EntryKey key(Object key) {
		return this.access.key(own(key));
	}

	private @Nullable Hit readNear(Object key) {
		if (this.invocation.replaces() != LoadCall.NOTHING) {
			return null;
		}
		Hit hit = this.access.readNear(own(key), this.invocation.call().type(), this, this.invocation);
		if (hit == null || isBypassed(key, hit)) {
			return null;
		}
		auditHit(key);
		return hit;
	}

	private boolean isOld(EntryKey key, Collection<String> tags) {
		return this.cache.transactions().of(this.invocation.transaction().current()).isOld(key, tags);
	}

	/**
	 * Whether the transaction of the call has made what was found old. The key is made
	 * only if the transaction has made anything old.
	 */
	private boolean isBypassed(Object key, Hit hit) {
		return this.invocation.transaction().isDirty() && isOld(key(key), hit.tags());
	}

	/**
	 * Whether the call reads from the source, without a look. Takes note of a miss.
	 */
	private boolean isBypassed(EntryKey key) {
		boolean bypassed = this.invocation.transaction().isDirty() && isOld(key, this.invocation.tags().ofCall());
		this.missed |= bypassed;
		return bypassed;
	}

	/**
	 * Has the call audited, if it was drawn and the method was not called.
	 */
	private void auditHit(Object key) {
		AuditedCall call = this.invocation.audited();
		if (call != null && this.invocation.isOneLookup()) {
			this.auditor.audit(call, new Served(key));
		}
	}

	/**
	 * Takes note of the end of the method, if its value was looked for here and not
	 * found.
	 */
	void loaded(long nanos, @Nullable Throwable failure) {
		EntryKey key = this.asked;
		if (this.missed && key != null) {
			this.region.recordLoad(key, nanos, failure);
		}
	}

	/**
	 * Begins to observe a load, if the method is called because nothing was found here.
	 */
	@Nullable Observed observe() {
		return this.missed ? this.region.observer().begin(Operation.LOAD, getName(), this.parent) : null;
	}

	private void ask(EntryKey key) {
		this.parent = this.region.observer().current();
		this.asked = key;
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
		ask(entryKey);
		if (isBypassed(entryKey)) {
			return null;
		}
		return wrapped(this.access.read(entryKey, this.invocation.call().type(), this, this.invocation));
	}

	private @Nullable ValueWrapper wrapped(@Nullable Hit found) {
		EntryKey key = this.asked;
		Hit hit = (found != null && key != null && isOld(key, found.tags())) ? null : found;
		this.missed = hit == null;
		if (hit != null && key != null) {
			auditHit(key);
		}
		return RegionAccess.wrapped(hit);
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.cache.get(key, type);
	}

	/**
	 * Takes the loader's own exception out of Spring's wrapper, and puts it in again:
	 * what an interrupted load means to those who joined it depends on it. What fails
	 * after the loader returned is wrapped as well, since Spring's interceptor would call
	 * the method again otherwise.
	 */
	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		Hit near = readNear(key);
		if (near != null) {
			return RegionAccess.cast(near.value());
		}
		EntryKey entryKey = key(key);
		if (isBypassed(entryKey)) {
			ask(entryKey);
			return uncached(key, loader);
		}
		try {
			Callable<T> unwrapping = () -> {
				try {
					return loader.call();
				}
				catch (ThrowableWrapper ex) {
					throw unwrapped(ex);
				}
			};
			this.loadedByRegion = true;
			Object value = this.region.get(call(key), this.access.inContext(unwrapping));
			auditHit(key);
			return RegionAccess.cast(value);
		}
		catch (LoadFailedException ex) {
			throw new ValueRetrievalException(key, loader, new ThrowableWrapper(ex.thrown()));
		}
		catch (RuntimeException ex) {
			if (this.invocation.lateFailure().is(ex)) {
				throw new ValueRetrievalException(key, loader, new ThrowableWrapper(ex));
			}
			if (!(ex instanceof StoreException)) {
				throw ex;
			}
			this.access.errorHandler().handleCacheGetError(ex, this, key);
			this.asked = key(key);
			this.loadedByRegion = false;
			return uncached(key, loader);
		}
	}

	/**
	 * Calls the method without a cache. Spring's interceptor would do that as well, but
	 * then show the store's failure instead of the method's own exception.
	 */
	private static <T> @Nullable T uncached(Object key, Callable<T> loader) {
		try {
			return loader.call();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	private static Exception unwrapped(ThrowableWrapper wrapper) {
		if (wrapper.getOriginal() instanceof Error error) {
			throw error;
		}
		return (wrapper.getOriginal() instanceof Exception exception) ? exception : wrapper;
	}

	private CacheCall call(Object key) {
		return new CacheCall(key(key), this.invocation.call().type(), this, this.invocation.token(),
				!RegionAccess.isInTransaction(), this.invocation.tags().scope(),
				(ex, value) -> this.invocation.lateFailure()
					.throwBy(() -> this.access.errorHandler().handleCachePutError(ex, this, key, value)),
				this.invocation::reload, this.invocation.replaces(), this.invocation.call()::methodName,
				this.invocation.collector(), this.invocation.call()::reportTooMuch,
				this.invocation.transaction().current());
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		Hit near = readNear(key);
		if (near != null) {
			return CompletableFuture.completedFuture(new SimpleValueWrapper(near.value()));
		}
		EntryKey entryKey = key(key);
		ask(entryKey);
		if (isBypassed(entryKey)) {
			return CompletableFuture.completedFuture(null);
		}
		return this.access.retrieve(entryKey, this.invocation.call().type(), this, this.invocation, this::wrapped);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // an audit has no outcome for the
													// caller
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		Hit near = readNear(key);
		if (near != null) {
			return CompletableFuture.completedFuture(RegionAccess.cast(near.value()));
		}
		EntryKey entryKey = key(key);
		if (isBypassed(entryKey)) {
			ask(entryKey);
			return loader.get();
		}
		this.loadedByRegion = true;
		CompletableFuture<?> value = this.region.retrieve(call(key), loader);
		value.thenRun(() -> auditHit(key));
		return RegionAccess.cast(value);
	}

	/**
	 * Stores what the method returned. Without a token nothing is stored; an explicit put
	 * then evicts, so that no older value outlives it. It does so too where there is no
	 * entry to put, because a template or the codec fails.
	 * <p>
	 * For a method with a future or publisher all of it happens on the cache's executor:
	 * what is thrown here would be lost on its way through Spring's subscriber.
	 */
	@Override
	public void put(Object key, @Nullable Object value) {
		if (this.invocation.call().isAsync()) {
			this.invocation.endLoad(null);
			CompletableFuture<?> written = JoinedWrites.handled(
					Futures.compose(CompletableFuture.completedFuture(key),
							(same) -> send(key(same), value, putFailure(same, value)), this.access.writer()),
					putFailure(key, value), this.access.writer());
			this.invocation.writes().add(written);
			this.access.writing(own(key), written);
		}
		else {
			write(send(key(key), value, putFailure(key, value)), putFailure(key, value));
		}
	}

	/**
	 * The subscriber has cancelled: who asks for the same key next waits for what may be
	 * written of this invocation.
	 */
	void cancelled(CompletableFuture<?> written) {
		EntryKey key = this.asked;
		if (key != null) {
			this.access.writing(key, written);
		}
	}

	private Consumer<RuntimeException> putFailure(Object key, @Nullable Object value) {
		return (ex) -> this.access.errorHandler().handleCachePutError(ex, this, key, value);
	}

	private CompletableFuture<Boolean> send(EntryKey key, @Nullable Object value, Consumer<RuntimeException> late) {
		long token = this.invocation.token();
		this.asked = key;
		if (token == LoadToken.NONE || !this.invocation.tags().scope().isStored()) {
			return evictPut(key);
		}
		try {
			Collection<String> tags = tags(value);
			if (!this.invocation.tags().scope().isStored()) {
				return evictPut(key);
			}
			this.invocation.handOver().storedWith(tags);
			Inherited inherited = this.invocation.tags().inherited();
			NewEntry entry = NewEntry
				.of(value, this.invocation.call().type(), tags, this.invocation.tags().scope().timeToLive())
				.taggedBy(this)
				.madeFrom(inherited);
			long oldest = Math.min(token, inherited.asOf());
			CacheTransaction transaction = this.invocation.transaction().current();
			if (transaction != null) {
				return writeAtCommit(transaction, key, entry, oldest, late);
			}
			return this.put ? this.region.put(Map.of(key, entry), oldest) : this.region.store(key, entry, oldest, late);
		}
		catch (RuntimeException ex) {
			return evictPut(key).thenCompose((done) -> CompletableFuture.failedFuture(ex));
		}
	}

	/**
	 * Evicts in the place of an explicit put.
	 */
	private CompletableFuture<Boolean> evictPut(EntryKey key) {
		return this.put ? evictNowOrAtCommit(key) : CompletableFuture.completedFuture(false);
	}

	/**
	 * Has a value written after the commit. Its bytes are made now: the caller gets the
	 * value, and may change it. If the transaction has ended meanwhile, whether it has
	 * committed is not known here.
	 */
	private CompletableFuture<Boolean> writeAtCommit(CacheTransaction transaction, EntryKey key, NewEntry entry,
			long token, Consumer<RuntimeException> late) {
		if (!this.put) {
			transaction.store(key, entry.tags(), this.region.storeLater(key, entry, token, late), late);
			return CompletableFuture.completedFuture(false);
		}
		boolean isQueued = transaction.put(this.region, key, entry.tags(),
				this.region.putLater(Map.of(key, entry), token), late);
		return isQueued ? CompletableFuture.completedFuture(false) : this.region.evict(key);
	}

	private CompletableFuture<Boolean> evictNowOrAtCommit(EntryKey key) {
		CacheTransaction transaction = this.invocation.transaction().current();
		return (transaction != null && transaction.evict(this.region, key)) ? CompletableFuture.completedFuture(false)
				: this.region.evict(key);
	}

	/**
	 * Evicts a key. If that fails for a method with a future or publisher, its caller may
	 * have cancelled or get the method's own failure: so the eviction is also sent again
	 * later.
	 */
	@Override
	public void evict(Object key) {
		EntryKey entryKey = key(key);
		evict(key, entryKey, evictNowOrAtCommit(entryKey));
	}

	private void evict(Object key, EntryKey entryKey, CompletableFuture<Boolean> evicted) {
		write(this.transactions.sentAgain(evicted, Map.of(), List.of(entryKey)), (ex) -> {
			this.pending.add(entryKey, ex);
			this.access.errorHandler().handleCacheEvictError(ex, this, key);
		});
	}

	/**
	 * Evicts like {@link #evict}. For methods with a future or publisher it is sent
	 * before the method is called, and joined to what the method returns. In a
	 * transaction it happens now, and again after the commit; if no method is called,
	 * after the commit alone.
	 */
	@Override
	public boolean evictIfPresent(Object key) {
		if (this.invocation.isOnlyEvicting()) {
			evict(key);
			return false;
		}
		EntryKey entryKey = key(key);
		CacheTransaction transaction = this.invocation.transaction().current();
		if (transaction != null) {
			transaction.evict(this.region, entryKey);
		}
		else if (this.invocation.call().isAsync()) {
			this.invocation.transaction().sentBefore((later) -> later.evict(this.region, entryKey));
		}
		evict(key, entryKey, this.region.evict(entryKey));
		return false;
	}

	/**
	 * Clears the region; a failure is dealt with as that of {@link #evict}.
	 */
	@Override
	public void clear() {
		CacheTransaction transaction = this.invocation.transaction().current();
		if (transaction == null || !transaction.clear(this.region)) {
			clearNow();
		}
	}

	private void clearNow() {
		Map<Mode, List<String>> tags = Map.of(Mode.HARD, List.of(TagName.ofRegion(getName())));
		write(this.transactions.sentAgain(this.region.clear(), tags, List.of()), (ex) -> {
			this.pending.add(tags, ex);
			this.access.errorHandler().handleCacheClearError(ex, this);
		});
	}

	/**
	 * Clears like {@link #clear}. In a transaction it happens now, and again after the
	 * commit.
	 */
	@Override
	public boolean invalidate() {
		CacheTransaction transaction = this.invocation.transaction().current();
		if (transaction != null) {
			transaction.clear(this.region);
		}
		else if (this.invocation.call().isAsync()) {
			this.invocation.transaction().sentBefore((later) -> later.clear(this.region));
		}
		clearNow();
		return false;
	}

	private void write(CompletableFuture<?> write, Consumer<RuntimeException> onFailure) {
		this.invocation.writes().write(write, onFailure, this.access.writer());
	}

	/**
	 * The entry that this view was served.
	 */
	private final class Served implements AuditedEntry {

		private final EntryKey key;

		Served(Object key) {
			this.key = (key instanceof EntryKey known) ? known : InvocationCache.this.key(key);
		}

		@Override
		public EntryKey key() {
			return this.key;
		}

		@Override
		public @Nullable Hit read() {
			if (!InvocationCache.this.access.isHere(InvocationCache.this.invocation.arrival().tenant())) {
				// The method would be called for another tenant
				return null;
			}
			return InvocationCache.this.access.read(this.key, InvocationCache.this.invocation.call().type(),
					InvocationCache.this, Reader.PLAIN);
		}

		@Override
		public @Nullable String difference(Object loaded, Object cached) {
			return InvocationCache.this.region.difference(loaded, cached,
					InvocationCache.this.invocation.call().type());
		}

		@Override
		public Explanation explain() {
			return InvocationCache.this.cache.explainEntry(this.key);
		}

	}

}
