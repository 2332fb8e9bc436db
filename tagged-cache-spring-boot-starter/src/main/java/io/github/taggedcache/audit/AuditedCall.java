package io.github.taggedcache.audit;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.taggedcache.result.EndOfResult;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * A call of a cached method that can be made again, from behind the cache.
 */
public final class AuditedCall {

	private final ProxyMethodInvocation invocation;

	private final double drawn;

	AuditedCall(ProxyMethodInvocation invocation, double drawn) {
		this.invocation = invocation;
		this.drawn = drawn;
	}

	/**
	 * Whether this is a call of a method.
	 * @param target the object whose method is called
	 * @param method the method
	 * @return whether both are those of this call
	 */
	public boolean isOf(Object target, Method method) {
		return this.invocation.getThis() == target && this.invocation.getMethod().equals(method);
	}

	/**
	 * The number that was drawn for this call.
	 */
	double drawn() {
		return this.drawn;
	}

	/**
	 * The same call with arguments of its own. Only for a call whose method was not
	 * called.
	 */
	AuditedCall copy() {
		return new AuditedCall((ProxyMethodInvocation) this.invocation.invocableClone(), this.drawn);
	}

	String method() {
		return ClassUtils.getQualifiedMethodName(this.invocation.getMethod());
	}

	/**
	 * Calls the method, through the interceptors that lie behind the cache.
	 * @param patience how long a future or publisher may take, in seconds
	 * @return what the cache would hold: the content of an {@code Optional}, a future or
	 * a publisher
	 */
	@Nullable Object repeat(long patience) throws Throwable {
		MethodInvocation again = this.invocation.invocableClone();
		CompletableFuture<?> end = EndOfResult.of(ExposeInvocationInterceptor.INSTANCE.invoke(again));
		try {
			return ObjectUtils.unwrapOptional(end.get(patience, TimeUnit.SECONDS));
		}
		finally {
			end.cancel(true);
		}
	}

}
