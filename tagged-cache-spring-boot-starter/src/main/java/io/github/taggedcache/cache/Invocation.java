package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.core.event.Observer.Scope;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.invalidation.EnclosingCall;
import io.github.taggedcache.result.ContextOfResult;
import io.github.taggedcache.result.JoinedResult;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperationInvoker;

/**
 * One call of an annotated method: what its views of caches share from the lookup to the
 * put, on whatever threads these happen.
 */
public final class Invocation implements EnclosingCall, Reader {

	private final AnnotatedCall call;

	private final @Nullable AuditedCall audited;

	private final Arrival arrival = new Arrival();

	private final CallTransaction transaction;

	private final LoadToken token = new LoadToken();

	private final CallTags tags;

	private final JoinedWrites writes;

	private final InvocationViews views = new InvocationViews();

	private final MethodLoad load = new MethodLoad();

	private final StandIn standIn;

	private final HandOver handOver;

	/** Calls the method beside the cache. */
	private @Nullable Supplier<@Nullable Object> uncached;

	private boolean evicts;

	/**
	 * Creates an invocation.
	 * @param call the call
	 * @param audited the call as the auditor may repeat it; null for most calls
	 * @param transactions the transactions of the calling threads
	 */
	Invocation(AnnotatedCall call, @Nullable AuditedCall audited, CacheTransactions transactions) {
		this.call = call;
		this.audited = audited;
		this.transaction = new CallTransaction(transactions);
		this.tags = new CallTags(call, this.arrival);
		this.writes = new JoinedWrites(call);
		this.standIn = new StandIn(this);
		this.handOver = new HandOver(this);
	}

	AnnotatedCall call() {
		return this.call;
	}

	Arrival arrival() {
		return this.arrival;
	}

	CallTransaction transaction() {
		return this.transaction;
	}

	CallTags tags() {
		return this.tags;
	}

	JoinedWrites writes() {
		return this.writes;
	}

	HandOver handOver() {
		return this.handOver;
	}

	InvocationViews views() {
		return this.views;
	}

	MethodLoad load() {
		return this.load;
	}

	@Override
	public boolean isOf(Object target, Method method) {
		return this.call.isOf(target, method);
	}

	/**
	 * Takes the token of the arrival, on the thread of the call and before a view is
	 * used.
	 */
	void arrive(long version) {
		this.token.arrive(version);
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
	 * Whether the method returns a publisher.
	 * @return true if its subscriber may be in a reactive transaction
	 */
	public boolean isSubscribed() {
		return this.call.isReactive();
	}

	/**
	 * Calls the method of a publisher each time through all that lies behind the cache: a
	 * publisher has a call for each subscriber.
	 * @param once calls the method once
	 * @return calls the method any number of times
	 */
	public CacheOperationInvoker repeatable(CacheOperationInvoker once) {
		return this.call.repeatable(once);
	}

	/**
	 * Takes note of how the method is called beside the cache.
	 * @param method calls the method
	 */
	public void callsBy(Supplier<@Nullable Object> method) {
		this.uncached = method;
	}

	/**
	 * What a subscriber gets: what the method gives by itself, if this call does nothing
	 * but read, and its transaction has made anything old. A hit of a suspending function
	 * has done all else already, and a miss of it is what the method gives.
	 */
	@Nullable Object source(Object cached) {
		Supplier<@Nullable Object> method = this.uncached;
		if (method == null || !this.transaction.isDirty()) {
			return cached;
		}
		boolean reads = (this.call.isSuspending() && !this.views.areLeftToRegion()) ? !this.load.isCalled()
				: this.views.areLookups();
		return reads ? method.get() : cached;
	}

	/**
	 * The load token: in a transaction that of its begin, else that of the lookups.
	 */
	long token() {
		CacheTransaction current = this.transaction.current();
		return (current != null) ? current.token() : this.token.version();
	}

	@Override
	public void offerToken(long version) {
		this.token.offer(version);
	}

	/**
	 * Takes note that the store did not answer. This call does not wait for the store
	 * again.
	 */
	@Override
	public void storeFailed() {
		this.token.storeFailed();
	}

	boolean needsToken() {
		return this.transaction.current() == null && this.token.isMissing() && this.views.havePut();
	}

	/**
	 * Moves the token up to the invalidations that the called method itself declares, but
	 * not if the tags may be older than that.
	 */
	@Override
	public void passed(List<Appended> invalidations) {
		if (!this.tags.mayBeOlder()) {
			this.token.pass(invalidations);
		}
	}

	@Override
	public long replaces() {
		return this.call.replaces();
	}

	/**
	 * How this call is made once more in the background, for the one cache that it asks.
	 */
	@Override
	public @Nullable Reload reload() {
		return (this.views.onlyLookup() != null) ? this.call.reload(this.arrival.tenant(), this.arrival.context())
				: null;
	}

	@Override
	public @Nullable Dependencies collector() {
		return this.handOver.collector();
	}

	/**
	 * The call as the auditor may repeat it.
	 * @return null for most calls, and if the method was called
	 */
	@Nullable AuditedCall audited() {
		return this.load.isCalled() ? null : this.audited;
	}

	/**
	 * Takes note that the method is about to be called.
	 * @return ends when the method has returned
	 */
	Scope beginLoad() {
		this.load.begin();
		this.tags.renew();
		return this.load.observe(this.views.all());
	}

	/**
	 * Takes note of the end of the method, or of its future or publisher. The first end
	 * counts.
	 */
	void endLoad(@Nullable Throwable failure) {
		if (failure != null) {
			this.standIn.failed(failure);
		}
		this.load.end(failure, this.call.isAsync());
	}

	/**
	 * Joins the writes of this call to the future or publisher that the method returned.
	 * @param result what Spring's interceptor returned
	 * @return what the caller gets
	 */
	public @Nullable Object joined(@Nullable Object result) {
		if (!this.call.isAsync()) {
			this.handOver.made(result, true);
			return result;
		}
		return (!this.views.isEmpty() || collector() != null)
				? JoinedResult.of(subscribable(result), this.call.method(), new EndOfWrites(this)) : result;
	}

	/**
	 * What a subscriber can be joined to. Spring serves a hit of a suspending function as
	 * the value itself, and makes a publisher of it when nobody looks any more.
	 */
	private @Nullable Object subscribable(@Nullable Object result) {
		return this.call.isSuspending() ? ContextOfResult.of(result) : result;
	}

	/**
	 * Hands what this call obtained to whoever subscribes to its publisher.
	 * @param result what the caller would get
	 * @return what the caller gets
	 */
	public @Nullable Object handedOver(@Nullable Object result) {
		return this.handOver.toSubscriber(result);
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
		InvocationCache view = this.views.onlyLookup();
		return (view != null && this.call.isAsync() && replaces() == LoadCall.NOTHING)
				? this.standIn.replaced(result, view) : result;
	}

	/**
	 * A stale value in the place of what the method threw.
	 * @param failure what was thrown
	 * @return the value as the method would return it
	 * @throws RuntimeException the failure itself, if there is none
	 */
	public @Nullable Object replaced(RuntimeException failure) {
		this.handOver.failed();
		InvocationCache view = this.views.onlyLookup();
		if (view == null) {
			throw failure;
		}
		return this.standIn.replaced(failure, view);
	}

}
