package io.github.taggedcache.cache;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import io.github.taggedcache.tenant.Tenant;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.ExposeInvocationInterceptor;

/**
 * A call of a cached method that is made once more in the background, to replace an
 * entry. It runs through the cache and the interceptors that lie behind the cache.
 */
public final class RepeatedCall implements MethodInvocation {

	private final MethodInvocation call;

	private final long replaces;

	private final Tenant tenant;

	private volatile boolean loaded;

	/**
	 * Creates a call.
	 * @param call the call, as it was before it went to the cache
	 * @param replaces when the entry was made that is to be replaced, in ms
	 * @param tenant the tenant whose entry that is
	 */
	RepeatedCall(MethodInvocation call, long replaces, Tenant tenant) {
		this.call = call;
		this.replaces = replaces;
		this.tenant = tenant;
	}

	long replaces() {
		return this.replaces;
	}

	Tenant tenant() {
		return this.tenant;
	}

	/**
	 * Whether the method was called.
	 */
	boolean isLoaded() {
		return this.loaded;
	}

	@Override
	public @Nullable Object proceed() throws Throwable {
		this.loaded = true;
		return ExposeInvocationInterceptor.INSTANCE.invoke(this.call);
	}

	@Override
	public Method getMethod() {
		return this.call.getMethod();
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.call.getArguments();
	}

	@Override
	public @Nullable Object getThis() {
		return this.call.getThis();
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.call.getStaticPart();
	}

}
