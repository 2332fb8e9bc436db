package io.github.taggedcache.key;

import java.lang.reflect.Method;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Which class stands for a method in keys and tags.
 */
public final class MethodOwner {

	private MethodOwner() {
	}

	/**
	 * The class of the called object, whatever type declares the method. If that class
	 * does not have the method, as the class behind a repository's interface, it is the
	 * type that declares it.
	 * @param method the method that the caller named
	 * @param targetClass the class of the called object, or the interface of a bean that
	 * has no class of its own
	 * @return the class, none that was made at run time
	 */
	public static Class<?> of(Method method, Class<?> targetClass) {
		Class<?> type = ClassUtils.getUserClass(targetClass);
		Class<?> declaring = AopUtils.getMostSpecificMethod(method, type).getDeclaringClass();
		return (!type.isInterface() && declaring.isAssignableFrom(type)) ? type : declaring;
	}

}
