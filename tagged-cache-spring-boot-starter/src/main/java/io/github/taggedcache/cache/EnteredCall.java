package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import io.github.taggedcache.core.event.RefreshOutcome;
import io.github.taggedcache.core.load.LoadCall;
import io.github.taggedcache.core.load.Reload;
import io.github.taggedcache.result.EndOfResult;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

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
	 * How the call is made once more. To be asked before the method is called.
	 * @return null if it cannot be
	 */
	@Nullable Reload reload() {
		if (!(this.invocation instanceof ProxyMethodInvocation proxied)) {
			return null;
		}
		MethodInvocation copy = proxied.invocableClone();
		return (replaced) -> repeat(new RepeatedCall(copy, replaced));
	}

	private CompletableFuture<RefreshOutcome> repeat(RepeatedCall call) {
		try {
			return EndOfResult.of(this.interceptor.invoke(call))
				.thenApply((value) -> call.isLoaded() ? RefreshOutcome.LOADED : RefreshOutcome.FOUND);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
