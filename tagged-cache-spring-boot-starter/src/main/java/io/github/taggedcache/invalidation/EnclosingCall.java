package io.github.taggedcache.invalidation;

import java.lang.reflect.Method;
import java.util.List;

import io.github.taggedcache.core.store.Appended;

/**
 * The call of a method that both caches its result and invalidates tags. The result is
 * stored after the invalidations that the method itself declares, and must survive them.
 */
public interface EnclosingCall {

	/**
	 * Whether this is the call of a method.
	 * @param target the object whose method is called
	 * @param method the method
	 * @return true for the same object and method
	 */
	boolean isOf(Object target, Method method);

	/**
	 * Takes note of invalidations that the called method itself declares.
	 * @param invalidations recorded after the method returned, in their order
	 */
	void passed(List<Appended> invalidations);

}
