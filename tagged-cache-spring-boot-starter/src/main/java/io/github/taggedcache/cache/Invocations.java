package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.List;

import io.github.taggedcache.audit.AuditedCall;
import io.github.taggedcache.audit.Auditor;
import io.github.taggedcache.cache.CachedMethods.CachedMethod;
import io.github.taggedcache.core.judge.DeclaredTags;
import io.github.taggedcache.core.node.Node;
import io.github.taggedcache.core.region.Hit;
import io.github.taggedcache.invalidation.PendingInvalidations;
import io.github.taggedcache.template.TagAnnotations;
import io.github.taggedcache.tenant.Tenants;
import io.github.taggedcache.transaction.CacheTransactions;
import io.github.taggedcache.type.MethodTypes;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.KeyGenerator;

/**
 * The running invocations of annotated methods, and how their methods are called.
 * <p>
 * A thread knows the innermost invocation only while Spring's interceptor makes the
 * views, and while the method itself runs on the thread. What is stored later is carried
 * by the views, not by the thread.
 */
public final class Invocations {

	@SuppressWarnings("ThreadLocalUsage") // one object an application context, gone with
											// it
	private final ThreadLocal<@Nullable Invocation> current = new ThreadLocal<>();

	@SuppressWarnings("ThreadLocalUsage") // as above
	private final ThreadLocal<@Nullable AuditedCall> drawn = new ThreadLocal<>();

	@SuppressWarnings("ThreadLocalUsage") // as above
	private final ThreadLocal<@Nullable EnteredCall> entered = new ThreadLocal<>();

	private final CachedMethods methods;

	private final NearCalls nearCalls;

	private final PendingInvalidations pending;

	private final Auditor auditor;

	private final Tenants tenants;

	private final TaggedMethods taggedMethods;

	private final CacheTransactions transactions;

	private final MethodInvoker invoker;

	/**
	 * Creates it.
	 * @param node gives load tokens
	 * @param regions the caches of this library
	 * @param annotations finds the templates of methods
	 * @param types finds the types of methods
	 * @param pending takes over evictions that failed where no caller can be told
	 * @param auditor audits a share of the hits
	 * @param tenants the tenants of the application
	 * @param transactions the transactions of the calling threads
	 */
	public Invocations(Node node, CacheRegions regions, TagAnnotations annotations, MethodTypes types,
			PendingInvalidations pending, Auditor auditor, Tenants tenants, CacheTransactions transactions) {
		this.methods = new CachedMethods(annotations, types);
		this.nearCalls = new NearCalls(this.methods, regions);
		this.pending = pending;
		this.auditor = auditor;
		this.tenants = tenants;
		this.taggedMethods = regions.manager().taggedMethods();
		this.transactions = transactions;
		this.invoker = new MethodInvoker(this, node, tenants);
	}

	/**
	 * Reads a call's value from the near cache, if nothing but its arguments is needed to
	 * find it there. No round trip.
	 * @param invocation the call
	 * @param target the object whose method is called
	 * @param defaults what Spring's interceptor uses where an operation names nothing
	 * @return null if the call has to {@link #begin}
	 */
	public @Nullable Hit readNear(MethodInvocation invocation, Object target, CacheDefaults defaults) {
		if (this.transactions.isDirty()) {
			return null;
		}
		return this.nearCalls.read(invocation.getMethod(), target, AopProxyUtils.ultimateTargetClass(target),
				invocation.getArguments(), defaults);
	}

	/**
	 * Draws whether the call that the calling thread is about to {@link #begin} is
	 * audited.
	 * @param invocation the call
	 * @return whether it is, if the cache serves it
	 */
	public boolean draw(MethodInvocation invocation) {
		AuditedCall call = this.auditor.draw(invocation);
		if (call != null) {
			this.drawn.set(call);
		}
		return call != null;
	}

	/**
	 * Takes back what {@link #draw} has drawn: the call does not {@link #begin}.
	 */
	public void drawNone() {
		if (this.auditor.isOn()) {
			this.drawn.remove();
		}
	}

