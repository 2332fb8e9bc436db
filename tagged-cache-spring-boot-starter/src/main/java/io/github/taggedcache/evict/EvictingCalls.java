package io.github.taggedcache.evict;

import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * The cache around a bean, as what evicts entries of the bean's calls.
 */
public interface EvictingCalls {

	/**
	 * Evicts the entries that a call uses. Does not proceed.
	 * @param call the call
	 * @return something empty of the method's type
	 * @throws Throwable what the evict throws
	 */
	@Nullable Object evict(MethodInvocation call) throws Throwable;

	/**
	 * Whether calls of a method use entries.
	 * @param method the method
	 * @param targetClass the class of the called object
	 * @return whether it stores what it returns
	 */
	boolean isStoring(Method method, Class<?> targetClass);

}
