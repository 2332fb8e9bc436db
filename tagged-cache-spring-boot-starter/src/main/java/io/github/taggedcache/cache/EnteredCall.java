package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.cache.LoaderContext.Carrier;
import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.result.EndOfResult;
import io.github.taggedcache.tenant.Tenant;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * A call of a cached method that has come to the cache, and that can be made once more
 * from there.
 *
 * @param invocation the call
 * @param interceptor the cache
 */
record EnteredCall(MethodInvocation invocation, MethodInterceptor interceptor) {

	boolean isOf(Object target, Method method) {
		return this.invocation.getThis() == target && this.invocation.getMethod().equals(method);
	}

	/**
	 * Which entry this call is to replace.
	 * @return when the entry was made, in ms; {@link LoadCall#NOTHING} for a call of a
	 * caller
	 */
	long replaces() {
		return (this.invocation instanceof RepeatedCall call) ? call.replaces() : LoadCall.NOTHING;
	}

	/**
	 * The call, if it is made once more.
	 * @return null for a call of a caller
	 */
	@Nullable RepeatedCall repeated() {
		return (this.invocation instanceof RepeatedCall call) ? call : null;
	}

	/**
	 * How the call is made once more. To be asked before the method is called.
	 * @param tenant the tenant of the call
	 * @param context the context of the call
	 * @return null if it cannot be
	 */
	@Nullable Reload reload(Tenant tenant, Carrier context) {
		if (!(this.invocation instanceof ProxyMethodInvocation proxied)) {
			return null;
		}
		MethodInvocation copy = proxied.invocableClone();
		return (replaced) -> repeat(new RepeatedCall(copy, replaced, tenant), context);
	}

	/**
	 * Calls the method any number of times, each time through all interceptors that lie
	 * behind the cache: a call that has gone through them is at their end.
	 * @param once calls the method once
	 */
	CacheOperationInvoker repeatable(CacheOperationInvoker once) {
		return (this.invocation instanceof ProxyMethodInvocation proxied) ? () -> proceed(proxied.invocableClone())
				: once;
	}

	private static @Nullable Object proceed(MethodInvocation call) {
		try {
			return ExposeInvocationInterceptor.INSTANCE.invoke(call);
		}
		catch (Throwable ex) {
			throw new ThrowableWrapper(ex);
		}
	}

	private CompletableFuture<RefreshOutcome> repeat(RepeatedCall call, Carrier context) {
		try {
			return EndOfResult.of(context.call(() -> invoke(call)))
				.thenApply((value) -> call.isLoaded() ? RefreshOutcome.LOADED : RefreshOutcome.FOUND);
		}
		catch (ThrowableWrapper ex) {
			return CompletableFuture.failedFuture(ex.getOriginal());
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * A context runs what throws exceptions only.
	 */
	private @Nullable Object invoke(RepeatedCall call) throws Exception {
		try {
			return this.interceptor.invoke(call);
		}
		catch (Exception ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ThrowableWrapper(ex);
		}
	}

}