	/**
	 * Begins an invocation.
	 * @param target the object whose method is called
	 * @param method the method that the caller named
	 * @param args the arguments
	 * @return the invocation, which the thread does not know yet
	 */
	public Invocation begin(Object target, Method method, @Nullable Object[] args) {
		EnteredCall call = this.entered.get();
		EnteredCall entered = (call != null && call.isOf(target, method)) ? call : null;
		return new Invocation(new AnnotatedCall(target, method, args, this.methods, entered),
				this.auditor.isOn() ? drawn(target, method) : null, this.transactions);
	}

	/**
	 * Takes a call through the cache.
	 * @param invocation the call
	 * @param interceptor where a call that is made once more comes to the cache
	 * @param way what Spring's interceptor does
	 * @return what the caller gets
	 * @throws Throwable what the method throws
	 */
	public @Nullable Object through(MethodInvocation invocation, MethodInterceptor interceptor, MethodInterceptor way)
			throws Throwable {
		EnteredCall outer = this.entered.get();
		this.entered.set(new EnteredCall(invocation, interceptor));
		try {
			return way.invoke(invocation);
		}
		finally {
			this.entered.set(outer);
		}
	}

	private @Nullable AuditedCall drawn(Object target, Method method) {
		AuditedCall call = this.drawn.get();
		if (call == null) {
			return null;
		}
		this.drawn.remove();
		return (call.isOf(target, method) && this.methods.isRepeatable(method, target)) ? call : null;
	}

	/**
	 * The innermost invocation of the calling thread.
	 * @return null if there is none
	 */
	public @Nullable Invocation current() {
		return this.current.get();
	}

	/**
	 * Makes an invocation the innermost one of the calling thread.
	 * @param invocation the invocation
	 * @return the one before, for {@link #leave}
	 */
	public @Nullable Invocation enter(Invocation invocation) {
		Invocation outer = this.current.get();
		this.current.set(invocation);
		return outer;
	}

	/**
	 * Ends what {@link #enter} began.
	 * @param outer the invocation that {@link #enter} returned
	 */
	public void leave(@Nullable Invocation outer) {
		// Setting null is less work at each call than removing
		this.current.set(outer);
	}

	/**
	 * Makes an invocation's view of a cache for one operation. A view of an operation
	 * that stores gives the region the type of the method, and the invocation a load
	 * token.
	 * @param invocation the invocation
	 * @param cache the cache
	 * @param operation the operation
	 * @param defaultKeys makes keys where the operation does not say how
	 * @return the view alone
	 */
	public List<? extends Cache> view(Invocation invocation, RegionCache cache, CacheOperation operation,
			KeyGenerator defaultKeys) {
		if (this.tenants.areOn()) {
			invocation.arrival().take(invocation.call().repeated(), this.tenants, cache.getName());
		}
		long templates = DeclaredTags.NO_TEMPLATES;
		String methodTag = null;
		boolean isLookup = operation instanceof CacheableOperation;
		boolean isPut = operation instanceof CachePutOperation;
		if (isLookup || isPut) {
			cache.types().record(invocation.call().type());
			invocation.arrive(cache.getNativeCache().token());
			CachedMethod method = invocation.call().cachedMethod();
			templates = method.templates(operation, cache, defaultKeys);
			if (cache.getNativeCache().settings().names().methodTags()) {
				this.taggedMethods.add(method.named());
				methodTag = method.named().tag();
			}
		}
		InvocationTags declared = new InvocationTags(invocation.tags(), templates, methodTag);
		return invocation.views()
			.add(new InvocationCache(cache, invocation, declared, isPut, this.pending, this.auditor), isLookup);
	}

	/**
	 * Calls the method with a load token that was taken before, and in the scope of its
	 * load. If the method was called already and what came after it failed, that failure
	 * is thrown instead.
	 * @param invocation the invocation
	 * @param invoker calls the method
	 * @return what the method returned
	 */
	public @Nullable Object invoke(Invocation invocation, CacheOperationInvoker invoker) {
		return this.invoker.invoke(invocation, invoker);
	}

}
