package io.github.taggedcache.check;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.github.taggedcache.annotation.CacheTags;
import io.github.taggedcache.annotation.InvalidateTags;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * Finds the methods of a bean that carry an annotation, or whose type carries it, and
 * names them in messages. For a proxy, these are the methods of its target and of its
 * interfaces.
 */
final class AnnotatedBeans {

	private AnnotatedBeans() {
	}

	static Class<?> typeOf(Object bean) {
		return AopProxyUtils.ultimateTargetClass(bean);
	}

	static Set<Method> methodsOf(Object bean, Class<? extends Annotation> annotation) {
		Set<Method> methods = new LinkedHashSet<>(methods(typeOf(bean), annotation));
		foreignInterfaces(bean).forEach((type) -> methods.addAll(methods(type, annotation)));
		return methods;
	}

	/**
	 * The interfaces of a proxy that its target does not implement, as those of
	 * repositories.
	 */
	private static Stream<Class<?>> foreignInterfaces(Object bean) {
		if (!Proxy.isProxyClass(bean.getClass())) {
			return Stream.empty();
		}
		Class<?> target = typeOf(bean);
		return Arrays.stream(ClassUtils.getAllInterfaces(bean)).filter((type) -> !type.isAssignableFrom(target));
	}

	static Set<Method> methods(Class<?> type, Class<? extends Annotation> annotation) {
		if (!AnnotationUtils.isCandidateClass(type, annotation) || type.getName().startsWith("org.springframework.")) {
			return Set.of();
		}
		MethodFilter filter = (method) -> isAnnotated(method, annotation)
				|| MergedAnnotations.from(method.getDeclaringClass(), SearchStrategy.TYPE_HIERARCHY)
					.isPresent(annotation);
		return MethodIntrospector.selectMethods(type, filter);
	}

	static boolean isAnnotated(Method method, Class<? extends Annotation> annotation) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

	/**
	 * Names a method by the class that it is called on. If the target of a proxy does not
	 * know the method, the interface of the proxy is named.
	 */
	static String describe(Method method, Class<?> type) {
		Class<?> owner = method.getDeclaringClass().isAssignableFrom(type) ? type : method.getDeclaringClass();
		return owner.getName() + "." + method.getName();
	}

	/**
	 * The annotations that this library looks for.
	 */
	static Set<Class<? extends Annotation>> annotations() {
		return Set.of(CacheTags.class, InvalidateTags.class);
	}

}
