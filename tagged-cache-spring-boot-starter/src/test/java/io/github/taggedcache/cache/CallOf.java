package io.github.taggedcache.cache;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * A call as it comes to the cache.
 */
@SuppressWarnings("ArrayRecordComponent") // as the interface has it
record CallOf(Object target, Method method, Object... args) implements MethodInvocation {

	@Override
	public @Nullable Object proceed() throws Throwable {
		return this.method.invoke(this.target, this.args);
	}

	@Override
	public Object getThis() {
		return this.target;
	}

	@Override
	public Method getMethod() {
		return this.method;
	}

	@Override
	public Object[] getArguments() {
		return this.args;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.method;
	}

}
