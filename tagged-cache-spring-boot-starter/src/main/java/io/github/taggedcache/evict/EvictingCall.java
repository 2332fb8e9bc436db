package io.github.taggedcache.evict;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * A call of an evicting object, as the cache of the bean would see the same call.
 */
final class EvictingCall implements MethodInvocation {

	private final MethodInvocation call;

	private final @Nullable Object target;

	/**
	 * Creates a call.
	 * @param call the call of the evicting object
	 * @param target the object that the cache of the bean would call
	 */
	EvictingCall(MethodInvocation call, @Nullable Object target) {
		this.call = call;
		this.target = target;
	}

	/**
	 * Calls nothing.
	 */
	@Override
	public @Nullable Object proceed() {
		return EmptyResult.of(getMethod());
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
		return this.target;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.call.getStaticPart();
	}

}
