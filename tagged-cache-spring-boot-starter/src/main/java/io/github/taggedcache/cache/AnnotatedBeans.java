package io.github.taggedcache.cache;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils.MethodFilter;

/**
 * Finds the methods of a bean that carry an annotation, or whose type does.
 */
final class AnnotatedBeans {

	private AnnotatedBeans() {
	}

	static Class<?> typeOf(Object bean) {
		return AopProxyUtils.ultimateTargetClass(bean);
	}

	static Set<Method> methods(Object bean, Class<? extends Annotation> annotation) {
		Class<?> type = typeOf(bean);
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

}
