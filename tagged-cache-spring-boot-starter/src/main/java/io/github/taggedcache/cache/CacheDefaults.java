package io.github.taggedcache.cache;

import java.lang.reflect.Method;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;

/**
 * What Spring's interceptor knows of methods, and uses where they name nothing.
 */
public interface CacheDefaults {

	/**
	 * The operations of a method.
	 * @param method the method that the caller named
	 * @param targetClass the class of the object
	 * @return the operations, none if there are none
	 */
	Collection<CacheOperation> operations(Method method, Class<?> targetClass);

	/**
	 * Makes keys where the operation does not say how.
	 * @return the generator
	 */
	KeyGenerator keyGenerator();

	/**
	 * Finds caches where the operation does not say how.
	 * @return the resolver, or null
	 */
	@Nullable CacheResolver cacheResolver();

}
