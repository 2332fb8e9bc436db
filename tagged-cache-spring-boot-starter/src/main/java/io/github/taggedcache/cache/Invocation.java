package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.cache.CachedMethods.CachedMethod;
import io.github.taggedcache.cache.LoaderContext.Carrier;
import io.github.taggedcache.core.codec.ValueType;
import io.github.taggedcache.core.envelope.Header;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.Inherited;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.LoadScope;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.name.EntryKey;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.invalidation.EnclosingCall;
import io.github.taggedcache.result.AsyncMethods;
import io.github.taggedcache.result.ContextOfResult;
import io.github.taggedcache.result.ElementPasses;
import io.github.taggedcache.result.JoinedResult;
import io.github.taggedcache.template.MethodTags;
import io.github.taggedcache.tenant.Tenant;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import io.github.taggedcache.transaction.ReactiveTransactions;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;
import org.springframework.util.ClassUtils;

/**
 * One call of an annotated method: what its views of caches share from the lookup to the
 * put, on whatever threads these happen.
 */
public final class Invocation implements EnclosingCall, Reader {

	/** No token is known. Nothing is stored then. */
	static final long NO_TOKEN = LoadCall.NO_TOKEN;

	/** How long the next caller waits at most for a source that is in a long pass. */
	private static final long LONGEST_PASS_MILLIS = 1000;

	private final Object target;

	private final Method method;

	private final @Nullable Object[] args;

	private final CachedMethods methods;

	private final @Nullable AuditedCall audited;

	private final @Nullable EnteredCall entered;

	private final CacheTransactions transactions;

	private volatile @Nullable CacheTransaction transaction;

	/** Calls the method beside the cache. */
	private @Nullable Supplier<@Nullable Object> uncached;

	private int lookups;

	private final StandIn standIn;

	private final HandOver handOver;

	private Tenant tenant = Tenant.NONE;

	private Carrier context = Carrier.NONE;

	private @Nullable Thread arrivedOn;

	private @Nullable LateFailure lateFailure;

	private List<InvocationCache> views = List.of();

	private @Nullable LoadScope scope;

	private @Nullable List<CompletableFuture<?>> writes;

	private @Nullable CachedMethod cachedMethod;

	private @Nullable Set<String> callTags;

	private long token = NO_TOKEN;

	private volatile boolean called;

	private boolean storeFailed;

	private boolean evicts;

	private final List<Consumer<CacheTransaction>> sentBefore = new CopyOnWriteArrayList<>();

	private @Nullable ElementPasses passes;

	private @Nullable MethodLoad load;

	/**
	 * Creates an invocation.
	 * @param target the object whose method is called
	 * @param method the method that the caller named
	 * @param args the arguments
	 * @param methods where annotations and signatures are looked up
	 * @param audited the call as the auditor may repeat it; null for most calls
	 * @param entered the call as it came to the cache; null if that is not known
	 * @param transactions the transactions of the calling threads
	 */
	Invocation(Object target, Method method, @Nullable Object[] args, CachedMethods methods,
			@Nullable AuditedCall audited, @Nullable EnteredCall entered, CacheTransactions transactions) {
		this.target = target;
		this.method = method;
		this.args = args;
		this.methods = methods;
		this.audited = audited;
		this.entered = entered;
		this.transactions = transactions;
		this.transaction = transactions.current();
		this.standIn = new StandIn(method);
		this.handOver = new HandOver(this,
				AsyncMethods.isReactive(method) && !CompletableFuture.class.isAssignableFrom(method.getReturnType()));
	}

	@Override
	public @Nullable Dependencies collector() {
		return this.handOver.collector();
	}

	@Override
	public boolean isOf(Object target, Method method) {
		return this.target == target && this.method.equals(method);
	}

	/**
	 * The call as the auditor may repeat it.
	 * @return null for most calls, and if the method was called
	 */
	@Nullable AuditedCall audited() {
		return this.called ? null : this.audited;
	}

	String methodName() {
		return ClassUtils.getQualifiedMethodName(this.method);
	}

	boolean isAsync() {
		return AsyncMethods.isAsync(this.method);
	}

	/**
	 * The type of what the method returns. Two threads that look at the same time find
	 * the same.
	 */
	ValueType type() {
		return method().type();
	}

	/**
	 * The templates of the method.
	 */
	MethodTags templates() {
		return method().tags();
	}

	/**
	 * What is known of the method.
	 */
	CachedMethod method() {
		CachedMethod known = this.cachedMethod;
		if (known == null) {
			known = this.methods.of(this.method, this.target);
			this.cachedMethod = known;
		}
		return known;
	}

	/**
	 * The scope of the load. It is made when it is needed, since a hit needs none.
	 */
	synchronized LoadScope scope() {
		if (this.scope == null) {
			this.scope = new LoadScope(templates().inherits(), this.tenant::tag, templates()::wants);
		}
		return this.scope;
	}

