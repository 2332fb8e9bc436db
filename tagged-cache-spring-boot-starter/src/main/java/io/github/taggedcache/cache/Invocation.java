package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.core.load.Dependencies;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.core.region.Lookup.Stale;
import io.github.taggedcache.core.store.Appended;
import io.github.taggedcache.invalidation.EnclosingCall;
import io.github.taggedcache.result.JoinedResult;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransaction;
import io.github.taggedcache.transaction.CacheTransactions;
import org.jspecify.annotations.Nullable;

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

	private final ValueTags tags;

	private final JoinedWrites writes;

	private final StandIn standIn;

	private final HandOver handOver;

	private List<InvocationCache> views = List.of();

	private int lookups;

	/** Calls the method beside the cache. */
	private @Nullable Supplier<@Nullable Object> uncached;

	private boolean evicts;

	private volatile boolean called;

	private @Nullable LateFailure lateFailure;

	private @Nullable MethodLoad load;

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
		this.tags = new ValueTags(call, this.arrival);
		this.writes = new JoinedWrites(call);
		this.standIn = new StandIn(call.method());
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

	ValueTags tags() {
		return this.tags;
	}

	JoinedWrites writes() {
		return this.writes;
	}

	HandOver handOver() {
		return this.handOver;
	}

	List<InvocationCache> views() {
		return this.views;
	}

	@Override
	public boolean isOf(Object target, Method method) {
		return this.call.isOf(target, method);
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
	 * Takes the tenant and the context of the arrival, on the thread of the call and
	 * before a view is used.
	 */
	void arriveAs(Tenants tenants, String region) {
		this.arrival.take(this.call.repeated(), tenants, region);
	}

	/**
	 * Takes the token of the arrival, as {@link #arriveAs} takes the tenant.
	 */
	void arrive(long version) {
		this.token.arrive(version);
	}

	/**
	 * Takes note that a view reads.
	 */
	void looksUp() {
		this.lookups++;
	}

	/**
	 * Whether this is a lookup in one cache and nothing else.
	 */
	boolean isOneLookup() {
		return this.views.size() == 1 && !this.views.get(0).isPut();
	}

	/**
	 * Checks that the method runs for the tenant of this call, if a cache of this library
	 * gets what it returns.
	 */
	void requireHere(Tenants tenants) {
		if (!this.views.isEmpty()) {
			tenants.requireHere(this.arrival.tenant(), this.call::methodName);
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
	 * Whether the method returns a publisher.
	 * @return true if its subscriber may be in a reactive transaction
	 */
	public boolean isSubscribed() {
		return this.call.isReactive();
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
	 * but read, and its transaction has made anything old.
	 */
	@Nullable Object source(Object cached) {
		Supplier<@Nullable Object> method = this.uncached;
		return (method != null && this.transaction.isDirty() && this.lookups == this.views.size()) ? method.get()
				: cached;
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
		return this.transaction.current() == null && this.token.isMissing()
				&& this.views.stream().anyMatch(InvocationCache::isPut);
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
		return isOneLookup() ? this.call.reload(this.arrival.tenant(), this.arrival.context()) : null;
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
		return this.called ? null : this.audited;
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

	/**
	 * Whether the method was called.
	 */
	boolean isCalled() {
		return this.called;
	}

	/**
	 * Takes note that the method is about to be called.
	 */
	MethodLoad beginLoad() {
		this.called = true;
		this.tags.renew();
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
			ended.end(failure, this.call.isAsync());
		}
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
				? JoinedResult.of(result, this.call.method(), new EndOfWrites(this)) : result;
	}

	/**
	 * Takes note that a subscriber cancelled. The next caller waits for what may still be
	 * written.
	 */
	void cancelled() {
		CompletableFuture<Void> written = this.writes.writtenAfterCancel();
		if (written != null) {
			this.views.forEach((view) -> view.cancelled(written));
		}
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
		return (this.call.isAsync() && isOneLookup() && replaces() == LoadCall.NOTHING)
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

}
