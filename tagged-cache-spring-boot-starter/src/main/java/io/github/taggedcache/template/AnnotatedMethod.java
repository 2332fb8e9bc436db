package io.github.taggedcache.template;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;

/**
 * A method of a class with what it overrides and implements, also where an interface is
 * only joined to an inherited method by the class itself.
 */
final class AnnotatedMethod {

	private final Method method;

	private final Class<?> targetClass;

	private final Method specific;

	private final Set<Method> declarations = new LinkedHashSet<>();

	AnnotatedMethod(Method method, Class<?> targetClass) {
		this.method = BridgeMethodResolver.findBridgedMethod(method);
		this.targetClass = ClassUtils.getUserClass(targetClass);
		this.specific = specific(this.method);
		this.declarations.add(this.specific);
		this.declarations.add(this.method);
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(this.targetClass)) {
			this.declarations.addAll(declarationsIn(type));
		}
	}

	Method method() {
		return this.method;
	}

	Class<?> targetClass() {
		return this.targetClass;
	}

	/**
	 * Returns the method as it is called, as the class has it, and as its interfaces
	 * declare it.
	 */
	Set<Method> declarations() {
		return this.declarations;
	}

	/**
	 * Returns the annotations of the method and of those that it overrides or implements.
	 */
	<A extends Annotation> List<Declared<A>> onMethod(Class<A> annotation) {
		return this.declarations.stream()
			.flatMap((declaration) -> Declared.find(annotation, declaration))
			.distinct()
			.toList();
	}

	/**
	 * Returns the annotations of the class, its superclasses, and those of its interfaces
	 * that declare the method.
	 */
	<A extends Annotation> List<Declared<A>> onType(Class<A> annotation) {
		return Declared.find(annotation, this.targetClass)
			.filter((declared) -> declared.source() instanceof Class<?> type
					&& (!type.isInterface() || !declarationsIn(type).isEmpty()))
			.distinct()
			.toList();
	}

	private Method specific(Method candidate) {
		return (Proxy.isProxyClass(this.targetClass)) ? candidate
				: AopUtils.getMostSpecificMethod(candidate, this.targetClass);
	}

	private List<Method> declarationsIn(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.filter((candidate) -> candidate.getName().equals(this.method.getName())
					&& candidate.getParameterCount() == this.method.getParameterCount())
			.filter((candidate) -> specific(candidate).equals(this.specific))
			.toList();
	}

}