	/**
	 * Whether this is a lookup in one cache and nothing else.
	 */
	boolean isOneLookup() {
		return this.views.size() == 1 && !this.views.get(0).isPut();
	}

	/**
	 * The failure of what came after the load. It is made when it is needed, as the
	 * scope.
	 */
	synchronized LateFailure lateFailure() {
		if (this.lateFailure == null) {
			this.lateFailure = new LateFailure();
		}
		return this.lateFailure;
	}

	List<InvocationCache> views() {
		return this.views;
	}

	/**
	 * Takes note of a view, on the thread of the call and before the view is used.
	 * @return that view alone
	 */
	List<InvocationCache> add(InvocationCache view) {
		List<InvocationCache> added = List.of(view);
		this.views = this.views.isEmpty() ? added : Stream.concat(this.views.stream(), added.stream()).toList();
		return added;
	}

	/**
	 * The tags that are known before the method is called. Runs templates.
	 */
	List<String> callTags() {
		Set<String> known;
		synchronized (this) {
			known = this.callTags;
		}
		if (known == null) {
			known = templates().callTags(this.target, this.args);
			synchronized (this) {
				this.callTags = known;
			}
		}
		return List.copyOf((!this.tenant.equals(Tenant.NONE)) ? this.tenant.tags(known) : known);
	}

	private void renewCallTags() {
		synchronized (this) {
			if (this.callTags == null || !templates().mayChange()) {
				return;
			}
			this.callTags = null;
		}
		callTags();
	}

	/**
	 * All tags of a value, whichever cache is to store it.
	 */
	Collection<String> tags(@Nullable Object value) {
		return tags(value,
				this.views.stream().map(InvocationCache::methodTag).filter(Objects::nonNull).findFirst().orElse(null));
	}

	/**
	 * All tags of a value: those of the call, those of the result, and those that the
	 * method itself added. Runs templates. A value with more tags than an entry may have
	 * is not stored. Callers that joined its load are judged by all of its tags.
	 * @param methodTag the tag that names the method; null if there is none
	 */
	Collection<String> tags(@Nullable Object value, @Nullable String methodTag) {
		Set<String> known;
		synchronized (this) {
			known = this.callTags;
		}
		MethodTags templates = templates();
		Set<String> tags = new LinkedHashSet<>(
				(known != null) ? templates.withResult(known, this.target, this.args, value)
						: templates.tags(this.target, this.args, value));
		tags = (!this.tenant.equals(Tenant.NONE)) ? this.tenant.tags(tags) : tags;
		tags.addAll(scope().tags());
		if (methodTag != null) {
			tags.add(methodTag);
		}
		if (tags.size() > Header.MAX_TAGS - Dependencies.MAX_NAMES) {
			requireRoom(tags.size() + inherited().names().size());
		}
		return tags;
	}

	private void requireRoom(int tags) {
		if (tags > Header.MAX_TAGS) {
			scope().doNotStore();
			this.methods.reportTooManyTags(this.method, tags);
		}
	}

	/**
	 * What the value takes over from the cached ones that the method obtained.
	 */
	Inherited inherited() {
		Inherited inherited = scope().inherited();
		if (inherited.isTooMuch()) {
			reportTooMuch();
		}
		return inherited;
	}

	void reportTooMuch() {
		this.methods.reportTooMuch(this.method);
	}

	/**
	 * Takes note of the tags that the value is stored with.
	 */
	void storedWith(Collection<String> tags) {
		this.handOver.storedWith(tags);
	}

	/**
	 * Whether the method was called.
	 */
	boolean isCalled() {
		return this.called;
	}

	/**
	 * Takes note that the value of a future or publisher is there.
	 * @param value the value; nothing of the elements of a publisher of many
	 */
	void ended(@Nullable Object value) {
		boolean isWhole;
		synchronized (this) {
			isWhole = this.passes == null;
		}
		this.handOver.made(value, isWhole);
	}

	/**
	 * Takes note that a future or publisher failed.
	 */
	void endedWithout() {
		this.handOver.failed();
	}

	/**
	 * Takes note that a subscriber cancelled, and may have a part of the value.
	 */
	void endedBySubscriber() {
		this.handOver.cut();
	}

	/**
	 * Hands what this call obtained to whoever subscribes to its publisher.
	 * @param result what the caller would get
	 * @return what the caller gets
	 */
	public @Nullable Object handedOver(@Nullable Object result) {
		return this.handOver.toSubscriber(result);
	}

