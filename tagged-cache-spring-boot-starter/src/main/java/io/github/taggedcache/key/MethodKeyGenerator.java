package io.github.taggedcache.key;

import java.lang.reflect.Method;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.core.KotlinDetector;

/**
 * A key generator that keeps the methods of one region apart: the class of the called
 * object, the name of the method and the types of its parameters are parts of the key. It
 * is a bean named {@value #BEAN_NAME} for
 * {@code @Cacheable(keyGenerator = MethodKeyGenerator.BEAN_NAME)} or
 * {@code @CacheConfig(keyGenerator = MethodKeyGenerator.BEAN_NAME)}; a
 * {@link org.springframework.cache.annotation.CachingConfigurer} may make it the default.
 * <p>
 * Instances that run the same code agree on the keys. If a class or method gets another
 * name, its entries are not found any more.
 */
public final class MethodKeyGenerator implements KeyGenerator {

	/** The name of the bean. */
	public static final String BEAN_NAME = "taggedCacheMethodKeyGenerator";

	/**
	 * Makes the key of a call.
	 * @param target the object whose method is called
	 * @param method the method
	 * @param params the arguments; a continuation of Kotlin's does not count
	 * @return the key
	 */
	@Override
	public Object generate(Object target, Method method, @Nullable Object... params) {
		@Nullable Object[] arguments = KotlinDetector.isSuspendingFunction(method) ? Arrays.copyOf(params, params.length - 1)
				: params;
		return MethodKey.of(method, AopProxyUtils.ultimateTargetClass(target), arguments);
	}

}