	/**
	 * Takes the tenant and the context of the arrival, on the thread of the call and
	 * before a view is used, as {@link #arrive} takes the token.
	 */
	void arriveAs(Tenants tenants, String region) {
		RepeatedCall repeated = (this.entered != null) ? this.entered.repeated() : null;
		this.tenant = (repeated != null) ? repeated.tenant() : tenants.ofRegion(region);
		this.context = LoaderContext.capture();
		this.arrivedOn = Thread.currentThread();
	}

	/**
	 * Whose entries this call reads and fills.
	 */
	Tenant tenant() {
		return this.tenant;
	}

	/**
	 * Runs the method in the context that the call arrived in, where it runs on another
	 * thread.
	 */
	@Nullable Object inContext(Callable<@Nullable Object> call) {
		try {
			return (Thread.currentThread() != this.arrivedOn) ? this.context.call(call) : call.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ThrowableWrapper(ex);
		}
	}

	/**
	 * Takes note that this call evicts what the method would use, and does not call the
	 * method.
	 */
	public void onlyEvicts() {
		this.evicts = true;
	}

	/**
	 * Whether the method is not called.
	 */
	boolean isOnlyEvicting() {
		return this.evicts;
	}

	/**
	 * The transaction that the call is made in.
	 * @return null if there is none
	 */
	@Nullable CacheTransaction transaction() {
		return this.transaction;
	}

	/**
	 * Takes note of the reactive transaction of a subscriber, before anything is done for
	 * that.
	 */
	void subscribed(ContextView context) {
		CacheTransaction reactive = ReactiveTransactions.current(context, this.transactions);
		if (reactive != null) {
			this.transaction = reactive;
			this.sentBefore.forEach((change) -> change.accept(reactive));
		}
	}

	/**
	 * Takes note of what was sent when the method was called. A subscriber in a
	 * transaction has it sent again after the commit.
	 */
	void sentBefore(Consumer<CacheTransaction> change) {
		if (isAsync()) {
			this.sentBefore.add(change);
		}
	}

	/**
	 * Checks that the method runs for the tenant of this call, if a cache of this library
	 * gets what it returns.
	 */
	void requireHere(Tenants tenants) {
		if (!this.views.isEmpty()) {
			tenants.requireHere(this.tenant, this::methodName);
		}
	}

	/**
	 * What a subscriber gets: what the method gives by itself, if this call does nothing
	 * but read, and its transaction has made anything old.
	 */
	@Nullable Object source(Object cached) {
		CacheTransaction current = this.transaction;
		Supplier<@Nullable Object> method = this.uncached;
		return (current != null && current.isDirty() && method != null && this.lookups == this.views.size())
				? method.get() : cached;
	}

	/**
	 * Whether the method returns a publisher.
	 * @return true if its subscriber may be in a reactive transaction
	 */
	public boolean isSubscribed() {
		return AsyncMethods.isReactive(this.method);
	}

	/**
	 * Takes note of how the method is called beside the cache.
	 * @param method calls the method
	 */
	public void callsBy(Supplier<@Nullable Object> method) {
		this.uncached = method;
	}

	/**
	 * Takes note that a view reads.
	 */
	void looksUp() {
		this.lookups++;
	}

	/**
	 * Whether this call has to read an entry from the source, because its transaction has
	 * made the entry old. Runs templates if its transaction has made anything old.
	 */
	boolean bypasses(EntryKey key) {
		CacheTransaction current = this.transaction;
		return current != null && current.isDirty() && current.isDirty(key, callTags());
	}

	/**
	 * Whether this call has to read an entry from the source that was found.
	 */
	boolean bypasses(EntryKey key, Collection<String> tags) {
		CacheTransaction current = this.transaction;
		return current != null && current.isDirty(key, tags);
	}

	/**
	 * The load token: in a transaction that of its begin, else the oldest version that
	 * one of the lookups gave.
	 */
	synchronized long token() {
		CacheTransaction current = this.transaction;
		return (current != null) ? current.token() : this.token;
	}

	/**
	 * Takes the token of the arrival, on the thread of the call and before a view is
	 * used. No other thread knows the invocation yet, so this takes no lock.
	 */
	void arrive(long version) {
		keepOlder(version);
	}

	@Override
	public synchronized void offerToken(long version) {
		keepOlder(version);
	}

	private void keepOlder(long version) {
		if (this.token == NO_TOKEN || (version != NO_TOKEN && version < this.token)) {
			this.token = version;
		}
	}

	/**
	 * Moves the token up to the invalidations that the called method itself declares, if
	 * no other invalidation came in between; not if the tags may be older than that.
	 */
	@Override
	public synchronized void passed(List<Appended> invalidations) {
		if (this.callTags != null && templates().mayChange()) {
			return;
		}
		for (Appended invalidation : invalidations) {
			if (this.token != NO_TOKEN && invalidation.previous() > 0 && invalidation.previous() <= this.token
					&& invalidation.version() > this.token) {
				this.token = invalidation.version();
			}
		}
	}

	/**
	 * Takes note that the store did not answer. This call does not wait for the store
	 * again.
	 */
	@Override
	public synchronized void storeFailed() {
		this.storeFailed = true;
	}

	/**
	 * How this call is made once more in the background, for the one cache that it asks.
	 */
	@Override
	public @Nullable Reload reload() {
		return (this.entered != null && isOneLookup() && replaces() == LoadCall.NOTHING
				&& this.methods.isRepeatable(this.method, this.target, this.args))
						? this.entered.reload(this.tenant, this.context) : null;
	}

	@Override
	public long replaces() {
		return (this.entered != null) ? this.entered.replaces() : LoadCall.NOTHING;
	}

	@Override
	public void foundStale(Stale stale) {
		this.standIn.found(stale);
	}

	/**
	 * Puts a stale value into the place of the failure of a future or publisher, or of
	 * what takes too long.
	 * @param result what the caller would get
	 * @return what the caller gets
	 */
	public @Nullable Object replaced(@Nullable Object result) {
		return (isAsync() && isOneLookup() && replaces() == LoadCall.NOTHING)
				? this.standIn.replaced(result, this.views.get(0)) : result;
	}

	/**
	 * A stale value in the place of what the method threw.
	 * @param failure what was thrown
	 * @return the value as the method would return it
	 * @throws RuntimeException the failure itself, if there is none
	 */
	public @Nullable Object replaced(RuntimeException failure) {
		this.handOver.failed();
		if (!isOneLookup()) {
			throw failure;
		}
		return this.standIn.replaced(failure, this.views.get(0));
	}

	synchronized boolean needsToken() {
		return this.transaction == null && this.token == NO_TOKEN && !this.storeFailed
				&& this.views.stream().anyMatch(InvocationCache::isPut);
	}

	/**
	 * Takes note that the method is about to be called. Templates that may give other
	 * tags than before are evaluated again: the value must not have tags that are older
	 * than its load token.
	 */
	MethodLoad beginLoad() {
		this.called = true;
		renewCallTags();
		MethodLoad begun = MethodLoad.begin(this.views);
		synchronized (this) {
			this.load = begun;
		}
		return begun;
	}

	/**
	 * Takes note of the end of the method, or of its future or publisher. The first end
	 * counts.
	 */
	void endLoad(@Nullable Throwable failure) {
		if (failure != null) {
			this.standIn.failed(failure);
		}
		MethodLoad ended;
		synchronized (this) {
			ended = this.load;
			this.load = null;
		}
		if (ended != null) {
			ended.end(failure, isAsync());
		}
	}

	/**
	 * Takes note of a write that goes on while the method returns its future or
	 * publisher.
	 */
	synchronized void writing(CompletableFuture<?> write) {
		if (this.writes == null) {
			this.writes = new ArrayList<>(1);
		}
		this.writes.add(write);
	}

	/**
	 * What the method returned; a Flux in a form that tells when its elements come.
	 */
	synchronized @Nullable Object watched(@Nullable Object result) {
		if (result == null || !AsyncMethods.isReactive(this.method)) {
			return result;
		}
		Object scoped = ContextOfResult.with(result, LoadScopeAccessor.KEY, scope().toBind());
		if (!ElementPasses.has(result)) {
			return scoped;
		}
		this.passes = new ElementPasses();
		return this.passes.watch(scoped);
	}

	/**
	 * Joins the writes of this call to the future or publisher that the method returned.
	 * @param result what Spring's interceptor returned
	 * @return what the caller gets
	 */
	public @Nullable Object joined(@Nullable Object result) {
		if (!isAsync()) {
			this.handOver.made(result, true);
			return result;
		}
		return (!this.views.isEmpty() || collector() != null)
				? JoinedResult.of(result, this.method, new EndOfWrites(this)) : result;
	}

	/**
	 * Takes note that a subscriber cancelled. What the method hands over at this moment
	 * may still be written.
	 */
	void cancelled() {
		ElementPasses current;
		synchronized (this) {
			current = this.passes;
		}
		if (current != null) {
			CompletableFuture<Void> written = current.end()
				.thenCompose((done) -> written())
				.completeOnTimeout(null, LONGEST_PASS_MILLIS, TimeUnit.MILLISECONDS);
			this.views.forEach((view) -> view.cancelled(written));
		}
	}

	/**
	 * The writes noted so far.
	 * @return completes when all of them have, and fails if one of them did
	 */
	synchronized CompletableFuture<Void> written() {
		return (this.writes == null) ? CompletableFuture.completedFuture(null)
				: CompletableFuture.allOf(this.writes.toArray(CompletableFuture<?>[]::new));
	}

}
